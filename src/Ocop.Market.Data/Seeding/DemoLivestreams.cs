using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Livestreams;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Seeding;

/// <summary>
/// Two sessions for a demo market, marked as such: one to come and one that can be seen again. Their links lead to the platforms' front pages, because
/// any account would be somebody's. Producers that people sign in for are left out, so that they begin with an empty room.
/// </summary>
public sealed class DemoLivestreams(MarketDb db, TimeProvider clock)
{
    private const int DaysAhead = 30, DaysBack = 10, Pinned = 4;
    private static readonly TimeOnly Begins = new(19, 30);

    public async Task OpenAsync(CancellationToken cancel) => await db.InTransactionAsync<bool>(async () =>
    {
        if (!await db.ClaimAsync("demo-livestreams", "opened", cancel)) return false;
        var makers = await MakersAsync(cancel);
        if (makers.Count < 2) return false;
        Add(makers[0], new("Mở hàng mới, nếm thử tại bếp (minh hoạ)", LivestreamPlatform.TikTok, "https://www.tiktok.com/", At(DaysAhead), At(DaysAhead).AddMinutes(90), null, null, null));
        Add(makers[1], new("Một buổi ở xưởng (minh hoạ)", LivestreamPlatform.Facebook, "https://www.facebook.com/", At(-DaysBack), At(-DaysBack).AddMinutes(60), "https://www.facebook.com/", 18, new Money(3_240_000)));
        await db.SaveChangesAsync(cancel);
        return true;
    }, cancel);

    private void Add((Guid Id, IReadOnlyList<Guid> Goods) maker, LivestreamFacts facts)
    {
        var session = new Livestream(maker.Id, facts, isDemo: true, clock.UtcNow());
        db.Livestreams.Add(session);
        db.PinnedProducts.AddRange(maker.Goods.Take(Pinned).Select(product => new PinnedProduct(session.Id, product)));
    }

    private DateTime At(int days) => VietnamTime.ToUtc(clock.Today().AddDays(days).ToDateTime(Begins));

    /// <summary>Those with the most goods first.</summary>
    private async Task<IReadOnlyList<(Guid Id, IReadOnlyList<Guid> Goods)>> MakersAsync(CancellationToken cancel)
    {
        var signedFor = (await db.Grants.Select(grant => grant.ScopePath).ToListAsync(cancel)).Select(path => Scope.Parse(path).ProducerId).OfType<Guid>().ToHashSet();
        var rows = await (from product in db.Products where product.IsListed && product.IsDemo join producer in db.Producers on product.ProducerId equals producer.Id
            where producer.Name != Producer.Unnamed orderby producer.Slug, product.Slug select new { producer.Id, ProductId = product.Id }).ToListAsync(cancel);
        return [.. rows.Where(row => !signedFor.Contains(row.Id)).GroupBy(row => row.Id).OrderByDescending(goods => goods.Count()).Select(goods => (goods.Key, (IReadOnlyList<Guid>)[.. goods.Select(row => row.ProductId)]))];
    }
}
