using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;

namespace Ocop.Market.Catalog.Editorial;

/// <param name="Opening">The picture over the story where it has no cover: its first one, which then is not shown twice.</param>
/// <param name="Product">What it tells of, where that is one product.</param>
public sealed record StoryPage(StoryCard Card, PictureBlock? Opening, PageBody Body, ProductCard? Product, IReadOnlyList<StoryCard> Others);

public sealed class StoryPages(LiveDocuments documents, StoryCards stories, ProductCards cards, PageBodies bodies)
{
    private const int OthersShown = 3;

    public async Task<StoryPage?> FindAsync(string slug, string language, CancellationToken cancel)
    {
        var document = await documents.FindAsync(DocumentTypes.Story, slug, language, cancel) ?? await documents.FindAsync(DocumentTypes.ProducerStory, slug, language, cancel);
        if (document is null) return null;

        if (await stories.OfAsync(document.Id, document.Language, cancel) is not { } card) return null;
        return await PageOfAsync(card, document.Blocks, await stories.BesideAsync(card, language, OthersShown, cancel), cancel);
    }

    /// <summary>As it will be, from words that are not live.</summary>
    public async Task<StoryPage> PreviewAsync(Document document, DocumentContent content, CancellationToken cancel) =>
        await PageOfAsync(await stories.PreviewAsync(document, content, cancel), await documents.WithSharedAsync(content.Blocks, document.Language, cancel), [], cancel);

    private async Task<StoryPage> PageOfAsync(StoryCard card, IReadOnlyList<Block> blocks, IReadOnlyList<StoryCard> others, CancellationToken cancel)
    {
        var opening = card.Cover is null ? blocks.OfType<PictureBlock>().FirstOrDefault() : null;
        var product = card.ProductId is { } id ? await cards.OfAsync([id], cancel) : [];
        return new StoryPage(card, opening, (await bodies.OfAsync(blocks, cancel)).Without(opening), product.FirstOrDefault(), others);
    }
}
