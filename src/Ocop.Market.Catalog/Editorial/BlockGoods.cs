using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Editorial;

/// <param name="Shelves">By the block's number. What is not on the market any more is left out.</param>
public sealed record ShownGoods(IReadOnlyDictionary<Guid, IReadOnlyList<ProductCard>> Shelves, IReadOnlyDictionary<Guid, ProducerCard> Producers)
{
    public static readonly ShownGoods None = new(new Dictionary<Guid, IReadOnlyList<ProductCard>>(), new Dictionary<Guid, ProducerCard>());
}

/// <summary>The goods and producers that the blocks of a text show, as they are today.</summary>
public sealed class BlockGoods(ICatalogDb db, ProductCards cards, ProducerCards producers, TimeProvider clock)
{
    public async Task<ShownGoods> OfAsync(IReadOnlyList<Block> blocks, CancellationToken cancel)
    {
        if (!blocks.Any(block => block is ProductShelfBlock or ProducerCardBlock)) return ShownGoods.None;
        var shelves = new Dictionary<Guid, IReadOnlyList<ProductCard>>();
        foreach (var shelf in blocks.OfType<ProductShelfBlock>()) shelves[shelf.Id] = await cards.OfAsync(await IdsOfAsync(shelf, cancel), cancel);
        var wanted = blocks.OfType<ProducerCardBlock>().ToList();
        var found = (await producers.OfAsync([.. wanted.Select(block => block.Producer)], cancel)).ToDictionary(producer => producer.Id);
        return new ShownGoods(shelves, wanted.Where(block => found.ContainsKey(block.Producer)).ToDictionary(block => block.Id, block => found[block.Producer]));
    }

    private async Task<IReadOnlyList<Guid>> IdsOfAsync(ProductShelfBlock shelf, CancellationToken cancel)
    {
        if (shelf.Products is { Count: > 0 } picked) return [.. picked.Take(ProductShelfBlock.Largest)];
        if (shelf.Rule is not { } rule) return [];
        var today = clock.Today();
        var rows = db.SearchRows.AsNoTracking().Where(row => row.IsListed && row.StarsFrom <= today && row.StarsUntil >= today);
        if (rule.Group is { } group) rows = rows.Where(row => row.GroupSlug == group);
        if (rule.Province is { } province) rows = rows.Where(row => row.ProvinceCode == province);
        if (rule.MinStars is { } stars) rows = rows.Where(row => row.Stars >= stars);
        return await rows.OrderByDescending(row => row.InStock).ThenByDescending(row => row.Stars).ThenByDescending(row => row.StarsFrom).ThenBy(row => row.Id)
            .Take(Math.Clamp(shelf.Most, 1, ProductShelfBlock.Largest)).Select(row => row.ProductId).ToListAsync(cancel);
    }
}
