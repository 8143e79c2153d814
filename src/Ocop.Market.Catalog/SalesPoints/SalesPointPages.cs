using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

public sealed record SalesPointPage(SalesPointCard Card, string? Phone, OpeningHours Week, string? HolidayNote)
{
    public CardPage Goods { get; init; } = new([], 0, 1, ProductCards.PageSize);

    /// <summary>The last day on which somebody looked at these goods.</summary>
    public DateOnly? ConfirmedOn { get; init; }
    public IReadOnlyList<ProductCard> Out { get; init; } = [];
    public IReadOnlyList<ProductCard> Unsure { get; init; } = [];
    public IReadOnlyList<LibraryPicture> Photos { get; init; } = [];
}

public sealed class SalesPointPages(ICatalogDb db, SalesPointCards cards, ProductCards products, LibraryPictures pictures, TimeProvider clock)
{
    private const int NamedBesides = 24;

    /// <summary>Null where there is no such point, or it has closed for good.</summary>
    public async Task<SalesPointPage?> FindAsync(string slug, int page, CancellationToken cancel)
    {
        var point = await db.SalesPoints.AsNoTracking().FirstOrDefaultAsync(it => it.Slug == slug && it.Status != SalesPointStatus.Closed, cancel);
        if (point is null) return null;
        var card = (await cards.RowsAsync(db.SalesPoints.Where(it => it.Id == point.Id), cancel)).Single();

        var since = clock.Today().AddDays(-SalesPointGood.TrueForDays);
        var goods = await (from good in db.SalesPointGoods where good.SalesPointId == point.Id join product in db.Products on good.ProductId equals product.Id
            where product.IsListed orderby product.FoldedName, product.Id select new { good.ProductId, good.IsThere, good.ConfirmedOn }).ToListAsync(cancel);
        var there = goods.Where(good => good.IsThere && good.ConfirmedOn >= since).ToList();
        var shown = await there.Select(good => good.ProductId).ToList().PageOfAsync(page, products, cancel);
        var photos = await db.SalesPointPhotos.Where(photo => photo.SalesPointId == point.Id).OrderBy(photo => photo.Position).Select(photo => photo.MediaItemId).ToListAsync(cancel);
        var found = await pictures.FindAsync(photos, cancel);
        return new SalesPointPage(card, point.Phone, point.Hours, point.HolidayNote)
        {
            Goods = shown,
            ConfirmedOn = there.Count == 0 ? null : there.Max(good => good.ConfirmedOn),
            Out = await products.OfAsync([.. goods.Where(good => !good.IsThere && good.ConfirmedOn >= since).Select(good => good.ProductId).Take(NamedBesides)], cancel),
            Unsure = await products.OfAsync([.. goods.Where(good => good.ConfirmedOn < since).Select(good => good.ProductId).Take(NamedBesides)], cancel),
            Photos = [.. photos.Where(found.ContainsKey).Select(id => found[id])],
        };
    }
}

internal static class CardPages
{
    public static async Task<CardPage> PageOfAsync(this IReadOnlyList<Guid> ids, int page, ProductCards products, CancellationToken cancel)
    {
        page = Math.Clamp(page, 1, Math.Max(1, (ids.Count + ProductCards.PageSize - 1) / ProductCards.PageSize));
        return new CardPage(await products.OfAsync([.. ids.Skip((page - 1) * ProductCards.PageSize).Take(ProductCards.PageSize)], cancel), ids.Count, page, ProductCards.PageSize);
    }
}
