using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.Promotions;

/// <summary>What a cart costs today: reads the promotions that may apply, and what limits need to be known, and lets <see cref="Pricing"/> decide.</summary>
public sealed class CartPrices(IOrderingDb db, PlaceDirectory places, Campaigns campaigns, TimeProvider clock)
{
    /// <param name="phone">In +84 form; null while nobody knows it.</param>
    public async Task<PricedCart> OfAsync(CartView cart, IReadOnlyDictionary<Guid, Money>? fees, string? phone, CancellationToken cancel)
    {
        if (cart.Parcels.Count == 0) return PricedCart.Plain;
        var (today, code) = (clock.Today(), cart.Coupon);
        var typed = code is null ? null : await db.PromotionCodes.AsNoTracking().FirstOrDefaultAsync(it => it.Code == code, cancel);
        var promotionOfCode = typed?.PromotionId;
        var found = await db.Promotions.AsNoTracking().Include(it => it.Targets)
            .Where(it => it.Id == promotionOfCode || (!it.NeedsCode && it.State == PromotionState.On && it.From <= today && (it.Until == null || it.Until >= today))).ToListAsync(cancel);
        var offers = await OffersAsync(found, phone, cancel);
        var coupon = typed is null ? null : new Coupon(typed.PromotionId, typed.MostUses is { } most && await UsesOf(code!).CountAsync(cancel) >= most);
        var hasOrdered = phone is null ? (bool?)null : found.Exists(it => it.IsFirstOrder) && await HasOrderedAsync(phone, cancel);
        var lines = cart.Parcels.SelectMany(parcel => parcel.Items.Select(item => new PricedLine(item.VariantId, item.ProductId, item.ProducerId, item.GroupSlug, parcel.ProvinceCode, item.Price, item.Quantity)));
        var priced = Pricing.Of(lines, fees, offers, coupon, hasOrdered, today);
        return code is not null && typed is null ? priced with { WhyNot = UseCoupon.Unknown } : priced;
    }

    /// <summary>Of these the ones with limits are held until the transaction ends: who comes second counts what the first one used.</summary>
    /// <returns>How many of them have limits.</returns>
    public async Task<int> HoldAsync(IEnumerable<Guid> promotionIds, CancellationToken cancel)
    {
        var limited = 0;
        foreach (var id in promotionIds.Order())
            limited += await db.Promotions.Where(it => it.Id == id && (it.MostUses != null || it.MostUsesPerPhone != null || it.NeedsCode || it.IsFirstOrder)).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version), cancel);
        return limited;
    }

    private async Task<List<Offer>> OffersAsync(List<Promotion> found, string? phone, CancellationToken cancel)
    {
        var limited = found.Where(it => it.MostUses is not null || it.MostUsesPerPhone is not null).Select(it => it.Id).ToList();
        var uses = limited.Count == 0 ? [] : await db.PromotionUses.Where(use => limited.Contains(use.PromotionId) && use.GivenBackAt == null).GroupBy(use => use.PromotionId)
            .Select(same => new { same.Key, All = same.Count(), OfPhone = same.Count(use => use.Phone == phone) }).ToDictionaryAsync(it => it.Key, it => (it.All, it.OfPhone), cancel);
        var slugs = found.Select(it => it.GroupSlug).OfType<string>().Distinct().ToList();
        var groups = slugs.Count == 0 ? [] : await db.ProductGroups.Where(group => slugs.Contains(group.Slug)).ToDictionaryAsync(group => group.Slug, group => new LocalText(group.Name, group.NameEn), cancel);
        var seasons = await campaigns.OfAsync(found.Select(it => it.CampaignId).OfType<Guid>(), cancel);
        return [.. found.Select(it => (Promotion: it, Campaign: it.CampaignId is { } id ? seasons.GetValueOrDefault(id) : null))
            .Select(it => new Offer(it.Promotion, GoodsOf(it.Promotion, it.Campaign, groups), uses.GetValueOrDefault(it.Promotion.Id).All, uses.GetValueOrDefault(it.Promotion.Id).OfPhone, it.Campaign))];
    }

    private LocalText GoodsOf(Promotion promotion, Campaign? campaign, Dictionary<string, LocalText> groups)
    {
        if (promotion.CampaignId is not null) return campaign is null ? new("hàng của một mùa quà chưa bày hoặc đã cất", "goods of a season that is not shown at present") : new($"hàng của mùa quà “{campaign.Document.Title}”", $"goods of the season “{campaign.Document.Title}”");
        if (promotion.Targets.Count > 0) return promotion.Targets[0].IsProducer ? new("hàng của một số chủ thể", "goods of some producers") : new("một số món", "some goods");
        var group = promotion.GroupSlug is { } slug ? groups.GetValueOrDefault(slug) : null;
        var province = places.Province(promotion.ProvinceCode)?.Name;
        return (group, province) switch
        {
            (null, null) => new("hàng trên chợ", "goods of the market"),
            (null, _) => new($"hàng {province}", $"goods from {province}"),
            (_, null) => new($"nhóm {group.Vi}", $"the group {group.En}"),
            _ => new($"nhóm {group.Vi} của {province}", $"the group {group.En} from {province}"),
        };
    }

    private IQueryable<PromotionUse> UsesOf(string code) => db.PromotionUses.Where(use => use.Code == code && use.GivenBackAt == null);

    private Task<bool> HasOrderedAsync(string phone, CancellationToken cancel) =>
        db.OrderGroups.AnyAsync(group => group.Recipient.Phone == phone && group.Orders.Any(order => order.PaymentStatus == PaymentStatus.Due || order.PaymentStatus == PaymentStatus.Paid), cancel);
}
