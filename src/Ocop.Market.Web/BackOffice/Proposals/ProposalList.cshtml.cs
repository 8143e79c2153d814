using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Proposals;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Proposals;

/// <summary>What producers want their pages to say, beside what they say now.</summary>
[Requires(Act.EditProducts)]
public sealed class ProposalListModel(FactProposals proposals, AnswerProposal answer, LibraryPictures pictures, CurrentPerson current, Words words) : DeskPageModel(current)
{
    private Guid _refused;

    public ListPage<ReadProposal> Found { get; private set; } = null!;
    public IReadOnlyDictionary<Guid, LibraryPicture> Pictures { get; private set; } = new Dictionary<Guid, LibraryPicture>();

    public IReadOnlyList<Refusal> RefusalsOf(Guid proposal) => proposal == _refused ? Refusals : [];

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(Guid id, long version, string? act, [FromForm(Name = "words")] string? note, CancellationToken cancel)
    {
        if (act is not ("accept" or "return")) return BadRequest();
        var outcome = await answer.HandleAsync(Person, new ProposalAnswer(id, version, act == "accept", note), cancel);
        if (outcome.Succeeded) return Again(act == "accept" ? words["Đã nhận; trang hiện lời mới.", "Accepted; the page says it now."] : words["Đã trả lại cho chủ thể.", "Returned to the producer."]);
        _refused = id;
        await ReadAsync(cancel);
        return Refuse(outcome.Refusals);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Found = await proposals.WaitingAsync(Person, PageNumber, cancel);
        Pictures = await pictures.FindAsync([.. Found.Rows.Select(row => row.Proposal.MediaItemId).OfType<Guid>()], cancel);
    }
}
