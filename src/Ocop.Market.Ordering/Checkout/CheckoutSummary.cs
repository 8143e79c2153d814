using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Shipping;

namespace Ocop.Market.Ordering.Checkout;

/// <param name="Shipping">Null while no province is chosen, and for a parcel that is too heavy.</param>
public sealed record CheckoutParcel(CartParcel Cart, ShippingQuote? Shipping, bool IsTooHeavy)
{
    public Money Total => Cart.Goods + (Shipping?.Fee ?? Money.Zero);
}

public sealed record CheckoutView(CartView Cart, IReadOnlyList<CheckoutParcel> Parcels, bool ShippingIsKnown)
{
    public Money Shipping => Parcels.Aggregate(Money.Zero, (sum, parcel) => sum + (parcel.Shipping?.Fee ?? Money.Zero));

    public Money Total => Cart.Goods + Shipping;

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
public sealed class CheckoutSummary(CartContents carts, ShippingFees fees)
{
    public async Task<CheckoutView> FindAsync(Guid cartId, string? provinceCode, string? communeCode, CancellationToken cancel)
    {
        var cart = await carts.FindAsync(cartId, cancel);
        if (string.IsNullOrEmpty(provinceCode)) return new CheckoutView(cart, [.. cart.Parcels.Select(parcel => new CheckoutParcel(parcel, null, false))], false);
        var quotes = fees.Of(cart, provinceCode, communeCode);
        return new CheckoutView(cart, [.. cart.Parcels.Select(parcel => new CheckoutParcel(parcel, quotes[parcel.ProducerId], quotes[parcel.ProducerId] is null))], true);
    }
}
