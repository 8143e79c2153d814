using Microsoft.EntityFrameworkCore;

namespace Ocop.Market.Cms.Documents;

/// <summary>
/// At start: documents of an earlier version of the program get the title and the state by which the desk finds them, and the words by which the public does.
/// A text cannot be folded in SQL.
/// </summary>
public sealed class CompleteOldDocuments(ICmsDb db)
{
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var old = await db.Documents.Where(document => (document.FoldedTitle == "" && document.LatestRevisionId != null) || (document.LiveWords == null && document.LiveRevisionId != null)).ToListAsync(cancel);
        if (old.Count == 0) return 0;
        var wanted = old.SelectMany(document => new[] { document.LatestRevisionId, document.LiveRevisionId }).OfType<Guid>().Distinct().ToList();
        var revisions = await db.Revisions.AsNoTracking().Where(revision => wanted.Contains(revision.Id)).ToDictionaryAsync(revision => revision.Id, cancel);
        foreach (var document in old)
        {
            if (document is { FoldedTitle: "", LatestRevisionId: { } latest }) document.TakeTitleOf(revisions[latest]);
            if (document is { LiveWords: null, LiveRevisionId: { } live }) document.TakeWordsOf(revisions[live]);
        }

        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return old.Count;
    }
}
