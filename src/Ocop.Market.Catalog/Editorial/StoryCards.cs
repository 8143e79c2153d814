using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Editorial;

/// <param name="Quote">The first quotation of the story, where it has one.</param>
/// <param name="Minutes">Reading time, at 200 words a minute.</param>
public sealed record StoryCard(
    Guid DocumentId, string Slug, string Language, string Title, string Summary, string Scene, bool IsDemo, DateTime PublishedAt,
    Guid? ProductId, Guid? ProducerId, string? Province, string? ProvinceSlug, QuoteBlock? Quote, int Minutes)
{
    /// <summary>The photo at its head: a key of the library. Null where the drawing stands.</summary>
    public string? CoverMedia { get; init; }

    public string CoverAlt { get; init; } = "";
}

/// <summary>Stories as the public may see them: what each tells of, and enough words to want to read it.</summary>
public sealed class StoryCards(ICatalogDb db)
{
    private const int WordsAMinute = 200;

    public Task<IReadOnlyList<StoryCard>> AllAsync(string language, CancellationToken cancel) => ReadAsync(db.StoryLinks, language, cancel);

    public Task<IReadOnlyList<StoryCard>> FromProvinceAsync(string code, string language, CancellationToken cancel) =>
        ReadAsync(db.StoryLinks.Where(link => link.ProvinceCode == code), language, cancel);

    /// <summary>The product's own story, else its producer's.</summary>
    public async Task<StoryCard?> AboutAsync(Guid productId, Guid producerId, string language, CancellationToken cancel)
    {
        var found = await ReadAsync(db.StoryLinks.Where(link => link.ProductId == productId || link.ProducerId == producerId), language, cancel);
        return found.OrderByDescending(story => story.ProductId == productId).FirstOrDefault();
    }

    // A story written in one language only is shown in that one: better read in Vietnamese than missed.
    private async Task<IReadOnlyList<StoryCard>> ReadAsync(IQueryable<StoryLink> links, string language, CancellationToken cancel)
    {
        var rows = await (
            from link in links.AsNoTracking()
            join document in db.Documents on link.DocumentId equals document.Id
            join revision in db.Revisions on document.LiveRevisionId equals revision.Id
            join found in db.Provinces on link.ProvinceCode equals found.Code into provinces
            from province in provinces.DefaultIfEmpty()
            where document.Type == DocumentTypes.Story || document.Type == DocumentTypes.ProducerStory
            orderby document.PublishedAt descending, document.Slug
            select new { Link = link, Document = document, Revision = revision, Province = province }).ToListAsync(cancel);

        return [.. rows.GroupBy(row => row.Document.Slug)
            .Select(versions => versions.FirstOrDefault(row => row.Document.Language == language) ?? versions.First())
            .Select(row => CardOf(row.Link, row.Document, row.Revision, row.Province?.Name, row.Province?.Slug))];
    }

    private static StoryCard CardOf(StoryLink link, Document document, Revision revision, string? province, string? provinceSlug)
    {
        var blocks = Block.ReadAll(revision.Blocks);
        var cover = DocumentContent.ReadProperties(revision.Properties)["cover"] as JsonObject;
        return new StoryCard(document.Id, document.Slug, document.Language, revision.Title, revision.Summary, link.Scene, link.IsDemo,
            document.PublishedAt ?? document.CreatedAt, link.ProductId, link.ProducerId, province, provinceSlug,
            blocks.OfType<QuoteBlock>().FirstOrDefault(), MinutesToRead(blocks))
        {
            CoverMedia = cover?["media"]?.GetValue<string>(), CoverAlt = cover?["alt"]?.GetValue<string>() ?? "",
        };
    }

    private static int MinutesToRead(IReadOnlyList<Block> blocks) =>
        Math.Max(1, (int)Math.Round(blocks.OfType<TextBlock>().Sum(block => block.Text.AsSpan().Count(' ')) / (double)WordsAMinute));
}
