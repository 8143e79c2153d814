using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Ordering.Shipping;

namespace Ocop.Market.Ordering.Checkout;

/// <param name="Shipping">Null while no province is chosen, and for a parcel that is too heavy.</param>
public sealed record CheckoutParcel(CartParcel Cart, ShippingQuote? Shipping, bool IsTooHeavy)
{
    /// <summary>What promotions take off its goods and its delivery.</summary>
    public Money Discount { get; init; }

    public Money Total => Cart.Goods + (Shipping?.Fee ?? Money.Zero) - Discount;
}

public sealed record CheckoutView(CartView Cart, IReadOnlyList<CheckoutParcel> Parcels, bool ShippingIsKnown)
{
    public Money Shipping => Parcels.Select(parcel => parcel.Shipping?.Fee ?? Money.Zero).Sum();

    public PricedCart Price { get; init; } = PricedCart.Plain;

    public Money Total => Cart.Goods + Shipping - Price.Discount;

    /// <summary>Null where there are no gift boxes.</summary>
    public WishedDays? WishedDays { get; init; }

    /// <summary>What stands in the way of ordering this cart, apart from the buyer's own fields.</summary>
    public IReadOnlyList<Refusal> Problems =>
    [
        .. Cart.Problems,
        .. Parcels.Where(parcel => parcel.IsTooHeavy).Select(parcel => new Refusal("ParcelTooHeavy", "",
            $"Gói của {parcel.Cart.Producer} nặng hơn mức nhận gửi. Hãy bớt hàng, hoặc chia thành hai đơn.",
            $"The parcel of {parcel.Cart.Producer} is heavier than what is carried. Take something out, or make two orders.")),
    ];

    /// <summary>The same, for a buyer who agreed to this sum.</summary>
    public IReadOnlyList<Refusal> ProblemsAt(long? agreedTotal) => Problems.Count > 0 || agreedTotal == Total.Amount ? Problems :
    [
        new("TotalIsNew", "agreedTotal",
            $"Tổng tiền nay là {Total}, đã gồm tiền giao tới địa chỉ này. Nếu đồng ý, bấm Đặt hàng lần nữa.",
            $"The total is now {Total}, delivery to this address included. If you agree, press Place order once more."),
    ];
}

/// <summary>A cart on its way to an order: parcels with their fees, and the sum the buyer agrees to.</summary>
public sealed class CheckoutSummary(CartContents carts, ShippingFees fees, CartPrices prices, TimeProvider clock)
{
    /// <param name="phone">As typed; some promotions look at it.</param>
    public async Task<CheckoutView> FindAsync(Guid cartId, string? provinceCode, string? communeCode, string? phone, CancellationToken cancel)
    {
        var cart = await carts.FindAsync(cartId, cancel);
        var isKnown = !string.IsNullOrEmpty(provinceCode);
        var quotes = isKnown ? fees.Of(cart, provinceCode!, communeCode) : new Dictionary<Guid, ShippingQuote?>();
        var price = await prices.OfAsync(cart, isKnown ? quotes.ToDictionary(quote => quote.Key, quote => quote.Value?.Fee ?? Money.Zero) : null, VietnamesePhone.Normalize(phone), cancel);
        IReadOnlyList<CheckoutParcel> parcels = [.. cart.Parcels.Select(parcel => new CheckoutParcel(parcel, quotes.GetValueOrDefault(parcel.ProducerId), isKnown && quotes[parcel.ProducerId] is null)
        {
            Discount = parcel.Items.Select(item => price.OfLine(item.VariantId)).Append(price.OfDelivery(parcel.ProducerId)).Sum(),
        })];
        return new CheckoutView(cart, parcels, isKnown) { Price = price, WishedDays = WishedDays.Of(parcels, clock.Today()) };
    }
}
