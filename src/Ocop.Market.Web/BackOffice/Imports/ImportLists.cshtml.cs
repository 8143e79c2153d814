using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Kernel;
using Ocop.Market.Web.BackOffice.Audit;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Imports;

/// <summary>Takes a product list in; its own page tells what it would do.</summary>
[Requires(Act.ImportProducts), RequestSizeLimit(MostBytes), RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class ImportListsModel(KeptLists lists, ListWork work, ActorWords actors, CurrentPerson current) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/nhap-danh-sach";

    // The form around the file takes some bytes, too.
    private const long MostBytes = KeptLists.MostBytes + 1024 * 1024;

    public IReadOnlyList<KeptList> Lists { get; private set; } = [];
    public Func<string, string> ActorOf { get; private set; } = actor => actor;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Lists = lists.All();
        ActorOf = await actors.ReadAsync(Lists.Select(list => list.Actor), cancel);
    }

    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken cancel)
    {
        if (!Person.May(Act.ImportProducts, Scope.Programme)) return Refuse([NoRight.Here]);
        await using var stream = file?.OpenReadStream() ?? Stream.Null;
        var outcome = await lists.KeepAsync(stream, file?.FileName ?? "", Person.Actor, cancel);
        if (outcome.Succeeded)
        {
            work.Check(Person, outcome.Value.Hash);
            return LocalRedirect(HttpContext.Link($"{Path}/{outcome.Value.Hash}"));
        }

        await OnGetAsync(cancel);
        return Refuse(outcome.Refusals);
    }
}
