using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Sets;

namespace Ocop.Market.Cms.Desk;

/// <param name="ToApprove">Submitted, and this person may take the next step.</param>
/// <param name="ReturnedToMe">Of this person's writing, sent back with a comment.</param>
/// <param name="FailedSets">Whose hour came and which could not go live.</param>
/// <param name="Unsaved">Documents with words this person typed and did not save.</param>
public sealed record WaitingWork(IReadOnlyList<DocumentLine> ToApprove, int ToApproveInAll, IReadOnlyList<DocumentLine> ReturnedToMe, IReadOnlyList<DocumentLine> Unsaved, IReadOnlyList<DocumentLine> Failed, IReadOnlyList<PublishingSet> FailedSets);

/// <summary>For the first page of the desk.</summary>
public sealed class WaitingForMe(ICmsDb db)
{
    private const int Shown = 20;

    public async Task<WaitingWork> ReadAsync(Person by, CancellationToken cancel)
    {
        var mine = by.Actor;
        var all = db.Documents.AsNoTracking().Where(document => document.DeletedAt == null);
        var first = all.For(by, Act.ApproveContent).Where(document => document.State == ReviewState.Submitted);
        var second = all.For(by, Act.ApproveContentFinally).Where(document => document.State == ReviewState.FirstApproved && document.FirstApprover != mine);
        var returned = all.For(by, Act.WriteContent).Where(document => document.State == ReviewState.Returned && db.Revisions.Any(revision => revision.Id == document.LatestRevisionId && revision.Author == mine));
        var unsaved = all.For(by, Act.ReadContent).Where(document => db.Drafts.Where(draft => draft.PersonId == by.Id).Select(draft => draft.DocumentId).Contains(document.Id));
        var failed = all.For(by, Act.ApproveContent).Where(document => document.LastFailureAt != null);

        IReadOnlyList<PublishingSet> failedSets = !by.May(Act.ShapeSite, Scope.Programme) ? [] : await db.PublishingSets.AsNoTracking().Where(set => set.State == SetState.Planned && set.LastFailureAt != null).OrderBy(set => set.GoLiveAt).Take(Shown).ToListAsync(cancel);

        var toApprove = (await FirstAsync(first, cancel)).Concat(await FirstAsync(second, cancel)).OrderBy(line => line.UpdatedAt).Take(Shown).ToList();
        return new WaitingWork(toApprove, await first.CountAsync(cancel) + await second.CountAsync(cancel), await FirstAsync(returned, cancel), await FirstAsync(unsaved, cancel), await FirstAsync(failed, cancel), failedSets);
    }

    // What waits longest comes first.
    private Task<IReadOnlyList<DocumentLine>> FirstAsync(IQueryable<Document> documents, CancellationToken cancel) =>
        DocumentList.LinesAsync(db, documents.OrderBy(document => document.UpdatedAt).ThenBy(document => document.Id).Take(Shown), cancel);
}
