using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

public sealed record ShelfLine(Guid ProductId, string Name, string Slug, string Producer, bool IsListed, bool IsThere, DateOnly ConfirmedOn, DateOnly? ToldOn);

public sealed record ShelfCandidate(Guid ProductId, string Name, string Producer);

/// <summary>A keeper's own points and their shelves.</summary>
public sealed class KeptSalesPoints(ICatalogDb db)
{
    private const int Found = 12;

    public async Task<IReadOnlyList<SalesPoint>> OfAsync(Person person, CancellationToken cancel) =>
        await db.SalesPoints.AsNoTracking().Within(point => point.ScopePath, person.ScopesFor(Act.OpenKeeperRooms)).OrderBy(point => point.Folded).ToListAsync(cancel);

    /// <summary>Null where the person does not keep it.</summary>
    public async Task<SalesPoint?> FindAsync(Person person, Guid id, CancellationToken cancel) =>
        await db.SalesPoints.AsNoTracking().FirstOrDefaultAsync(point => point.Id == id, cancel) is { } point && person.May(Act.OpenKeeperRooms, point.Scope) ? point : null;

    /// <summary>Ids of the photos that its page shows, in their order.</summary>
    public async Task<IReadOnlyList<Guid>> PhotosAsync(Guid id, CancellationToken cancel) =>
        await db.SalesPointPhotos.Where(photo => photo.SalesPointId == id).OrderBy(photo => photo.Position).Select(photo => photo.MediaItemId).ToListAsync(cancel);

    public async Task<IReadOnlyList<ShelfLine>> ShelfAsync(Guid id, CancellationToken cancel) => await (
        from good in db.SalesPointGoods where good.SalesPointId == id
        join product in db.Products on good.ProductId equals product.Id
        join producer in db.Producers on product.ProducerId equals producer.Id
        orderby product.FoldedName, product.Id
        select new ShelfLine(product.Id, product.Name, product.Slug, producer.Name, product.IsListed, good.IsThere, good.ConfirmedOn, good.ToldOn)).ToListAsync(cancel);

    /// <summary>Products that could be put on the shelf, those of the point's own province first.</summary>
    public async Task<IReadOnlyList<ShelfCandidate>> SearchAsync(SalesPoint point, string typed, CancellationToken cancel)
    {
        var products = db.Products.Where(product => product.IsListed && (product.GroupSlug == null || product.GroupSlug != Product.TourismGroup)
            && !db.SalesPointGoods.Any(good => good.SalesPointId == point.Id && good.ProductId == product.Id));
        foreach (var word in VietnameseText.Fold(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6)) products = products.Where(product => product.FoldedName.Contains(word));
        return await (from product in products join producer in db.Producers on product.ProducerId equals producer.Id
            orderby product.Place.ProvinceCode == point.Place.ProvinceCode ? 0 : 1, product.FoldedName, product.Id
            select new ShelfCandidate(product.Id, product.Name, producer.Name)).Take(Found).ToListAsync(cancel);
    }
}
