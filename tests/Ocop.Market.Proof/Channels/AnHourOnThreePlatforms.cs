using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Orders;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Channels;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Channels;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Proof.Channels;

/// <summary>
/// Two workers, three platforms and an hour of simulated time: edits, sales here and there, cancelled orders, throttles, lost requests and answers, faults,
/// campaign locks, tokens that end, workers that are stopped in the middle. Afterwards each platform shows what the market says, once.
/// </summary>
public sealed class AnHourOnThreePlatforms(ITestOutputHelper output)
{
    private const int Goods = 6, Stock = 60, Safety = 5;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    [Theory, BothDatabases]
    public async Task At_the_end_every_platform_shows_what_the_market_says_and_nothing_twice(DatabaseProvider provider)
    {
        var dice = Dice.Roll(output);
        var clock = new SimulatedClock(StandingClock.At(2026, 11, 29).GetUtcNow().UtcDateTime);
        await using var market = await ChannelMarket.OpenAsync(provider, [Platforms.TikTokShop, Platforms.Shopee, Platforms.Lazada], Stock, clock: clock, callsPerSecond: 50);
        var variants = await StockedAsync(market);
        foreach (var shop in market.Shops)
        {
            var version = await market.Read(db => db.ChannelShops.Where(it => it.Id == shop.Id).Select(it => it.Version).SingleAsync());
            Assert.Succeeded(await market.Run<ChangeShop, Outcome<ChannelShop>>(change => change.PriceAsync(market.Maker, new ShopTerms(shop.Id, version, 0, 1, Safety, null), default)));
            Assert.Succeeded(await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(market.Maker, shop.Id, [.. variants.Select(variant => variant.ProductId)], ListingWishAct.List, default)));
        }

        foreach (var there in market.Doubles) (there.TroubleShare, there.CallsPerSecond) = (0.06, 60);
        var (bought, edits, stopped) = await LiveAsync(market, variants, clock, dice);
        output.WriteLine($"{edits} edits, {bought} pieces bought there, {stopped} workers stopped in the middle, {market.Doubles.Sum(there => there.Calls.Count)} calls, of which {market.Doubles.Sum(there => there.Calls.Count(call => call.Answer != "ok"))} met trouble.");
        Assert.True(edits > 50 && bought > 20 && stopped > 5);

