using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Documents;

namespace Ocop.Market.Cms.References;

/// <summary>Keeps the index in step, in the transaction of whoever saved, published or took down.</summary>
public sealed class ReferenceIndex(ICmsDb db, KnownTypes types)
{
    public async Task WriteAsync(Document document, CancellationToken cancel)
    {
        var old = await db.DocumentReferences.Where(line => line.DocumentId == document.Id).ToListAsync(cancel);
        var live = await OfAsync(document, document.LiveRevisionId, cancel);
        var latest = document.LatestRevisionId == document.LiveRevisionId ? live : await OfAsync(document, document.LatestRevisionId, cancel);
        // What will go live by the clock or with a set shows its pictures then.
        var pinned = new HashSet<(string Kind, string Key, string Path)>();
        foreach (var id in (await db.PublishingSetItems.Where(item => item.DocumentId == document.Id).Select(item => (Guid?)item.RevisionId).ToListAsync(cancel)).Append(document.ApprovedRevisionId).Append(document.ScheduledRevisionId).Distinct())
            if (id != document.LiveRevisionId && id != document.LatestRevisionId) pinned.UnionWith(await OfAsync(document, id, cancel));
        var wanted = live.Union(latest).Union(pinned).Select(line => (Line: line, IsLive: live.Contains(line), IsLatest: latest.Contains(line))).ToList();

        foreach (var line in old)
            if (wanted.RemoveAll(it => it.Line == (line.Kind, line.Key, line.Path) && it.IsLive == line.IsLive && it.IsLatest == line.IsLatest) == 0) db.DocumentReferences.Remove(line);
        db.DocumentReferences.AddRange(wanted.Select(it => new DocumentReference(document.Id, new Reference(it.Line.Kind, it.Line.Key), it.Line.Path, it.IsLive, it.IsLatest)));
        if (document.DeletedAt is null) await BringBackPicturesAsync(live.Union(latest).Union(pinned), cancel);
    }

    // An old revision restored, a document taken from the bin: what it shows must not be thrown away behind it.
    private async Task BringBackPicturesAsync(IEnumerable<(string Kind, string Key, string Path)> shown, CancellationToken cancel)
    {
        var ids = shown.Where(line => line.Kind == Reference.MediaKind).Select(line => Guid.TryParse(line.Key, out var id) ? id : Guid.Empty).ToHashSet();
        if (ids.Count == 0) return;
        foreach (var item in await db.MediaItems.Where(item => ids.Contains(item.Id) && item.DeletedAt != null).ToListAsync(cancel)) item.Restore();
    }

    private async Task<HashSet<(string Kind, string Key, string Path)>> OfAsync(Document document, Guid? revisionId, CancellationToken cancel)
    {
        if (revisionId is not { } id) return [];
        var revision = await db.Revisions.FindAsync([id], cancel) ?? throw new InvalidOperationException($"Document {document.Id} points to a revision that is not there.");
        return [.. types.Of(document).ReferencesOf(DocumentContent.Of(revision)).Select(line => (line.Reference.Kind, line.Reference.Key, line.Path.Vi))];
    }
}

/// <param name="Title">Null where the reader may not see the document: that it is used must be said all the same.</param>
public sealed record Use(Guid DocumentId, string? Title, string Type, string Path, bool IsLive);

/// <summary>Which documents show a thing: asked before it is deleted, replaced or renamed.</summary>
public sealed class WhereUsed(ICmsDb db)
{
    public async Task<IReadOnlyList<Use>> OfAsync(Person by, Reference reference, CancellationToken cancel)
    {
        var lines = await (
            from line in db.DocumentReferences.AsNoTracking()
            join document in db.Documents.AsNoTracking() on line.DocumentId equals document.Id
            where line.Kind == reference.Kind && line.Key == reference.Key && document.DeletedAt == null
            orderby line.IsLive descending, document.Title, line.Id
            select new { line.DocumentId, document.Title, document.Type, document.ScopePath, line.Path, line.IsLive }).Take(500).ToListAsync(cancel);
        return [.. lines.Select(line => new Use(line.DocumentId, by.May(Act.ReadContent, Scope.Parse(line.ScopePath)) ? line.Title : null, line.Type, line.Path, line.IsLive))];
    }

    /// <summary>How often each is used, for a list of pictures.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync(string kind, IReadOnlyCollection<string> keys, CancellationToken cancel) =>
        await db.DocumentReferences.Where(line => line.Kind == kind && keys.Contains(line.Key)).GroupBy(line => line.Key)
            .Select(group => new { group.Key, Count = group.Select(line => line.DocumentId).Distinct().Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
}
