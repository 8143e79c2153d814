using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Livestreams;

/// <summary>A session in a list of the public, with what is pinned to it and still on the market.</summary>
public sealed record LivestreamCard(Livestream Session, string ProducerSlug, string Producer, IReadOnlyList<ProductCard> Goods);

/// <summary>Sessions as the public sees them. All of it is asked of the day, not of the minute: a kept page lives until midnight.</summary>
public sealed class LivestreamCards(ICatalogDb db, ProductCards cards, TimeProvider clock)
{
    private const int MostComing = 60, MostAgain = 20, MostOfADay = 3;

    private DateTime Today => VietnamTime.StartOf(clock.Today());

    /// <summary>Those of today and later, the next first, with what was called off; then those that can be seen again.</summary>
    public async Task<(IReadOnlyList<LivestreamCard> Coming, IReadOnlyList<LivestreamCard> Again)> ReadAsync(CancellationToken cancel)
    {
        var today = Today;
        var coming = db.Livestreams.AsNoTracking().Where(it => it.EndsAt > today);
        var again = db.Livestreams.AsNoTracking().Where(it => it.EndsAt <= today && it.ReplayAddress != null && !it.IsCancelled);
        return (await CardsAsync(await coming.OrderBy(it => it.StartsAt).ThenBy(it => it.Id).Take(MostComing).ToListAsync(cancel), cancel),
            await CardsAsync(await again.OrderByDescending(it => it.StartsAt).ThenBy(it => it.Id).Take(MostAgain).ToListAsync(cancel), cancel));
    }

    /// <summary>What a producer shows on the next day on which it shows anything.</summary>
    /// <param name="productId">Only sessions to which this product is pinned.</param>
    public async Task<IReadOnlyList<Livestream>> NextAsync(Guid producerId, Guid? productId, CancellationToken cancel)
    {
        var today = Today;
        var coming = db.Livestreams.AsNoTracking().Where(it => it.ProducerId == producerId && it.EndsAt > today && !it.IsCancelled);
        if (productId is not null) coming = coming.Where(it => db.PinnedProducts.Any(pin => pin.LivestreamId == it.Id && pin.ProductId == productId));
        var sessions = await coming.OrderBy(it => it.StartsAt).ThenBy(it => it.Id).Take(MostOfADay).ToListAsync(cancel);
        return [.. sessions.TakeWhile(it => VietnamTime.DayOf(it.StartsAt) == VietnamTime.DayOf(sessions[0].StartsAt))];
    }

    private async Task<IReadOnlyList<LivestreamCard>> CardsAsync(IReadOnlyList<Livestream> sessions, CancellationToken cancel)
    {
        var (ids, producerIds) = (sessions.Select(it => it.Id).ToList(), sessions.Select(it => it.ProducerId).Distinct().ToList());
        var producers = await db.Producers.AsNoTracking().Where(it => producerIds.Contains(it.Id)).ToDictionaryAsync(it => it.Id, cancel);
        var pinned = (await (from pin in db.PinnedProducts where ids.Contains(pin.LivestreamId) join product in db.Products on pin.ProductId equals product.Id
            orderby product.FoldedName, product.Id select new { pin.LivestreamId, pin.ProductId }).ToListAsync(cancel)).ToLookup(row => row.LivestreamId, row => row.ProductId);
        var goods = (await cards.OfAsync([.. pinned.SelectMany(of => of).Distinct()], cancel)).ToDictionary(card => card.Id);
        return [.. sessions.Select(it => new LivestreamCard(it, producers[it.ProducerId].Slug, producers[it.ProducerId].Name, [.. pinned[it.Id].Select(goods.GetValueOrDefault).OfType<ProductCard>()]))];
    }
}
