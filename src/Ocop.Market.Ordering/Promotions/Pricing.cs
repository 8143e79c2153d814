using System.Globalization;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Promotions;

/// <param name="Goods">What it is for, in words: "hàng Thái Nguyên".</param>
/// <param name="Campaign">Whose goods it is for; null where it is for no campaign, or its page is not up.</param>
public sealed record Offer(Promotion Promotion, LocalText Goods, int Uses = 0, int UsesOfPhone = 0, Campaign? Campaign = null)
{
    /// <summary>The first and last day on which it holds as things stand; no last one where it runs on.</summary>
    public (DateOnly From, DateOnly? Until) Days => Campaign is null ? (Promotion.From, Promotion.Until)
        : (Promotion.From > Campaign.First ? Promotion.From : Campaign.First, Promotion.Until < Campaign.Last ? Promotion.Until : Campaign.Last);
}

/// <param name="IsUsedUp">This very code, whatever is left of its promotion.</param>
public sealed record Coupon(Guid PromotionId, bool IsUsedUp);

/// <summary>
/// From a cart to what is paid for it, without asking anybody. Promotions follow each other by priority, each works on what the ones before left;
/// the discounts of the lines sum to the discount of the promotion to the đồng, and nothing ever costs less than nothing.
/// </summary>
public static class Pricing
{
    /// <param name="fees">Of each producer's parcel; null while there is no address.</param>
    /// <param name="hasOrdered">Whether this phone has an order already; null while nobody knows the phone.</param>
    public static PricedCart Of(IEnumerable<PricedLine> lines, IReadOnlyDictionary<Guid, Money>? fees, IEnumerable<Offer> offers, Coupon? coupon, bool? hasOrdered, DateOnly day)
    {
        // In an order of their own: which line gets the last đồng must not hang on what was put in first.
        var sorted = lines.OrderBy(line => line.VariantId).ToList();
        var (left, feesLeft) = (sorted.ToDictionary(line => line.VariantId, line => line.Total), fees?.ToDictionary());
        var (applied, groups) = (new List<AppliedPromotion>(), new Dictionary<string, LocalText>(StringComparer.Ordinal));
        Refusal? whyNot = null;
        foreach (var offer in offers.OrderBy(offer => offer.Promotion.Priority).ThenBy(offer => offer.Promotion.Id))
        {
            var promotion = offer.Promotion;
            if (promotion.NeedsCode && coupon?.PromotionId != promotion.Id) continue;
            var covered = sorted.Where(line => promotion.Covers(line, offer.Campaign, day)).ToList();
            var no = Refuse(offer, promotion.NeedsCode ? coupon : null, covered, hasOrdered, day)
                ?? (promotion.StackingGroup is { } taken && groups.TryGetValue(taken, out var other) ? Stacked(other) : null);
            if (no is null)
            {
                var done = promotion.Action == PromotionAction.FreeDelivery ? OffDelivery(promotion, covered, feesLeft) : OffGoods(promotion, covered, left);
                if (done.IsPending || done.Discount > Money.Zero)
                {
                    foreach (var (variant, discount) in done.Lines) left[variant] -= discount;
                    foreach (var (producer, discount) in done.Parcels) feesLeft![producer] -= discount;
                    if (promotion.StackingGroup is { } group) groups[group] = promotion.Names;
                    applied.Add(done);
                    continue;
                }

                no = Nothing(promotion);
            }

            if (promotion.NeedsCode) whyNot = no;
        }

        return new PricedCart(applied, whyNot);
    }

    private static AppliedPromotion OffGoods(Promotion promotion, IReadOnlyList<PricedLine> covered, Dictionary<Guid, Money> left)
    {
        var wanted = covered.Select(line => (long)((Int128)left[line.VariantId].Amount * Part(promotion, line).Of / Part(promotion, line).In)).ToList();
        if (promotion.Action == PromotionAction.AmountEach) wanted = [.. covered.Select(line => Math.Min(left[line.VariantId].Amount, promotion.Amount!.Value.Amount * line.Quantity))];
        var most = new[] { promotion.Cap, promotion.Action == PromotionAction.Amount ? promotion.Amount : null }.OfType<Money>().Select(money => money.Amount).Append(wanted.Sum()).Min();
        IReadOnlyList<Money> parts = most > 0 ? new Money(most).Split(wanted) : [];
        var lines = parts.Zip(covered).Where(pair => pair.First > Money.Zero).ToDictionary(pair => pair.Second.VariantId, pair => pair.First);
        return new AppliedPromotion(promotion.Id, promotion.Names, promotion.Bearer, lines, new Dictionary<Guid, Money>(), false);
    }

