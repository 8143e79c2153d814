using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Editorial;

/// <param name="Quote">The first quotation of the story, where it has one.</param>
/// <param name="Minutes">Reading time, at 200 words a minute.</param>
public sealed record StoryCard(
    Guid DocumentId, string Slug, string Language, string Title, string Summary, string Scene, bool IsDemo, DateTime PublishedAt,
    Guid? ProductId, Guid? ProducerId, string? Province, string? ProvinceSlug, QuoteBlock? Quote, int Minutes)
{
    /// <summary>The photo at its head. Null where the drawing stands.</summary>
    public LibraryPicture? Cover { get; init; }

    public string CoverAlt { get; init; } = "";
}

/// <summary>Stories as the public may see them: what each tells of, and enough words to want to read it.</summary>
public sealed class StoryCards(ICatalogDb db, LibraryPictures pictures)
{
    private const int WordsAMinute = 200;

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<StoryCard>> NewestAsync(string language, int skip, int take, CancellationToken cancel) => ReadAsync(db.StoryLinks, language, skip, take, cancel);

    public Task<IReadOnlyList<StoryCard>> FromProvinceAsync(string code, string language, int take, CancellationToken cancel) =>
        ReadAsync(db.StoryLinks.Where(link => link.ProvinceCode == code), language, 0, take, cancel);

    internal async Task<StoryCard?> OfAsync(Guid documentId, string language, CancellationToken cancel) =>
        (await ReadAsync(db.StoryLinks.Where(link => link.DocumentId == documentId), language, 0, 1, cancel)).FirstOrDefault();

    /// <summary>What somebody may want to read next: from the same province first, then whatever is new.</summary>
    internal async Task<IReadOnlyList<StoryCard>> BesideAsync(StoryCard card, string language, int take, CancellationToken cancel)
    {
        var near = card.ProvinceSlug is { } slug ? await ReadAsync(db.StoryLinks.Where(link => db.Provinces.Any(province => province.Slug == slug && province.Code == link.ProvinceCode)), language, 0, take + 1, cancel) : [];
        return [.. near.Concat(await NewestAsync(language, 0, take + 1, cancel)).Where(other => other.Slug != card.Slug).DistinctBy(other => other.Slug).Take(take)];
    }

    /// <summary>The product's own story, else its producer's.</summary>
    public async Task<StoryCard?> AboutAsync(Guid productId, Guid producerId, string language, CancellationToken cancel)
    {
        var found = await ReadAsync(db.StoryLinks.Where(link => link.ProductId == productId), language, 0, 1, cancel);
        return found.FirstOrDefault() ?? (await ReadAsync(db.StoryLinks.Where(link => link.ProducerId == producerId), language, 0, 1, cancel)).FirstOrDefault();
    }

    // A story written in one language only is shown in that one: better read in Vietnamese than missed.
    private async Task<IReadOnlyList<StoryCard>> ReadAsync(IQueryable<StoryLink> links, string language, int skip, int take, CancellationToken cancel)
    {
        var rows = await (
            from link in links.AsNoTracking()
            join document in db.Documents on link.DocumentId equals document.Id
            join revision in db.Revisions on document.LiveRevisionId equals revision.Id
            join found in db.Provinces on link.ProvinceCode equals found.Code into provinces
            from province in provinces.DefaultIfEmpty()
            where (document.Type == DocumentTypes.Story || document.Type == DocumentTypes.ProducerStory) && document.DeletedAt == null
                && (document.Language == language || !db.Documents.Any(other =>
                    other.Type == document.Type && other.Slug == document.Slug && other.Language == language && other.LiveRevisionId != null && other.DeletedAt == null))
            orderby document.PublishedAt descending, document.Slug
            select new { Link = link, Document = document, Revision = revision, Province = province }).Skip(skip).Take(take).ToListAsync(cancel);

        var told = rows.Select(row => (Row: row, Content: DocumentContent.Of(row.Revision))).ToList();
        var covers = await pictures.FindAsync([.. told.Select(it => CoverOf(it.Content)).OfType<Guid>().Distinct()], cancel);
        return [.. told.Select(it => CardOf(it.Row.Link, it.Row.Document, it.Content, it.Row.Province?.Name, it.Row.Province?.Slug, covers))];
    }

    /// <summary>A story that the public does not see yet, as its card will be.</summary>
    internal async Task<StoryCard> PreviewAsync(Document document, DocumentContent content, CancellationToken cancel)
    {
        var link = await db.StoryLinks.AsNoTracking().SingleOrDefaultAsync(it => it.DocumentId == document.Id, cancel);
        var product = IdIn(content, "product") is { } productId ? await db.Products.AsNoTracking().SingleOrDefaultAsync(it => it.Id == productId, cancel) : null;
        var producerId = product?.ProducerId ?? IdIn(content, "producer") ?? link?.ProducerId;
        var code = content.Text("province") ?? product?.Place.ProvinceCode ?? link?.ProvinceCode;
        var province = code is null ? null : await db.Provinces.AsNoTracking().SingleOrDefaultAsync(it => it.Code == code, cancel);
        var scene = content.Text("scene") ?? link?.Scene ?? StoryLinks.AnyScene;
        var covers = CoverOf(content) is { } cover ? await pictures.FindAsync([cover], cancel) : new Dictionary<Guid, LibraryPicture>();
        return CardOf(new StoryLink(document.Id, product?.Id ?? link?.ProductId, producerId, code, scene, link?.IsDemo ?? false), document, content, province?.Name, province?.Slug, covers);
    }

    private static Guid? IdIn(DocumentContent content, string alias) => Guid.TryParse(content.Text(alias), out var id) ? id : null;

    private static Guid? CoverOf(DocumentContent content) => Guid.TryParse(content.Properties["cover"]?["media"]?.ToString(), out var id) ? id : null;

    private static StoryCard CardOf(StoryLink link, Document document, DocumentContent content, string? province, string? provinceSlug, IReadOnlyDictionary<Guid, LibraryPicture> covers)
    {
        var blocks = content.Blocks;
        return new StoryCard(document.Id, document.Slug, document.Language, content.Title, content.Summary, link.Scene, link.IsDemo,
            document.PublishedAt ?? document.CreatedAt, link.ProductId, link.ProducerId, province, provinceSlug,
            blocks.OfType<QuoteBlock>().FirstOrDefault(), MinutesToRead(blocks))
        {
            Cover = CoverOf(content) is { } cover ? covers.GetValueOrDefault(cover) : null, CoverAlt = content.Properties["cover"]?["alt"]?.ToString() ?? "",
        };
    }

    private static int MinutesToRead(IReadOnlyList<Block> blocks) =>
        Math.Max(1, (int)Math.Round(blocks.OfType<TextBlock>().Sum(block => block.Text.AsSpan().Count(' ')) / (double)WordsAMinute));
}
