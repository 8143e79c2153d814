using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Ordering.Carts;

public sealed record CartItem(
    Guid VariantId, Guid ProductId, Guid ProducerId, string Name, string Slug, string? GroupSlug, string? SetCode, string Pack, string Net, int WeightGrams,
    Money Price, Money PriceWhenAdded, int Quantity, int Available, bool IsListed, bool IsDemo, ProductPicture? Picture)
{
    public VatFacts Vat { get; init; }

    public Money Total => Price * Quantity;

    public bool PriceChanged => Price != PriceWhenAdded;

    /// <summary>Why this line cannot be ordered as it stands; null when it can.</summary>
    public Refusal? Problem => this switch
    {
        { IsListed: false } or { GroupSlug: Product.TourismGroup } =>
            new Refusal("NotForSale", "", $"{Name}: hiện không bán nữa.", $"{Name}: no longer for sale."),
        _ when Quantity > Available => Shortage.Of(Name, Pack, Available),
        _ => null,
    };
}

/// <summary>The goods of one producer: they travel as one parcel.</summary>
/// <param name="ProvinceCode">Where the parcel starts; null where nobody knows.</param>
public sealed record CartParcel(Guid ProducerId, string Producer, string ProducerSlug, string? ProvinceCode, string? Province, IReadOnlyList<CartItem> Items)
{
    public Money Goods => Items.Select(item => item.Total).Sum();
}

public sealed record CartView(Guid CartId, IReadOnlyList<CartParcel> Parcels)
{
    /// <summary>The promotion code that was typed.</summary>
    public string? Coupon { get; init; }

    public IEnumerable<CartItem> Items => Parcels.SelectMany(parcel => parcel.Items);

    public int Count => Items.Sum(item => item.Quantity);

    public Money Goods => Parcels.Select(parcel => parcel.Goods).Sum();

    public IReadOnlyList<Refusal> Problems => [.. Items.Select(item => item.Problem).OfType<Refusal>()];
}

/// <summary>A cart by producer, at today's prices and with what can be had now. Empty for a cart that is unknown or already an order.</summary>
public sealed class CartContents(IOrderingDb db, Availability availability, PlaceDirectory places)
{
    private static readonly CompiledQuery<Guid, Row> Rows = new((db, cartId) =>
        from cart in db.Set<Cart>()
        where cart.Id == cartId && cart.PlacedAt == null
        join line in db.Set<CartLine>().AsNoTracking() on cart.Id equals line.CartId
        join variant in db.Set<Variant>().AsNoTracking() on line.VariantId equals variant.Id
        join product in db.Set<Product>().AsNoTracking() on variant.ProductId equals product.Id
        join producer in db.Set<Producer>() on product.ProducerId equals producer.Id
        orderby line.AddedAt, line.VariantId
        select new Row(line, cart.Coupon, variant, product, producer.Kind, producer.Name, producer.Slug, producer.Place.ProvinceCode ?? product.Place.ProvinceCode));

    private static readonly CompiledQuery<Guid, int> Quantities = new((db, cartId) => db.Set<CartLine>()
        .Where(line => line.CartId == cartId && db.Set<Cart>().Any(cart => cart.Id == cartId && cart.PlacedAt == null)).Select(line => line.Quantity));

    private sealed record Row(CartLine Line, string? Coupon, Variant Variant, Product Product, ProducerKind Seller, string Producer, string ProducerSlug, string? Origin);

    public async Task<CartView> FindAsync(Guid cartId, CancellationToken cancel)
    {
        var rows = await Rows.ToListAsync(db, cartId, cancel);
        if (rows.Count == 0) return new CartView(cartId, []);

        var free = await availability.ForCartAsync(cartId, [.. rows.Select(row => row.Variant.Id)], cancel);
        var products = rows.Select(row => row.Product.Id).Distinct().ToArray();
        var pictures = (await db.ProductImages.AsNoTracking().Where(image => products.Contains(image.ProductId)).OrderBy(image => image.Position).ToListAsync(cancel))
            .ToLookup(image => image.ProductId, image => image.AsPicture());

        return new CartView(cartId, [.. rows.GroupBy(row => row.Product.ProducerId).Select(parcel =>
        {
            var first = parcel.First();
            var origin = parcel.Select(row => row.Origin).FirstOrDefault(code => code is not null);
            return new CartParcel(parcel.Key, first.Producer, first.ProducerSlug, origin, places.Province(origin)?.Name,
                [.. parcel.Select(row => ItemOf(row.Line, row.Variant, row.Product, row.Seller, free.GetValueOrDefault(row.Variant.Id), pictures[row.Product.Id].FirstOrDefault()))]);
        })]) { Coupon = rows[0].Coupon };
    }

    public async Task<int> CountAsync(Guid cartId, CancellationToken cancel) => (await Quantities.ToListAsync(db, cartId, cancel)).Sum();

    private static CartItem ItemOf(CartLine line, Variant variant, Product product, ProducerKind seller, int available, ProductPicture? picture) => new(
        variant.Id, product.Id, product.ProducerId, product.Name, product.Slug, product.GroupSlug, product.SetCode, variant.Pack, variant.NetWords, variant.WeightGrams,
        variant.Price, line.PriceWhenAdded, line.Quantity, available, product.IsListed, product.IsDemo, picture)
    {
        Vat = new VatFacts(product.Vat, seller, product.GroupSlug, product.SetCode),
    };
}
