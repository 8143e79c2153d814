using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Imports;

/// <summary>One list: what it would do, what is wrong with it, and the button that does it.</summary>
[Requires(Act.ImportProducts)]
public sealed class ImportListModel(KeptLists lists, ListWork work, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public KeptList List { get; private set; } = null!;

    /// <summary>Null where nothing is done with it at this moment.</summary>
    public int? RowsRead { get; private set; }
    public bool HasReport { get; private set; }

    /// <summary>Somebody began, and nobody is at work: the market was started anew meanwhile.</summary>
    public bool IsBrokenOff => RowsRead is null && List.State is (ListState.Waiting or ListState.Checking or ListState.Importing);

    public IActionResult OnGet(string hash) => Read(hash) ? Page() : NotFound();

    public IActionResult OnGetReport(string hash)
    {
        if (!Read(hash) || lists.Report(List) is not { } report) return NotFound();
        var isWorkbook = lists.IsWorkbook(List);
        var name = System.IO.Path.GetFileNameWithoutExtension(List.FileName) + "-loi" + (isWorkbook ? ".xlsx" : ".csv");
        return PhysicalFile(report.FullName, isWorkbook ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8", name);
    }

    public IActionResult OnPost(string hash, string? act, bool keepGood)
    {
        if (!Read(hash)) return NotFound();
        if (!Person.May(Act.ImportProducts, Scope.Programme)) return Refuse([NoRight.Here]);
        switch (act)
        {
            case "check":
                work.Check(Person, hash);
                return LocalRedirect(HttpContext.Here());
            case "import":
                if (ImportKeptList.Refuse(List, keepGood) is { } refusal) return Refuse([refusal]);
                work.Import(Person, hash, keepGood);
                return LocalRedirect(HttpContext.Here());
            case "delete":
                if (RowsRead is null) lists.Delete(hash);
                Done = words["Đã bỏ tệp.", "The file is gone."];
                return LocalRedirect(HttpContext.Link(ImportListsModel.Path));
            default:
                return BadRequest();
        }
    }

    private bool Read(string hash)
    {
        // Asked first: work that ends between the two questions has written its result by then.
        RowsRead = work.RowsRead(hash);
        if (lists.Find(hash) is not { } list) return false;
        (List, HasReport) = (list, lists.Report(list) is not null);
        return true;
    }
}
