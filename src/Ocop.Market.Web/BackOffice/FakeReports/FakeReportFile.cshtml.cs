using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.FakeReports;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.FakeReports;

[Requires(Act.ReadFakeReports)]
public sealed class FakeReportFileModel(DeskFakeReports reports, TakeUpFakeReport takeUp, CloseFakeReport close, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public DeskFakeReportPage Found { get; private set; } = null!;
    public bool MayHandle => Person.May(Act.HandleFakeReports, Found.Report.Scope);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, long? version, string? outcome, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        var done = act switch
        {
            "take" => await takeUp.HandleAsync(Person, id, version ?? -1, cancel),
            "close" => await close.HandleAsync(Person, id, version ?? -1, outcome, cancel),
            _ => null,
        };
        if (done is null) return BadRequest();
        return done.Succeeded ? Again(words["Đã lưu.", "Saved."]) : Refuse(done.Refusals);
    }

    public async Task<IActionResult> OnGetPhotoAsync(Guid id, Guid photo, CancellationToken cancel)
    {
        Response.Headers.CacheControl = "no-store";
        return await reports.PhotoAsync(Person, id, photo, cancel) is { } jpeg ? File(jpeg, "image/jpeg") : NotFound();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await reports.FindAsync(Person, id, cancel) is not { } found) return false;
        Found = found;
        return true;
    }
}
