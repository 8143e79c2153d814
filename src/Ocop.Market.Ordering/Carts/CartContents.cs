using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;
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
    /// <summary>What kind of seller sends it: how its delivery is taxed goes by that.</summary>
    public ProducerKind Seller { get; init; }

    /// <summary>Gift boxes that this producer packs.</summary>
    public IReadOnlyList<CartBoxItem> Boxes { get; init; } = [];

    public Money Goods => Items.Select(item => item.Total).Concat(Boxes.Select(box => box.Total)).Sum();

    public bool IsDemo => Items.Any(item => item.IsDemo) || Boxes.Any(box => box.Box.IsDemo);
}

/// <param name="Available">How many of it can be had, beside what the cart wants otherwise.</param>
public sealed record CartBoxItem(CartBox Row, BoxView Box, int Available)
{
    public Money Total => Box.Price * Row.Quantity;

    public bool PriceChanged => Box.Price != Row.PriceWhenAdded;

    /// <summary>Why it cannot be ordered as it stands; null when it can.</summary>
    public Refusal? Problem => Row.Quantity <= Available ? null : GiftBoxes.PutBox.Shortage(Box, Available);
}

public sealed record CartView(Guid CartId, IReadOnlyList<CartParcel> Parcels)
{
    /// <summary>The promotion code that was typed.</summary>
    public string? Coupon { get; init; }

    public IEnumerable<CartItem> Items => Parcels.SelectMany(parcel => parcel.Items);

    public IEnumerable<CartBoxItem> Boxes => Parcels.SelectMany(parcel => parcel.Boxes);

    public int Count => Items.Sum(item => item.Quantity) + Boxes.Sum(box => box.Row.Quantity);

    /// <summary>Whoever orders it must be 18.</summary>
    public bool HasAlcohol => Items.Any(item => BoxRules.IsAlcohol(item.SetCode)) || Boxes.Any(box => box.Box.HasAlcohol);

    public Money Goods => Parcels.Select(parcel => parcel.Goods).Sum();

    public IReadOnlyList<Refusal> Problems => [.. Items.Select(item => item.Problem).Concat(Boxes.Select(box => box.Problem)).OfType<Refusal>()];
}

/// <summary>A cart by producer, at today's prices and with what can be had now. Empty for a cart that is unknown or already an order.</summary>
public sealed class CartContents(IOrderingDb db, Availability availability, BoxShelf boxes, PlaceDirectory places)
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
        .Where(line => line.CartId == cartId && db.Set<Cart>().Any(cart => cart.Id == cartId && cart.PlacedAt == null)).Select(line => line.Quantity)
        .Concat(db.Set<CartBox>().Where(box => box.CartId == cartId && db.Set<Cart>().Any(cart => cart.Id == cartId && cart.PlacedAt == null)).Select(box => box.Quantity)));

    private static readonly CompiledQuery<Guid, BoxRow> BoxRows = new((db, cartId) =>
        from cart in db.Set<Cart>() where cart.Id == cartId && cart.PlacedAt == null
        join box in db.Set<CartBox>().AsNoTracking() on cart.Id equals box.CartId
        orderby box.AddedAt, box.Id select new BoxRow(box, cart.Coupon));

    private sealed record BoxRow(CartBox Box, string? Coupon);

    private sealed record Row(CartLine Line, string? Coupon, Variant Variant, Product Product, ProducerKind Seller, string Producer, string ProducerSlug, string? Origin);

    public async Task<CartView> FindAsync(Guid cartId, CancellationToken cancel)
    {
        var rows = await Rows.ToListAsync(db, cartId, cancel);
        var boxRows = await BoxRows.ToListAsync(db, cartId, cancel);
        if (rows.Count + boxRows.Count == 0) return new CartView(cartId, []);

        var free = await availability.ForCartAsync(cartId, [.. rows.Select(row => row.Variant.Id)], cancel);
        var products = rows.Select(row => row.Product.Id).Distinct().ToArray();
        var pictures = (await db.ProductImages.AsNoTracking().Where(image => products.Contains(image.ProductId)).OrderBy(image => image.Position).ToListAsync(cancel))
            .ToLookup(image => image.ProductId, image => image.AsPicture());

        IReadOnlyList<CartParcel> parcels = [.. rows.GroupBy(row => row.Product.ProducerId).Select(parcel =>
        {
            var first = parcel.First();
            var origin = parcel.Select(row => row.Origin).FirstOrDefault(code => code is not null);
            return new CartParcel(parcel.Key, first.Producer, first.ProducerSlug, origin, places.Province(origin)?.Name,
                [.. parcel.Select(row => ItemOf(row.Line, row.Variant, row.Product, row.Seller, free.GetValueOrDefault(row.Variant.Id), pictures[row.Product.Id].FirstOrDefault()))]) { Seller = first.Seller };
        })];
        if (boxRows.Count > 0) parcels = await WithBoxesAsync(cartId, parcels, [.. boxRows.Select(row => row.Box)], cancel);
        return new CartView(cartId, parcels) { Coupon = rows.Count > 0 ? rows[0].Coupon : boxRows[0].Coupon };
    }

    /// <summary>A box travels with the goods of whoever packs it.</summary>
    private async Task<IReadOnlyList<CartParcel>> WithBoxesAsync(Guid cartId, IReadOnlyList<CartParcel> parcels, IReadOnlyList<CartBox> rows, CancellationToken cancel)
    {
        var views = await boxes.OfAsync([.. rows.Select(row => row.BoxId).Distinct()], cartId, cancel);
        var items = rows.Select(row => new CartBoxItem(row, views[row.BoxId], views[row.BoxId].AvailableBeside(TakenBeside(row)))).ToLookup(item => item.Box.Box.PackerId);
        var known = parcels.Select(parcel => parcel.ProducerId).ToHashSet();
        return [.. parcels.Select(parcel => parcel with { Boxes = [.. items[parcel.ProducerId]] }),
            .. items.Where(same => !known.Contains(same.Key)).Select(same => new CartParcel(same.Key, same.First().Box.Packer, same.First().Box.PackerSlug, same.First().Box.PackerProvinceCode, same.First().Box.PackerProvince, []) { Seller = same.First().Box.PackerKind, Boxes = [.. same] })];

        Dictionary<Guid, int> TakenBeside(CartBox row) => parcels.SelectMany(parcel => parcel.Items).Select(item => (item.VariantId, item.Quantity))
            .Concat(rows.Where(other => other.Id != row.Id).SelectMany(other => views[other.BoxId].Parts.Select(part => (part.VariantId, Quantity: part.Quantity * other.Quantity))))
            .GroupBy(wanted => wanted.VariantId).ToDictionary(same => same.Key, same => same.Sum(wanted => wanted.Quantity));
    }

    public async Task<int> CountAsync(Guid cartId, CancellationToken cancel) => (await Quantities.ToListAsync(db, cartId, cancel)).Sum();

    private static CartItem ItemOf(CartLine line, Variant variant, Product product, ProducerKind seller, int available, ProductPicture? picture) => new(
        variant.Id, product.Id, product.ProducerId, product.Name, product.Slug, product.GroupSlug, product.SetCode, variant.Pack, variant.NetWords, variant.WeightGrams,
        variant.Price, line.PriceWhenAdded, line.Quantity, available, product.IsListed, product.IsDemo, picture)
    {
        Vat = new VatFacts(product.Vat, seller, product.GroupSlug, product.SetCode),
    };
}