    /// <summary>How much of what is left of the line it wants, before any cap. An amount wants the whole, and takes its share.</summary>
    private static (long Of, long In) Part(Promotion promotion, PricedLine line) => promotion.Action switch
    {
        PromotionAction.Percent => (promotion.Percent!.Value, 100),
        PromotionAction.NForM => (line.Quantity / promotion.Buy!.Value * (promotion.Buy.Value - promotion.Pay!.Value), Math.Max(1, line.Quantity)),
        _ => (1, 1),
    };

    private static AppliedPromotion OffDelivery(Promotion promotion, IEnumerable<PricedLine> covered, Dictionary<Guid, Money>? fees)
    {
        var parcels = fees is null ? [] : covered.Select(line => line.ProducerId).Distinct().Where(producer => fees.GetValueOrDefault(producer) > Money.Zero)
            .ToDictionary(producer => producer, producer => promotion.Cap is { } cap && cap < fees[producer] ? cap : fees[producer]);
        return new AppliedPromotion(promotion.Id, promotion.Names, promotion.Bearer, new Dictionary<Guid, Money>(), parcels, fees is null);
    }

    private static Refusal? Refuse(Offer offer, Coupon? coupon, IReadOnlyList<PricedLine> covered, bool? hasOrdered, DateOnly day)
    {
        var promotion = offer.Promotion;
        var goods = covered.Select(line => line.Total).Sum();
        if (promotion.Until < day) return No("Ended", $"đã hết hạn ngày {Day(promotion.Until.Value)}.", $"ended on {Day(promotion.Until.Value)}.");
        if (promotion.State != PromotionState.On) return No("SwitchedOff", "hiện không dùng được.", "cannot be used at present.");
        if (promotion.From > day) return No("NotBegun", $"dùng được từ ngày {Day(promotion.From)}.", $"begins on {Day(promotion.From)}.");
        if (coupon is { IsUsedUp: true } || offer.Uses >= promotion.MostUses) return No("UsedUp", "đã được dùng hết.", "has been used up.");
        if (offer.UsesOfPhone >= promotion.MostUsesPerPhone) return No("PhoneUsedUp", "đã được số điện thoại này dùng đủ số lần.", "has been used by this phone as often as it may.");
        if (promotion.IsFirstOrder && hasOrdered == true) return No("NotFirstOrder", "chỉ cho đơn đầu tiên của một số điện thoại.", "is for the first order of a phone only.");
        if (promotion.IsFirstOrder && hasOrdered is null) return No("PhoneUnknown", "chỉ cho đơn đầu tiên; tính khi bạn điền số điện thoại lúc đặt hàng.", "is for a first order; it counts once you enter your phone at the checkout.");
        if (covered.Count == 0) return No("OtherGoods", $"chỉ cho {offer.Goods.Vi}.", $"is only for {offer.Goods.En}.");
        if (promotion.MinGoods is { } least && goods < least)
            return No("TooLittle", $"cần mua từ {least} {offer.Goods.Vi}, còn thiếu {least - goods}.", $"needs {least} of {offer.Goods.En}; {least - goods} are missing.");
        return null;
    }

    private static Refusal Stacked(LocalText other) => No("Stacked", $"không cộng với ưu đãi đang có: {other.Vi}.", $"does not add to what you have already: {other.En}.");

    private static Refusal Nothing(Promotion promotion) => promotion.Action == PromotionAction.NForM
        ? No("TooFew", $"cần ít nhất {promotion.Buy} phần của cùng một món.", $"needs at least {promotion.Buy} of one kind.")
        : No("NothingLeft", "không còn gì để giảm thêm.", "finds nothing left to take off.");

    private static Refusal No(string reason, string vi, string en) => new(reason, "coupon", "Mã này " + vi, "This code " + en);

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
