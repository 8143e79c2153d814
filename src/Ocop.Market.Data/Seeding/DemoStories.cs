using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Seeding;

/// <summary>Twelve stories, each tied to a product of the demo market and marked as demonstration.</summary>
internal sealed class DemoStories(MarketDb db)
{
    /// <returns>The products that have a story now.</returns>
    /// <exception cref="InvalidDataException">A story names a product or a province that the demo market does not have.</exception>
    public async Task<IReadOnlyList<Guid>> WriteAsync(string file, DateTime now, CancellationToken cancel)
    {
        var stories = JsonSerializer.Deserialize<List<StoryText>>(await File.ReadAllTextAsync(file, cancel), Block.Json)!;
        var provinces = await db.Provinces.ToDictionaryAsync(province => province.Slug, province => province.Code, cancel);
        var names = stories.Select(story => VietnameseText.Fold(story.Product)).ToList();
        var products = await (
            from product in db.Products
            join producer in db.Producers on product.ProducerId equals producer.Id
            where names.Contains(product.FoldedName)
            select new { product.Id, Name = product.FoldedName, ProducerId = producer.Id, Producer = producer.FoldedName }).ToListAsync(cancel);

        foreach (var story in stories)
        {
            var product = products.SingleOrDefault(product => product.Name == VietnameseText.Fold(story.Product) && product.Producer == VietnameseText.Fold(story.Producer))
                ?? throw new InvalidDataException($"The story \"{story.Slug}\" tells of \"{story.Product}\", which is not in the demo market.");
            var document = new Document(DocumentTypes.Story, story.Slug, "vi", now);
            var properties = new JsonObject { ["product"] = product.Id.ToString(), ["province"] = provinces[story.ProvinceSlug], ["scene"] = story.Scene };
            document.Publish(document.AddRevision(new DocumentContent(story.Title, null, story.Summary, properties, story.Blocks), "demo", "Bản trình diễn", null, now), now);
            db.Documents.Add(document);
            db.StoryLinks.Add(new StoryLink(document.Id, product.Id, product.ProducerId, provinces[story.ProvinceSlug], story.Scene, isDemo: true));
        }

        await db.SaveChangesAsync(cancel);
        return [.. db.StoryLinks.Local.Select(link => link.ProductId).OfType<Guid>()];
    }

    private sealed record StoryText(string Slug, string Title, string Summary, string ProvinceSlug, string Product, string Producer, string Scene, IReadOnlyList<Block> Blocks);
}
