using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

public sealed record ProductOutlet(SalesPointCard Point, DateOnly ConfirmedOn);

/// <summary>Where a product can be had without ordering it: open points that said so within the last month.</summary>
public sealed class ProductOutlets(ICatalogDb db, SalesPointCards cards, TimeProvider clock)
{
    public const int Shown = 5;

    private static readonly CompiledQuery<Guid, SalesPointGood> Goods = new((db, product) => db.Set<SalesPointGood>().Where(good => good.ProductId == product && good.IsThere));

    /// <summary>Those of the product's own province first, then the nearest to where it is made.</summary>
    public async Task<(IReadOnlyList<ProductOutlet> Outlets, int Total)> OfAsync(ProductPage product, CancellationToken cancel)
    {
        var since = clock.Today().AddDays(-SalesPointGood.TrueForDays);
        var said = (await Goods.ToListAsync(db, product.Id, cancel)).Where(good => good.ConfirmedOn >= since).ToDictionary(good => good.SalesPointId, good => good.ConfirmedOn);
        if (said.Count == 0) return ([], 0);

        var points = await cards.RowsAsync(db.SalesPoints.Where(point => said.Keys.Contains(point.Id) && point.Status == SalesPointStatus.Open), cancel);
        var ordered = points
            .OrderBy(point => product.Place.ProvinceSlug is null || point.Place.ProvinceSlug != product.Place.ProvinceSlug)
            .ThenBy(point => product.Spot is { } made && point.Spot is { } spot ? Distance.Kilometres(made, spot) : 0);
        return ([.. ordered.Take(Shown).Select(point => new ProductOutlet(point, said[point.Id]))], points.Count);
    }
}
