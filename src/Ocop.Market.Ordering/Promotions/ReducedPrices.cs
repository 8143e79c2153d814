using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Promotions;

/// <param name="From">The first day on which a piece costs this, as things stand.</param>
/// <param name="Until">The last one; null where it runs on.</param>
public sealed record ReducedPrice(Money Price, DateOnly From, DateOnly? Until)
{
    /// <summary>In whole percent, never more than is taken off.</summary>
    public int PercentOff(Money full) => (int)((full - Price).Amount * 100 / full.Amount);
}

/// <summary>What a piece costs today where a promotion needs nothing but the product. Reads once for a page, however many goods stand on it.</summary>
public sealed class ReducedPrices(IOrderingDb db, Campaigns campaigns, TimeProvider clock)
{
    private IReadOnlyList<Offer>? _offers;
    private DateOnly _day;
    private ILookup<Guid, string> _provinces = null!;
    private ILookup<string?, Offer> _hidden = null!;

    /// <summary>Pages of campaigns that these prices hang on: when one changes, so may a price.</summary>
    public IReadOnlyList<ChangeSubject> Seasons { get; private set; } = [];

    /// <summary>Null where it costs what it always costs.</summary>
    public Task<ReducedPrice?> OfAsync(Guid productId, Guid producerId, string? groupSlug, Money price, CancellationToken cancel) => OnAsync(clock.Today(), productId, producerId, groupSlug, price, cancel);

    /// <summary>On one day, with how long it lasts.</summary>
    public async Task<ReducedPrice?> OnAsync(DateOnly day, Guid productId, Guid producerId, string? groupSlug, Money price, CancellationToken cancel)
    {
        if (_offers is null || day != _day) await ReadAsync(day, cancel);
        if (_offers!.Count == 0) return null;
        var line = new PricedLine(Guid.Empty, productId, producerId, groupSlug, _provinces[producerId].FirstOrDefault(), price, 1);
        // Where one that lists cannot judge may take the place in the group first, the price on the list might be one that no cart gives.
        var certain = _offers.Where(offer => !_hidden[offer.Promotion.StackingGroup].Any(other => other.Promotion.Priority <= offer.Promotion.Priority && other.Promotion.Covers(line, other.Campaign, day)));
        var priced = Pricing.Of([line], null, certain, null, null, day);
        if (priced.GoodsDiscount == Money.Zero) return null;
        var days = _offers.Where(offer => priced.Applied.Any(applied => applied.PromotionId == offer.Promotion.Id)).Select(offer => offer.Days).ToList();
        return new ReducedPrice(price - priced.GoodsDiscount, days.Max(it => it.From), days.Min(it => it.Until));
    }

    private async Task ReadAsync(DateOnly day, CancellationToken cancel)
    {
        var running = await db.Promotions.AsNoTracking().Include(it => it.Targets)
            .Where(it => it.State == PromotionState.On && it.From <= day && (it.Until == null || it.Until >= day) && !it.NeedsCode).ToListAsync(cancel);
        var codes = running.Select(it => it.ProvinceCode).OfType<string>().Distinct().ToList();
        var within = codes.Count == 0 ? [] : await db.Producers.Where(producer => codes.Contains(producer.Place.ProvinceCode!)).Select(producer => new { producer.Id, producer.Place.ProvinceCode }).ToListAsync(cancel);
        _provinces = within.ToLookup(it => it.Id, it => it.ProvinceCode!);
        var pages = running.Select(it => it.CampaignId).OfType<Guid>().Distinct().ToList();
        var seasons = await campaigns.OfAsync(pages, cancel);
        Seasons = [.. pages.Select(ChangeSubject.Document)];
        var offers = running.ToLookup(it => it.ShowsOnLists, it => new Offer(it, it.Names, Campaign: it.CampaignId is { } id ? seasons.GetValueOrDefault(id) : null));
        (_day, _offers, _hidden) = (day, [.. offers[true]], offers[false].Where(offer => offer.Promotion.StackingGroup is not null).ToLookup(offer => offer.Promotion.StackingGroup));
    }
}
