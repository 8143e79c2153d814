using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Proposals;

/// <param name="Version">As it was read: words that changed meanwhile are not taken unread.</param>
public sealed record ProposalAnswer(Guid ProposalId, long Version, bool Accepts, string? Words);

/// <summary>An officer takes the words over or sends them back with a reason.</summary>
public sealed class AnswerProposal(ICatalogDb db, FactPages pages, TimeProvider clock)
{
    private const int LongestAnswer = 500;

    public Task<Outcome<FactProposal>> HandleAsync(Person person, ProposalAnswer answer, CancellationToken cancel) => db.InTransactionAsync<FactProposal>(async () =>
    {
        var isCurrent = await db.FactProposals.Where(it => it.Id == answer.ProposalId && it.Version == answer.Version && it.State == ProposalState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version + 1), cancel) == 1;
        var proposal = await db.FactProposals.SingleOrDefaultAsync(it => it.Id == answer.ProposalId, cancel);
        if (proposal is null) return new Refusal("ProposalUnknown", "", "Không có đề nghị này.", "There is no such proposal.");
        var page = await pages.FindAsync(proposal.SubjectKind, proposal.SubjectId, cancel);
        if (page is null) return new Refusal("PageUnknown", "", "Trang này không còn nữa.", "This page is gone.");
        if (!person.May(proposal.SubjectKind == FactProposal.OfProduct ? Act.EditProducts : Act.EditProducers, page.Scope)) return NoRight.Here;
        if (!isCurrent)
            return new Refusal("Stale", "", "Đề nghị này vừa được viết lại hoặc đã có người trả lời. Mời bạn đọc lại.", "This proposal was just rewritten, or somebody answered it. Please read it again.");

        var words = VietnameseText.Normalize(answer.Words ?? "");
        if (!answer.Accepts && words.Length < 2) return new Refusal("ReasonMissing", "words", "Ghi một câu để chủ thể biết cần sửa gì.", "Say in a sentence what has to be mended.");
        if (words.Length > LongestAnswer) return new Refusal("ReasonTooLong", "words", $"Lời nhắn dài quá {LongestAnswer} chữ.", $"The note is longer than {LongestAnswer} letters.");
        var now = clock.UtcNow();
        if (answer.Accepts)
        {
            // A name may have been given to another product, a photo binned, while the words waited.
            var (facts, refusals) = await pages.CheckAsync(page, proposal.Facts, cancel);
            if (refusals.Count > 0) return Outcome<FactProposal>.Refused([.. refusals.Select(refusal => refusal with { Field = "" })]);
            await pages.ApplyAsync(page, facts, person, now, cancel);
        }

        proposal.End(answer.Accepts ? ProposalState.Accepted : ProposalState.Returned, words.Length > 0 ? words : null, now);
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, answer.Accepts ? "FactsAccepted" : "FactsReturned", proposal.Subject, after: proposal.Answer));
        await db.SaveChangesAsync(cancel);
        return proposal;
    }, cancel);
}
