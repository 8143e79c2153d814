using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Publishing;

namespace Ocop.Market.Catalog.Editorial;

/// <param name="Product">What it tells of, where that is one product.</param>
public sealed record StoryPage(StoryCard Card, IReadOnlyList<Block> Blocks, ProductCard? Product, IReadOnlyList<StoryCard> Others);

public sealed class StoryPages(LiveDocuments documents, StoryCards stories, ProductCards cards)
{
    private const int OthersShown = 3;

    public async Task<StoryPage?> FindAsync(string slug, string language, CancellationToken cancel)
    {
        var document = await documents.FindAsync(DocumentTypes.Story, slug, language, cancel) ?? await documents.FindAsync(DocumentTypes.ProducerStory, slug, language, cancel);
        if (document is null) return null;

        var all = await stories.AllAsync(language, cancel);
        if (all.FirstOrDefault(story => story.Slug == slug) is not { } card) return null;

        var product = card.ProductId is { } id ? await cards.OfAsync([id], cancel) : [];
        var others = all.Where(story => story.Slug != slug).OrderByDescending(story => story.ProvinceSlug == card.ProvinceSlug).Take(OthersShown);
        return new StoryPage(card, document.Blocks, product.FirstOrDefault(), [.. others]);
    }
}
