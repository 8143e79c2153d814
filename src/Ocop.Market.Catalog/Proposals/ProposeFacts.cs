using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Proposals;

/// <param name="Kind"><see cref="FactProposal.OfProduct"/> or <see cref="FactProposal.OfProducer"/>.</param>
public sealed record FactWish(string Kind, Guid SubjectId, ProposedFacts Facts);

/// <param name="IsLive">Said at once: the words of goods without a decision need no reading.</param>
public sealed record Proposed(bool IsLive, ProposalState? State);

/// <summary>A producer writes what their page should say. Written again while it waits, it is the same proposal with other words.</summary>
public sealed class ProposeFacts(ICatalogDb db, FactPages pages, TimeProvider clock)
{
    public Task<Outcome<Proposed>> HandleAsync(Person person, FactWish wish, CancellationToken cancel) => db.InTransactionAsync<Proposed>(async () =>
    {
        if (await pages.FindAsync(wish.Kind, wish.SubjectId, cancel) is not { } page) return new Refusal("PageUnknown", "", "Không có trang này.", "There is no such page.");
        if (!person.May(Act.ProposeFacts, page.Scope)) return NoRight.Here;
        var (facts, refusals) = await pages.CheckAsync(page, wish.Facts, cancel);
        if (refusals.Count > 0) return Outcome<Proposed>.Refused(refusals);

        var now = clock.UtcNow();
        var waiting = await db.FactProposals.SingleOrDefaultAsync(it => it.SubjectKind == wish.Kind && it.SubjectId == wish.SubjectId && it.State == ProposalState.Waiting, cancel);
        if (facts == page.Now)
        {
            // Back to what the page says already: nothing is asked for any more.
            waiting?.End(ProposalState.Withdrawn, null, now);
            await db.SaveChangesAsync(cancel);
            return new Proposed(true, null);
        }

        if (!page.NeedsReading)
        {
            await pages.ApplyAsync(page, facts, person, now, cancel);
            return new Proposed(true, null);
        }

        if (waiting?.Facts == facts) return new Proposed(false, ProposalState.Waiting);
        if (waiting is null) db.FactProposals.Add(waiting = new FactProposal(wish.Kind, wish.SubjectId, page.Scope, facts, person, now));
        else waiting.Say(facts, now);
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, "FactsProposed", waiting.Subject, FactPages.Told(page.Now), FactPages.Told(facts)));
        await db.SaveChangesAsync(cancel);
        return new Proposed(false, ProposalState.Waiting);
    }, cancel);
}
