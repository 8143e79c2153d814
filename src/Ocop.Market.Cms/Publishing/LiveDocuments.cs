using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;

namespace Ocop.Market.Cms.Publishing;

public sealed record LiveDocument(Guid Id, string Type, string Slug, string Language, string Title, string Summary, IReadOnlyList<Block> Blocks, DateTime PublishedAt);

/// <summary>What the public may read: documents by their live revision.</summary>
public sealed class LiveDocuments(ICmsDb db)
{
    /// <summary>The document in the wished language, else in Vietnamese; null when neither is live.</summary>
    public async Task<LiveDocument?> FindAsync(string type, string slug, string language, CancellationToken cancel)
    {
        var found = await ReadAsync(db.Documents.Where(document =>
            document.Type == type && document.Slug == slug && (document.Language == language || document.Language == "vi")), cancel);
        return found.OrderByDescending(document => document.Language == language).FirstOrDefault();
    }

    public Task<IReadOnlyList<LiveDocument>> ListAsync(string type, string language, CancellationToken cancel) =>
        ReadAsync(db.Documents.Where(document => document.Type == type && document.Language == language).OrderBy(document => document.Slug), cancel);

    private async Task<IReadOnlyList<LiveDocument>> ReadAsync(IQueryable<Document> documents, CancellationToken cancel)
    {
        var rows = await (
            from document in documents.AsNoTracking()
            join revision in db.Revisions.AsNoTracking() on document.LiveRevisionId equals revision.Id
            select new { document, revision }).ToListAsync(cancel);
        return [.. rows.Select(row => new LiveDocument(row.document.Id, row.document.Type, row.document.Slug, row.document.Language,
            row.revision.Title, row.revision.Summary, Block.ReadAll(row.revision.Blocks), row.document.PublishedAt!.Value))];
    }
}
