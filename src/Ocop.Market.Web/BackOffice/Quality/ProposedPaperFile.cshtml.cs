using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Proposals;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.BackOffice.Quality;

/// <summary>A paper that a producer entered, beside the one it is to replace, with the scan to read it by.</summary>
[Requires(Act.ReadCatalog)]
public sealed class ProposedPaperFileModel(ProposedPapers papers, AnswerPaper answer, TimeProvider clock, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Waiting = "cho-kiem";

    public ProposedPaperPage Found { get; private set; } = null!;
    public DateOnly Today => clock.Today();
    public bool MayAnswer => Found.Paper.State == ProposalState.Waiting && Person.May(Act.EditQuality, Found.Holder.Scope);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, long version, string? act, [FromForm(Name = "words")] string? note, bool isFilePublic, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel)) return NotFound();
        if (act is not ("accept" or "return")) return BadRequest();
        var outcome = await answer.HandleAsync(Person, new PaperAnswer(id, version, act == "accept", note, isFilePublic), cancel);
        if (!outcome.Succeeded)
        {
            await ReadAsync(id, cancel);
            return Refuse(outcome.Refusals);
        }

        Done = act == "accept" ? words["Đã nhận; trang công khai hiện giấy này khi còn giá trị.", "Accepted; the public page shows it while it is valid."] : words["Đã trả lại cho chủ thể.", "Returned to the producer."];
        return LocalRedirect(HttpContext.Link($"{PaperListModel.Path}?muc={Waiting}"));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await papers.FindAsync(Person, id, Act.ReadCatalog, cancel) is not { } found) return false;
        Found = found;
        return true;
    }
}
