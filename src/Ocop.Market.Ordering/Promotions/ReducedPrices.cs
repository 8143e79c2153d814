using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Promotions;

/// <summary>What a piece costs today where a promotion needs nothing but the product. Reads once for a page, however many goods stand on it.</summary>
public sealed class ReducedPrices(IOrderingDb db, TimeProvider clock)
{
    private IReadOnlyList<Offer>? _offers;
    private ILookup<Guid, string> _provinces = null!;
    private ILookup<string?, Promotion> _hidden = null!;

    /// <summary>Null where it costs what it always costs.</summary>
    public async Task<Money?> OfAsync(Guid productId, Guid producerId, string? groupSlug, Money price, CancellationToken cancel)
    {
        _offers ??= await ReadAsync(cancel);
        if (_offers.Count == 0) return null;
        var line = new PricedLine(Guid.Empty, productId, producerId, groupSlug, _provinces[producerId].FirstOrDefault(), price, 1);
        // Where one that lists cannot judge may take the place in the group first, the price on the list might be one that no cart gives.
        var certain = _offers.Where(offer => !_hidden[offer.Promotion.StackingGroup].Any(other => other.Priority <= offer.Promotion.Priority && other.Covers(line)));
        var discount = Pricing.Of([line], null, certain, null, null, clock.Today()).GoodsDiscount;
        return discount > Money.Zero ? price - discount : null;
    }

    private async Task<IReadOnlyList<Offer>> ReadAsync(CancellationToken cancel)
    {
        var today = clock.Today();
        var running = await db.Promotions.AsNoTracking().Include(it => it.Targets)
            .Where(it => it.State == PromotionState.On && it.From <= today && (it.Until == null || it.Until >= today) && !it.NeedsCode).ToListAsync(cancel);
        var shown = running.Where(it => it.ShowsOnLists).ToList();
        _hidden = running.Where(it => !it.ShowsOnLists && it.StackingGroup is not null).ToLookup(it => it.StackingGroup);
        var codes = running.Select(it => it.ProvinceCode).OfType<string>().Distinct().ToList();
        var within = codes.Count == 0 ? [] : await db.Producers.Where(producer => codes.Contains(producer.Place.ProvinceCode!)).Select(producer => new { producer.Id, producer.Place.ProvinceCode }).ToListAsync(cancel);
        _provinces = within.ToLookup(it => it.Id, it => it.ProvinceCode!);
        return [.. shown.Select(it => new Offer(it, it.Names))];
    }
}
