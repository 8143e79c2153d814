using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <summary>The way of packing that a card offers: the cheapest that can be bought now, or the cheapest of all when everything is sold.</summary>
public sealed record CardOffer(Guid VariantId, Money Price, string Pack, string Net);

/// <param name="EndedOn">Last day of a recognition that is over; null while one is valid or where there never was one.</param>
/// <param name="Offer">Null where there is no price: services.</param>
public sealed record ProductCard(
    Guid Id, string Slug, string Name, string? GroupSlug, string? SetCode, Guid ProducerId, string Producer, PlaceLine Place, bool IsDemo,
    ShownStars? Stars, DateOnly? EndedOn, CardOffer? Offer, bool IsInStock, ProductPicture? Picture)
{
    public bool IsService => GroupSlug == Product.TourismGroup;
}

public sealed record CardPage(IReadOnlyList<ProductCard> Cards, int Total, int Page, int PageSize);

/// <summary>Products as cards, in the order they are asked for.</summary>
public sealed class ProductCards(ICatalogDb db, IAvailability availability, TimeProvider clock)
{
    public const int PageSize = 24;

    public async Task<IReadOnlyList<ProductCard>> OfAsync(IReadOnlyList<Guid> ids, CancellationToken cancel) =>
        ids.Count == 0 ? [] : await OfAsync(ids, await ProductParts.ReadAsync(db, availability, ids, cancel), cancel);

    /// <param name="parts">Read already, with those of other products perhaps.</param>
    internal async Task<IReadOnlyList<ProductCard>> OfAsync(IReadOnlyList<Guid> ids, ProductParts parts, CancellationToken cancel)
    {
        if (ids.Count == 0) return [];

        var products = (await Rows.ToListAsync(db, [.. ids], cancel)).ToDictionary(row => row.Id);
        var today = clock.Today();
        return [.. ids.Where(products.ContainsKey).Select(id =>
        {
            var product = products[id];
            var (decisions, variants) = (parts.Decisions[id], parts.Variants[id]);
            var stars = ShownStars.Of(decisions, today);
            var inStock = variants.Any(variant => parts.LeftOf(variant) > 0);
            return new ProductCard(id, product.Slug, stars is null ? OcopWord.Without(product.Name) : product.Name, product.GroupSlug, product.SetCode, product.ProducerId, product.Producer, product.Place, product.IsDemo,
                stars, decisions.EndBefore(today), OfferOf(variants, parts), inStock, parts.Pictures[id].FirstOrDefault());
        })];
    }

    /// <summary>One page of the given rows: those with stars first, then by name.</summary>
    public async Task<CardPage> PageAsync(IQueryable<SearchRow> rows, int page, CancellationToken cancel)
    {
        var today = clock.Today();
        var listed = rows.AsNoTracking().Where(row => row.IsListed);
        var total = await listed.CountAsync(cancel);
        page = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var ids = await listed
            .OrderByDescending(row => row.StarsFrom <= today && row.StarsUntil >= today ? row.Stars : 0).ThenBy(row => row.FoldedName).ThenBy(row => row.Id)
            .Skip((page - 1) * PageSize).Take(PageSize).Select(row => row.ProductId).ToListAsync(cancel);
        return new CardPage(await OfAsync(ids, cancel), total, page, PageSize);
    }

    private sealed record Row(Guid Id, string Slug, string Name, string? GroupSlug, string? SetCode, Guid ProducerId, string Producer, bool IsDemo, PlaceLine Place);

    private static readonly CompiledQuery<Guid[], Row> Rows = new((db, ids) =>
        from product in db.Set<Product>()
        where ids.Contains(product.Id) && product.IsListed
        join producer in db.Set<Producer>() on product.ProducerId equals producer.Id
        join found in db.Set<Province>() on product.Place.ProvinceCode equals found.Code into provinces
        from province in provinces.DefaultIfEmpty()
        join found in db.Set<Commune>() on product.Place.CommuneCode equals found.Code into communes
        from commune in communes.DefaultIfEmpty()
        select new Row(product.Id, product.Slug, product.Name, product.GroupSlug, product.SetCode, producer.Id, producer.Name, product.IsDemo,
            new PlaceLine(commune.Name, commune == null ? null : commune.Kind, commune.Slug, province.Name, province.Slug,
                product.Place.Commune, product.Place.District, product.Place.Province)));

    private static CardOffer? OfferOf(IEnumerable<Variant> variants, ProductParts parts)
    {
        var offered = variants.OrderByDescending(variant => parts.LeftOf(variant) > 0).ThenBy(variant => variant.Price).ThenBy(variant => variant.Position).FirstOrDefault();
        return offered is null ? null : new CardOffer(offered.Id, offered.Price, offered.Pack, offered.NetWords);
    }
}