        foreach (var there in market.Doubles) (there.TroubleShare, there.CallsPerSecond) = (0, int.MaxValue);
        await SettleAsync(market, clock);
        await AssertSameAsync(market, variants);
        Assert.Empty(await market.Read(db => db.ChannelOrderLines.Where(line => line.Stock == LineStock.Short).ToListAsync()));
        Assert.Equal(bought, await market.Read(db => db.ChannelOrderLines.SumAsync(line => line.Quantity)));
    }

    private static async Task<List<Variant>> StockedAsync(ChannelMarket market)
    {
        var maker = await market.Read(db => db.Products.Where(product => product.Id == market.Goods.Tea.ProductId).Select(product => product.ProducerId).SingleAsync());
        var all = new List<Variant>();
        for (var i = 1; i <= Goods; i++)
        {
            var variant = await market.Goods.AddGoodsAsync($"Tổ làm chè {i}", "19", $"Chè minh hoạ số {i} của tổ làm chè", 100_000 + i * 1_000, Stock);
            await market.Read(db => db.Products.Where(product => product.Id == variant.ProductId).ExecuteUpdateAsync(set => set.SetProperty(product => product.ProducerId, maker)));
            await market.PhotographAsync(variant);
            all.Add(variant);
        }

        return all;
    }

    /// <summary>A round of a node: it drains the changes and works for shops, and is stopped in the middle now and then.</summary>
    /// <returns>False: it was stopped.</returns>
    private static async Task<bool> WorkAsync(ChannelMarket market, int? milliseconds)
    {
        using var life = new CancellationTokenSource();
        if (milliseconds is { } left) life.CancelAfter(left);
        try
        {
            await market.Run<QueueListings, int>(queue => queue.HandleAsync(life.Token));
            await ActivatorUtilities.CreateInstance<WorkForShops>(market.Goods.Market.Services).HandleAsync(life.Token);
            return true;
        }
        catch (OperationCanceledException) when (life.IsCancellationRequested)
        {
            // What it had begun is the next one's.
            return false;
        }
    }

    private static async Task<(int Bought, int Edits, int Stopped)> LiveAsync(ChannelMarket market, List<Variant> variants, SimulatedClock clock, Random dice)
    {
        var (bought, edits, stopped, open) = (0, 0, 0, new List<(PlatformDouble There, string Order)>());
        var end = clock.GetUtcNow() + TimeSpan.FromHours(1);
        while (clock.GetUtcNow() < end)
        {
            var variant = variants[dice.Next(variants.Count)];
            var there = market.Doubles[dice.Next(market.Doubles.Count)];
            switch (dice.Next(12))
            {
                case 0 or 1 or 2:
                    edits += await market.Read(async db =>
                    {
                        (await db.Variants.SingleAsync(it => it.Id == variant.Id)).Reprice(new Money(dice.Next(90, 300) * 1_000));
                        return await db.SaveChangesAsync() > 0 ? 1 : 0;
                    });
                    break;
                case 3 or 4:
                    var counted = await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(variant.Id, dice.Next(-3, 8), "Kiểm kho", "test", default));
                    edits += counted.Succeeded ? 1 : 0;
                    break;
                case 5:
                    edits += await market.Read(async db =>
                    {
                        var product = await db.Products.SingleAsync(it => it.Id == variant.ProductId);
                        product.Rename($"{product.Name.Split(" vụ ")[0]} vụ {dice.Next(1, 9)}");
                        return await db.SaveChangesAsync() > 0 ? 1 : 0;
                    });
                    break;
                case 6:
                    edits += await market.Read(async db =>
                    {
                        var product = await db.Products.SingleAsync(it => it.Id == variant.ProductId);
                        product.List(!product.IsListed || dice.Next(3) > 0);
                        return await db.SaveChangesAsync() > 0 ? 1 : 0;
                    });
                    break;
                case 7 or 8 or 9 when there.Buy(ChannelMarket.ShopId, variant.Sku, dice.Next(1, 3)) is { } order:
                    bought += order.Lines.Sum(line => line.Quantity);
                    open.Add((there, order.Id));
                    break;
                case 10 when open.Count > 0:
                    var (where, id) = open[dice.Next(open.Count)];
                    open.Remove((where, id));
                    where.Turn(id, dice.Next(3) == 0 ? ShelfOrderState.Cancelled : ShelfOrderState.Shipped);
                    break;
                case 11 when dice.Next(6) == 0:
                    there.ExpireTokens();
                    break;
            }

            var nodes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => dice.Next(5) == 0 ? (int?)dice.Next(1, 40) : null).ToList().ConvertAll(life => WorkAsync(market, life)));
            stopped += nodes.Count(isDone => !isDone);
            clock.Advance(Step);
        }

        // Everything is on sale again at the end, so that there is something to compare.
        foreach (var variant in variants) await market.Read(async db =>
        {
            (await db.Products.SingleAsync(it => it.Id == variant.ProductId)).List(true);
            return await db.SaveChangesAsync();
        });
        return (bought, edits, stopped);
    }

    /// <summary>Works on, for so long that every order was read again and everything that was put off came, until nothing is left to do.</summary>
    private static async Task SettleAsync(ChannelMarket market, SimulatedClock clock)
    {
        var (soonest, latest) = (clock.GetUtcNow() + TimeSpan.FromHours(1), clock.GetUtcNow() + TimeSpan.FromDays(1));
        while (clock.GetUtcNow() < latest)
        {
            await market.Run<QueueListings, int>(queue => queue.HandleAsync(default));
            var done = await market.Goods.Market.Services.GetRequiredService<WorkForShops>().HandleAsync(default);
            var asked = await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default));
            if (done + asked == 0 && clock.GetUtcNow() > soonest && !await market.Read(db => db.ChannelJobs.AnyAsync()) && !await market.Read(db => db.ChannelShops.AnyAsync(shop => shop.Pause != ShopPause.None))) return;
            clock.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Fail($"There is still something left to do a day later: {string.Join("; ", await market.Read(db => db.ChannelListings.Where(listing => db.ChannelJobs.Any(job => job.ListingId == listing.Id)).Select(listing => $"{listing.State} {listing.ErrorCode} {listing.ErrorMessage}").ToListAsync()))}");
    }

    private static async Task AssertSameAsync(ChannelMarket market, List<Variant> variants)
    {
        var ids = variants.Select(variant => variant.Id).ToList();
        var prices = await market.Read(db => db.Variants.AsNoTracking().Where(variant => ids.Contains(variant.Id)).ToDictionaryAsync(variant => variant.Sku, variant => variant.Price.Amount));
        var free = await market.Run<IAvailability, IReadOnlyDictionary<Guid, int>>(ask => ask.OfAsync(ids, default));
        foreach (var there in market.Doubles)
        {
            there.Review();
            var shelf = there.Items(ChannelMarket.ShopId).SelectMany(item => item.Skus.Select(sku => (Item: item, Sku: sku))).ToLookup(it => it.Sku.Sku);
            foreach (var variant in variants)
            {
                var (item, sku) = Assert.Single(shelf[variant.Sku]);
                Assert.Equal((there.GetType().Name, variant.Sku, prices[variant.Sku], Math.Max(0, free[variant.Id] - Safety)), (there.GetType().Name, sku.Sku, sku.Price, sku.Stock));
                var name = await market.Read(db => db.Products.Where(product => product.Id == variant.ProductId).Select(product => product.Name).SingleAsync());
                Assert.StartsWith(name, item.Title, StringComparison.Ordinal);
                Assert.True(item.State is ShelfState.Live or ShelfState.InReview, $"{there.GetType().Name} {sku.Sku}: {item.State}");
            }
        }
    }
}
