using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Cms.Blocks;

namespace Ocop.Market.Catalog.Search;

/// <summary>All that the search rows of some products are written from, read in one query for each table.</summary>
internal sealed class ProductFacts
{
    /// <summary>PostgreSQL's index entry of one row holds 1 MB; nobody searches for the last word of a novel.</summary>
    public const int MostStoryWords = 5_000;

    public required IReadOnlyList<Product> Products { get; init; }
    public required ILookup<Guid, Variant> Variants { get; init; }
    public required ILookup<Guid, Certification> Certifications { get; init; }
    public required ILookup<Guid, RecognitionDecision> Decisions { get; init; }
    public required IReadOnlyDictionary<Guid, string> Producers { get; init; }
    public required IReadOnlyList<(Guid? ProductId, Guid? ProducerId, string Text)> Stories { get; init; }

    public IReadOnlyCollection<Guid> VariantIds => [.. Variants.SelectMany(variants => variants).Select(variant => variant.Id)];

    public string StoryOf(Product product) => string.Join(' ', Stories
        .Where(story => story.ProductId == product.Id || (story.ProductId is null && story.ProducerId == product.ProducerId))
        .Select(story => story.Text)
        .Prepend(product.Description ?? ""));

    public static async Task<ProductFacts> ReadAsync(ICatalogDb db, Guid[] ids, CancellationToken cancel)
    {
        var products = await db.Products.AsNoTracking().Where(product => ids.Contains(product.Id)).ToListAsync(cancel);
        var producerIds = products.Select(product => product.ProducerId).Distinct().ToList();
        return new ProductFacts
        {
            Products = products,
            Variants = (await db.Variants.AsNoTracking().Where(variant => ids.Contains(variant.ProductId)).ToListAsync(cancel)).ToLookup(variant => variant.ProductId),
            Certifications = (await db.Certifications.AsNoTracking().Where(paper => paper.ProductId != null && ids.Contains(paper.ProductId.Value)).ToListAsync(cancel)).Where(paper => paper.Kind.IsSought()).ToLookup(paper => paper.ProductId!.Value),
            Decisions = (await db.RecognitionDecisions.AsNoTracking().Where(decision => ids.Contains(decision.ProductId)).ToListAsync(cancel)).ToLookup(decision => decision.ProductId),
            Producers = await db.Producers.Where(producer => producerIds.Contains(producer.Id)).ToDictionaryAsync(producer => producer.Id, producer => producer.Name, cancel),
            Stories = await StoriesAsync(db, ids, producerIds, cancel),
        };
    }

    /// <summary>Of products that have just been made and hold all that is theirs.</summary>
    public static async Task<ProductFacts> OfNewAsync(ICatalogDb db, IReadOnlyList<Product> products, IReadOnlyDictionary<Guid, string> producers, CancellationToken cancel) => new()
    {
        Products = products,
        Variants = products.SelectMany(product => product.Variants).ToLookup(variant => variant.ProductId),
        Certifications = products.SelectMany(product => product.Certifications).Where(paper => paper.Kind.IsSought()).ToLookup(paper => paper.ProductId!.Value),
        Decisions = products.SelectMany(product => product.Decisions).ToLookup(decision => decision.ProductId),
        Producers = producers,
        Stories = await StoriesAsync(db, [], [.. products.Select(product => product.ProducerId).Distinct()], cancel),
    };

    private static async Task<IReadOnlyList<(Guid?, Guid?, string)>> StoriesAsync(ICatalogDb db, Guid[] ids, List<Guid> producerIds, CancellationToken cancel)
    {
        var stories = await (
            from link in db.StoryLinks
            where (link.ProductId != null && ids.Contains(link.ProductId.Value))
                || (link.ProductId == null && link.ProducerId != null && producerIds.Contains(link.ProducerId.Value))
            join document in db.Documents on link.DocumentId equals document.Id
            join revision in db.Revisions on document.LiveRevisionId equals revision.Id
            select new { link.ProductId, link.ProducerId, revision.Title, revision.Summary, revision.Blocks }).ToListAsync(cancel);
        return [.. stories.Select(story => (story.ProductId, story.ProducerId, $"{story.Title} {story.Summary} {WordsOf(story.Blocks)}"))];
    }

    private static string WordsOf(string blocks) => string.Join(' ', Block.ReadAll(blocks).Select(block => block.Words));
}
