using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Promotions;

/// <summary>What a price depends on, of one packing in the cart.</summary>
public sealed record PricedLine(Guid VariantId, Guid ProductId, Guid ProducerId, string? GroupSlug, string? ProvinceCode, Money Price, int Quantity)
{
    public Money Total => Price * Quantity;
}

/// <param name="Lines">By variant.</param>
/// <param name="Parcels">Off the delivery, by producer.</param>
/// <param name="IsPending">Free delivery before there is an address.</param>
public sealed record AppliedPromotion(Guid PromotionId, LocalText Name, PromotionBearer Bearer, IReadOnlyDictionary<Guid, Money> Lines, IReadOnlyDictionary<Guid, Money> Parcels, bool IsPending)
{
    public Money Discount => Lines.Values.Concat(Parcels.Values).Sum();
}

/// <param name="WhyNot">Why the code that was typed takes nothing off.</param>
public sealed record PricedCart(IReadOnlyList<AppliedPromotion> Applied, Refusal? WhyNot)
{
    public static readonly PricedCart Plain = new([], null);

    public Money Discount => Applied.Select(it => it.Discount).Sum();

    public Money GoodsDiscount => Applied.SelectMany(it => it.Lines.Values).Sum();

    public Money OfLine(Guid variantId) => Applied.Select(it => it.Lines.GetValueOrDefault(variantId)).Sum();

    public Money BorneByProducer(Guid variantId) => Applied.Where(it => it.Bearer == PromotionBearer.Producer).Select(it => it.Lines.GetValueOrDefault(variantId)).Sum();

    public Money OfDelivery(Guid producerId) => Applied.Select(it => it.Parcels.GetValueOrDefault(producerId)).Sum();
}
