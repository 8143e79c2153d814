using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;

namespace Ocop.Market.Cms.Publishing;

public sealed record LiveDocument(
    Guid Id, string Type, string Slug, string Language, string Title, string Summary, IReadOnlyList<Block> Blocks, DateTime PublishedAt, JsonObject Properties);

/// <summary>What the public may read: documents by their live revision, with the words of shared blocks where they stand.</summary>
// Nothing live lies in the bin; that it does not is said all the same where an address is looked up, because its index leaves the bin out.
public sealed class LiveDocuments(ICmsDb db)
{
    /// <summary>The document in the wished language, else in Vietnamese; null when neither is live.</summary>
    public async Task<LiveDocument?> FindAsync(string type, string slug, string language, CancellationToken cancel)
    {
        var found = await ReadAsync(db.Documents.Where(document =>
            document.DeletedAt == null && document.Type == type && document.Slug == slug && (document.Language == language || document.Language == "vi")), cancel);
        return found.OrderByDescending(document => document.Language == language).FirstOrDefault();
    }

    public Task<IReadOnlyList<LiveDocument>> ListAsync(string type, string language, CancellationToken cancel) =>
        ReadAsync(db.Documents.Where(document => document.DeletedAt == null && document.Type == type && document.Language == language).OrderBy(document => document.Slug), cancel);

    public Task<IReadOnlyList<LiveDocument>> OfSlugsAsync(string type, IReadOnlyList<string> slugs, string language, CancellationToken cancel) =>
        ReadAsync(db.Documents.Where(document => document.DeletedAt == null && document.Type == type && slugs.Contains(document.Slug) && document.Language == language), cancel);

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<LiveDocument>> NewestAsync(string type, string language, int skip, int take, CancellationToken cancel) =>
        ReadAsync(db.Documents.Where(document => document.Type == type && document.Language == language && document.LiveRevisionId != null)
            .OrderByDescending(document => document.PublishedAt).ThenBy(document => document.Id).Skip(skip).Take(take), cancel);

    /// <summary>Each shared block's place taken by the blocks it stands for; one that is not live leaves nothing.</summary>
    public async Task<IReadOnlyList<Block>> WithSharedAsync(IReadOnlyList<Block> blocks, string language, CancellationToken cancel)
    {
        var ids = blocks.OfType<SharedBlock>().Select(block => block.Document).Distinct().ToList();
        if (ids.Count == 0) return blocks;
        // Picked in one language, shown in the reader's: both share type and slug.
        var rows = await (
            from picked in db.Documents.AsNoTracking()
            where ids.Contains(picked.Id)
            join document in db.Documents.AsNoTracking() on new { picked.Type, picked.Slug } equals new { document.Type, document.Slug }
            where document.DeletedAt == null && (document.Language == language || document.Language == "vi")
            join revision in db.Revisions.AsNoTracking() on document.LiveRevisionId equals revision.Id
            select new { Key = picked.Id, document.Language, revision.Blocks }).ToListAsync(cancel);
        return [.. blocks.SelectMany(block => block is SharedBlock shared
            ? rows.Where(row => row.Key == shared.Document).OrderByDescending(row => row.Language == language).Take(1).SelectMany(row => Block.ReadAll(row.Blocks))
            : [block])];
    }

    private async Task<IReadOnlyList<LiveDocument>> ReadAsync(IQueryable<Document> documents, CancellationToken cancel)
    {
        var rows = await (
            from document in documents.AsNoTracking()
            join revision in db.Revisions.AsNoTracking() on document.LiveRevisionId equals revision.Id
            select new { document, revision }).ToListAsync(cancel);
        var live = new List<LiveDocument>(rows.Count);
        foreach (var row in rows)
            live.Add(new LiveDocument(row.document.Id, row.document.Type, row.document.Slug, row.document.Language, row.revision.Title, row.revision.Summary,
                await WithSharedAsync(Block.ReadAll(row.revision.Blocks), row.document.Language, cancel), row.document.PublishedAt!.Value, DocumentContent.ReadProperties(row.revision.Properties)));
        return live;
    }
}
