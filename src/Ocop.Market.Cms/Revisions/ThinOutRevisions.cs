using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Revisions;

/// <summary>
/// For a job, at night: of each document stay the revisions that are live, approved, scheduled, pinned by a set or a preview link, based on by a draft, the latest fifty,
/// and beyond them the last of each day.
/// </summary>
public sealed class ThinOutRevisions(ICmsDb db)
{
    public const int Newest = 50;
    private const int Portion = 200;

    /// <returns>How many revisions were let go.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var crowded = await db.Revisions.GroupBy(revision => revision.DocumentId).Where(group => group.Count() > Newest).Select(group => group.Key).ToListAsync(cancel);
        var gone = 0;
        foreach (var documentId in crowded) gone += await ThinOutAsync(documentId, cancel);
        return gone;
    }

    private async Task<int> ThinOutAsync(Guid documentId, CancellationToken cancel)
    {
        var outcome = await db.InTransactionAsync<int>(async () =>
        {
            // The lock: nobody pins one of them in between.
            await db.Documents.Where(it => it.Id == documentId).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version), cancel);
            var document = await db.Documents.AsNoTracking().SingleAsync(it => it.Id == documentId, cancel);
            var kept = new HashSet<Guid?> { document.LiveRevisionId, document.LatestRevisionId, document.ApprovedRevisionId, document.ScheduledRevisionId };
            kept.UnionWith(await db.PublishingSetItems.Where(item => item.DocumentId == documentId).Select(item => (Guid?)item.RevisionId).ToListAsync(cancel));
            kept.UnionWith(await db.Drafts.Where(draft => draft.DocumentId == documentId).Select(draft => draft.BaseRevisionId).ToListAsync(cancel));

            kept.UnionWith(await db.PreviewLinks.Where(link => link.DocumentId == documentId && link.RevokedAt == null).Select(link => link.RevisionId).ToListAsync(cancel));

            var older = (await db.Revisions.Where(revision => revision.DocumentId == documentId).OrderByDescending(revision => revision.CreatedAt).ThenByDescending(revision => revision.Id)
                .Select(revision => new { revision.Id, revision.CreatedAt }).ToListAsync(cancel)).Skip(Newest).ToList();
            var lastOfDays = older.GroupBy(revision => VietnamTime.DayOf(revision.CreatedAt)).Select(day => day.First().Id).ToHashSet();
            var ids = older.Where(revision => !lastOfDays.Contains(revision.Id) && !kept.Contains(revision.Id)).Select(revision => revision.Id).ToList();
            var gone = 0;
            foreach (var portion in ids.Chunk(Portion)) gone += await db.Revisions.Where(revision => portion.Contains(revision.Id)).ExecuteDeleteAsync(cancel);
            return gone;
        }, cancel);
        return outcome.Value;
    }
}
