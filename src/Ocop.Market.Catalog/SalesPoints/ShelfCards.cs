using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

/// <param name="Decision">The one behind the stars, valid on the day of printing; null where the card carries none.</param>
public sealed record ShelfCard(ProductCard Product, RecognitionDecision? Decision);

/// <summary>What is printed for a shelf: each product as it stands today.</summary>
public sealed class ShelfCards(ICatalogDb db, IAvailability availability, ProductCards cards, TimeProvider clock)
{
    /// <param name="chosen">Null: everything that is said to be there.</param>
    public async Task<IReadOnlyList<ShelfCard>> OfAsync(Guid pointId, IReadOnlyCollection<Guid>? chosen, CancellationToken cancel)
    {
        var goods = db.SalesPointGoods.Where(good => good.SalesPointId == pointId);
        goods = chosen is null ? goods.Where(good => good.IsThere) : goods.Where(good => chosen.Contains(good.ProductId));
        var ids = await (from good in goods join product in db.Products on good.ProductId equals product.Id where product.IsListed orderby product.FoldedName, product.Id select product.Id).ToListAsync(cancel);
        if (ids.Count == 0) return [];
        var (parts, today) = (await ProductParts.ReadAsync(db, availability, ids, cancel), clock.Today());
        return [.. (await cards.OfAsync(ids, parts, cancel)).Select(card => new ShelfCard(card, parts.Decisions[card.Id].DecisionOn(today)))];
    }
}
