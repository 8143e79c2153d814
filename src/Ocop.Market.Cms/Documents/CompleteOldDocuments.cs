using Microsoft.EntityFrameworkCore;

namespace Ocop.Market.Cms.Documents;

/// <summary>At start: documents of an earlier version of the program get the title and the state by which the desk finds them. A text cannot be folded in SQL.</summary>
public sealed class CompleteOldDocuments(ICmsDb db)
{
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var old = await db.Documents.Where(document => document.FoldedTitle == "" && document.LatestRevisionId != null).ToListAsync(cancel);
        if (old.Count == 0) return 0;
        var wanted = old.Select(document => document.LatestRevisionId!.Value).ToList();
        var latest = await db.Revisions.AsNoTracking().Where(revision => wanted.Contains(revision.Id)).ToDictionaryAsync(revision => revision.Id, cancel);
        foreach (var document in old) document.TakeTitleOf(latest[document.LatestRevisionId!.Value]);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return old.Count;
    }
}
