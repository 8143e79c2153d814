using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Channels;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Channels;

/// <summary>Many goods of one shop: as few calls as the platform takes, the most urgent first, and none that fails with another.</summary>
public abstract class SendingMuchAtOnce
{
    private protected const int Many = 60;

    /// <summary>Answers that a test keeps back are waited for.</summary>
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(40);

    private protected abstract Platform Platform { get; }

    /// <summary>Of the calls for so many new prices of one pack each.</summary>
    private protected abstract int FewestCalls(int prices);

    [Theory, BothDatabases]
    public async Task New_prices_of_many_goods_take_the_fewest_calls_and_the_next_round_none(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        var goods = await ListedAsync(market);
        await RepriceAsync(market, goods, 10_000);
        var before = market.There.Calls.Count;
        await market.WorkAsync();
        Assert.Equal(FewestCalls(Many), market.There.Calls.Skip(before).Count(call => call.Path.Contains("price", StringComparison.Ordinal)));
        await AssertPricesAsync(market, goods);
        Assert.Empty(await market.Read(db => db.ChannelJobs.ToListAsync()));

        before = market.There.Calls.Count;
        Assert.Equal(0, await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default)));
        await market.WorkAsync();
        Assert.Equal(before, market.There.Calls.Count);
    }

    [Theory, BothDatabases]
    public async Task One_that_is_refused_fails_no_other_and_says_so_itself(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        var goods = await ListedAsync(market);
        await RepriceAsync(market, goods, 10_000);
        market.There.Next(Trouble.LineRefused);
        await market.WorkAsync();
        var failed = Assert.Single(await market.Read(db => db.ChannelListings.AsNoTracking().Where(listing => listing.ErrorClass != null).ToListAsync()));
        Assert.Null(failed.PriceHash);
        var prices = market.There.Items(ChannelMarket.ShopId).SelectMany(item => item.Skus).ToDictionary(sku => sku.Sku, sku => sku.Price);
        foreach (var variant in goods.Where(variant => variant.ProductId != failed.ProductId)) Assert.Equal(await PriceAsync(market, variant), prices[variant.Sku]);
        // What the sweep finds goes again; nothing else does.
        await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default));
        market.Clock.Advance(TimeSpan.FromHours(4));
        await market.WorkAsync();
        await AssertPricesAsync(market, goods);
    }

    [Theory, BothDatabases]
    public async Task Killed_between_the_answer_and_our_note_of_it_they_are_sent_again_and_stand_there_once(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        var goods = await ListedAsync(market);
        await RepriceAsync(market, goods, 10_000);
        await market.WorkAsync();
        // As the rows lay when the process died: sent, and nobody wrote down the yes.
        await market.Read(db => db.ChannelListings.ExecuteUpdateAsync(set => set.SetProperty(listing => listing.PriceHash, "0").SetProperty(listing => listing.StockHash, "0")));
        Assert.Equal(Many, await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default)));
        await market.WorkAsync();
        await AssertPricesAsync(market, goods);
        Assert.Equal(Many, market.There.Items(ChannelMarket.ShopId).Count);
        Assert.Equal(0, await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default)));
    }

    [Theory, BothDatabases]
    public async Task A_call_without_an_answer_puts_its_goods_off_and_they_come_again(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        var goods = await ListedAsync(market);
        await RepriceAsync(market, goods, 10_000);
        market.There.Next(Trouble.LostAnswer);
        await market.WorkAsync();
        Assert.NotEmpty(await market.Read(db => db.ChannelJobs.Where(job => job.Tries == 1).ToListAsync()));
        market.Clock.Advance(Backoff.BeforeLooking + TimeSpan.FromSeconds(1));
        await market.WorkAsync();
        await AssertPricesAsync(market, goods);
        Assert.Empty(await market.Read(db => db.ChannelJobs.ToListAsync()));
    }

    [Theory, BothDatabases]
    public async Task What_is_sold_out_comes_before_new_prices_and_these_before_new_goods(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        var goods = await ListedAsync(market);
        var fresh = await AddAsync(market, 3, 100);
        Assert.Succeeded(await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(market.Maker, market.Shop.Id, [.. fresh.Select(variant => variant.ProductId)], ListingWishAct.List, default)));
        await RepriceAsync(market, goods, 10_000);
        await QueuedAsync(market);
        var last = goods[^1];
        Assert.Succeeded(await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(last.Id, -20, "Bán hết", "test", default)));
        await QueuedAsync(market);
        var next = await market.Run<JobBook, List<ChannelJob>>(jobs => jobs.NextAsync(market.Shop.Id, [], JobUrgency.Create, 100, default));
        Assert.Equal([JobUrgency.SoldOut, JobUrgency.Lines, JobUrgency.Create], next.Select(job => job.Urgency).Distinct());
        Assert.Equal(last.ProductId, await market.Read(db => db.ChannelListings.Where(listing => listing.Id == next[0].ListingId).Select(listing => listing.ProductId).SingleAsync()));
        // Nobody takes what another works on, and whoever looks for urgent things sees no new goods.
        Assert.Equal(Many - 1, (await market.Run<JobBook, List<ChannelJob>>(jobs => jobs.NextAsync(market.Shop.Id, [next[0].ListingId], JobUrgency.Lines, 100, default))).Count);
        var before = market.There.Calls.Count;
        await market.WorkAsync();
        // It is taken first; the calls of those who work beside it may arrive before its own, and no others.
        Assert.InRange(market.There.Calls.Skip(before).ToList().FindIndex(call => Regex.IsMatch(call.Path, "stock|inventory")), 0, WorkForShops.MostAtOnce);
        Assert.Equal(0, market.There.Items(ChannelMarket.ShopId).SelectMany(item => item.Skus).Single(sku => sku.Sku == last.Sku).Stock);
    }

    [Theory, BothDatabases]
    public async Task A_promotion_asks_for_those_alone_whose_price_it_moves(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        var goods = await ListedAsync(market);
        // A change that may concern any listing, and concerns none.
        await market.Read(async db =>
        {
            db.Changes.Add(new Change(market.Clock.UtcNow(), ChangeSubject.Promotion(Guid.CreateVersion7())));
            return await db.SaveChangesAsync();
        });
        await QueuedAsync(market);
        Assert.Empty(await market.Read(db => db.ChannelJobs.ToListAsync()));
        // The one that was carried there while nobody looked.
        await market.Read(db => db.ChannelListings.Where(listing => listing.ProductId == goods[7].ProductId).ExecuteUpdateAsync(set => set.SetProperty(listing => listing.PriceHash, "0")));
        Assert.Equal(1, await market.Run<SweepListings, int>(sweep => sweep.WhereAskedAsync(default)));
        Assert.Equal(0, await market.Run<SweepListings, int>(sweep => sweep.WhereAskedAsync(default)));
        await market.WorkAsync();
        await AssertPricesAsync(market, goods);
    }

    [Theory, BothDatabases]
    public async Task What_is_being_sent_while_a_sweep_goes_by_is_worked_out_once_more(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        var goods = await ListedAsync(market);
        var listing = await market.Read(db => db.ChannelListings.AsNoTracking().SingleAsync(it => it.ProductId == goods[3].ProductId));
        await market.Read(async db =>
        {
            db.ChannelJobs.Add(new ChannelJob(listing.Id, listing.ShopId, JobUrgency.Lines, market.Clock.UtcNow()));
            return await db.SaveChangesAsync();
        });
        var taken = Assert.Single(await market.Run<JobBook, List<ChannelJob>>(jobs => jobs.NextAsync(market.Shop.Id, [], JobUrgency.Create, 100, default)));
        Assert.Equal(1, await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default)));
        await market.Run<JobBook, bool>(async jobs =>
        {
            await jobs.FinishAsync(taken);
            return true;
        });
        var left = await market.Read(db => db.ChannelJobs.AsNoTracking().SingleAsync());
        Assert.Equal((listing.Id, 2L, JobUrgency.Lines), (left.ListingId, left.Asked, left.Urgency));
    }

    [Theory, BothDatabases]
    public async Task What_sells_out_does_not_wait_for_those_who_all_make_new_goods_nor_for_the_next_turn(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, [Platform], patience: Held);
        var goods = await ListedAsync(market, 2);
        var fresh = await AddAsync(market, WorkForShops.MostAtOnce + 2, 100);
        Assert.Succeeded(await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(market.Maker, market.Shop.Id, [.. fresh.Select(variant => variant.ProductId)], ListingWishAct.List, default)));
        await QueuedAsync(market);
        var held = market.There.Held = new HeldAnswers("(/products|add_item|/product/create)$");
        var work = market.Goods.Market.Services.GetRequiredService<WorkForShops>().HandleAsync(default);
        try
        {
            await Eventually.TrueAsync(() => Task.FromResult(held.Count == WorkForShops.MostAtOnce), Held / 2);
            await SellOutAsync(market, goods[0]);
            // Their turn ends, and none of them can.
            market.Clock.Advance(TimeSpan.FromMinutes(1));
            await SellOutAsync(market, goods[1]);
            Assert.Equal(WorkForShops.MostAtOnce, held.Count);
        }
        finally
        {
            held.Release();
            await work;
        }

        await market.WorkAsync();
        Assert.Equal(fresh.Count + goods.Count, market.There.Items(ChannelMarket.ShopId).Count);
        Assert.Empty(await market.Read(db => db.ChannelJobs.ToListAsync()));

        static async Task SellOutAsync(ChannelMarket market, Variant variant)
        {
            Assert.Succeeded(await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(variant.Id, -20, "Bán hết", "test", default)));
            await QueuedAsync(market);
            await Eventually.TrueAsync(() => Task.FromResult(market.There.Items(ChannelMarket.ShopId).SelectMany(item => item.Skus).Single(sku => sku.Sku == variant.Sku).Stock == 0), TimeSpan.FromSeconds(15));
        }
    }

    [Theory, BothDatabases]
    public async Task A_token_that_ended_under_several_hands_is_renewed_once(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, [Platform], patience: Held);
        var goods = await ListedAsync(market);
        await RepriceAsync(market, goods, 10_000);
        var before = await RenewedAsync();
        market.There.ExpireTokens();
        await UnderWayAsync(market, () => Task.CompletedTask);
        await market.WorkAsync();
        Assert.Equal(before + 1, await RenewedAsync());
        await AssertPricesAsync(market, goods);
        var shop = await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync());
        Assert.Equal(ShopPause.None, shop.Pause);
        Assert.Empty(await market.Read(db => db.ChannelJobs.ToListAsync()));

        Task<int> RenewedAsync() => market.Read(db => db.ChannelSteps.CountAsync(step => step.Deed == ChannelDeed.TokensRefreshed));
    }

    [Theory, BothDatabases]
    public async Task Whoever_finds_that_another_has_the_shop_calls_no_more_and_takes_nothing_from_him(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, [Platform], patience: Held);
        var goods = await ListedAsync(market);
        await RepriceAsync(market, goods, 10_000);
        var until = DateTime.MinValue;
        var calls = 0;
        await UnderWayAsync(market, async () =>
        {
            // So long was the machine asleep that another took the shop.
            market.Clock.Advance(TimeSpan.FromSeconds(12));
            until = market.Clock.UtcNow() + ShopCalls.Lease;
            await market.Read(db => db.ChannelShops.ExecuteUpdateAsync(set => set.SetProperty(shop => shop.LeaseOwner, "kia/1").SetProperty(shop => shop.LeaseUntil, until)));
            calls = market.There.Calls.Count;
        });
        Assert.Equal(calls, market.There.Calls.Count);
        var taken = await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync());
        Assert.Equal(("kia/1", until), (taken.LeaseOwner, taken.LeaseUntil));
        market.Clock.Advance(ShopCalls.Lease);
        await market.WorkAsync();
        await AssertPricesAsync(market, goods);
        Assert.Equal(Many, market.There.Items(ChannelMarket.ShopId).Count);
        Assert.Empty(await market.Read(db => db.ChannelJobs.ToListAsync()));
    }

    /// <summary>Something happens while all who send new prices wait for their answers.</summary>
    private async Task UnderWayAsync(ChannelMarket market, Func<Task> meanwhile)
    {
        await QueuedAsync(market);
        var (held, all) = (market.There.Held = new HeldAnswers("price"), Math.Min(WorkForShops.MostAtOnce + 1, FewestCalls(Many)));
        var work = market.Goods.Market.Services.GetRequiredService<WorkForShops>().HandleAsync(default);
        try
        {
            await Eventually.TrueAsync(() => Task.FromResult(held.Count == all), Held / 2);
            await meanwhile();
        }
        finally
        {
            held.Release();
            await work;
        }
    }

    /// <summary>Stands there, priced and stocked; the reviews are over.</summary>
    private protected static async Task<List<Variant>> ListedAsync(ChannelMarket market, int many = Many)
    {
        var goods = await AddAsync(market, many, 0);
        Assert.Succeeded(await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(market.Maker, market.Shop.Id, [.. goods.Select(variant => variant.ProductId)], ListingWishAct.List, default)));
        await market.WorkAsync();
        market.Clock.Advance(market.There.ReviewTakes);
        market.There.Review();
        await market.WorkAsync();
        Assert.Equal(many, market.There.Items(ChannelMarket.ShopId).Count);
        return goods;
    }

    private static async Task<List<Variant>> AddAsync(ChannelMarket market, int count, int from)
    {
        var maker = await market.Read(db => db.Products.Where(product => product.Id == market.Goods.Tea.ProductId).Select(product => product.ProducerId).SingleAsync());
        var all = new List<Variant>();
        for (var i = from + 1; i <= from + count; i++)
        {
            var variant = await market.Goods.AddGoodsAsync($"Tổ làm chè {i}", "19", $"Chè minh hoạ số {i} của tổ làm chè", 100_000 + i * 1_000, 20);
            await market.PhotographAsync(variant);
            all.Add(variant);
        }

        var ids = all.Select(variant => variant.ProductId).ToList();
        await market.Read(db => db.Products.Where(product => ids.Contains(product.Id)).ExecuteUpdateAsync(set => set.SetProperty(product => product.ProducerId, maker)));
        return all;
    }

    private protected static Task RepriceAsync(ChannelMarket market, List<Variant> goods, long more) => market.Read(async db =>
    {
        var ids = goods.Select(variant => variant.Id).ToList();
        foreach (var variant in await db.Variants.Where(variant => ids.Contains(variant.Id)).ToListAsync()) variant.Reprice(variant.Price + new Money(more));
        return await db.SaveChangesAsync();
    });

    /// <summary>Another test's open transaction keeps changes back for a moment.</summary>
    private protected static async Task QueuedAsync(ChannelMarket market)
    {
        var last = await market.Read(db => db.Changes.MaxAsync(change => change.Id));
        await Eventually.TrueAsync(async () =>
        {
            await market.Run<QueueListings, int>(queue => queue.HandleAsync(default));
            return await market.Read(db => db.ChannelCursors.AnyAsync(cursor => cursor.Name == ChannelCursor.Listings && cursor.ChangeId >= last));
        }, TimeSpan.FromSeconds(30));
    }

    private static Task<long> PriceAsync(ChannelMarket market, Variant variant) => market.Read(async db => (await db.Variants.AsNoTracking().SingleAsync(it => it.Id == variant.Id)).Price.Amount);

    private protected static async Task AssertPricesAsync(ChannelMarket market, List<Variant> goods)
    {
        var there = market.There.Items(ChannelMarket.ShopId).SelectMany(item => item.Skus).ToDictionary(sku => sku.Sku, sku => sku.Price);
        foreach (var variant in goods) Assert.Equal((variant.Sku, await PriceAsync(market, variant)), (variant.Sku, there[variant.Sku]));
    }
}

public sealed class SendingMuchToTikTokShop : SendingMuchAtOnce
{
    private protected override Platform Platform => Platforms.TikTokShop;

    private protected override int FewestCalls(int prices) => prices;
}

public sealed class SendingMuchToShopee : SendingMuchAtOnce
{
    private protected override Platform Platform => Platforms.Shopee;

    private protected override int FewestCalls(int prices) => prices;
}

public sealed class SendingMuchToLazada : SendingMuchAtOnce
{
    private protected override Platform Platform => Platforms.Lazada;

    /// <summary>Fifty lines of any goods.</summary>
    private protected override int FewestCalls(int prices) => (prices + 49) / 50;

    [Theory, BothDatabases]
    public async Task A_no_to_the_goods_of_a_whole_call_is_a_no_to_none_of_them_until_each_was_asked_for(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        var goods = await ListedAsync(market);
        await RepriceAsync(market, goods, 10_000);
        market.There.Next(Trouble.CampaignLock);
        var before = market.There.Calls.Count;
        await market.WorkAsync();
        Assert.InRange(market.There.Calls.Skip(before).Count(call => call.Path.Contains("price", StringComparison.Ordinal)), Many - 50 + 2, Many + 1);
        await AssertPricesAsync(market, goods);
        Assert.Empty(await market.Read(db => db.ChannelJobs.ToListAsync()));
        Assert.Empty(await market.Read(db => db.ChannelListings.AsNoTracking().Where(listing => listing.ErrorClass != null).ToListAsync()));
    }

    [Theory, BothDatabases]
    public async Task What_sells_out_while_a_shop_is_read_does_not_wait_for_the_last_page(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        var goods = await ListedAsync(market);
        await market.Read(db => db.ChannelShops.ExecuteUpdateAsync(set => set.SetProperty(shop => shop.ListingsUntil, (DateTime?)null).SetProperty(shop => shop.SweptAt, (DateTime?)null)));
        Assert.Succeeded(await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(goods[^1].Id, -20, "Bán hết", "test", default)));
        await QueuedAsync(market);
        var before = market.There.Calls.Count;
        await market.WorkAsync();
        var calls = market.There.Calls.Skip(before).Select(call => call.Path).ToList();
        var (stock, lastPage) = (calls.IndexOf("/product/stock/sellable/update"), calls.LastIndexOf("/products/get"));
        Assert.True(stock >= 0 && stock < lastPage, string.Join("\n", calls));
    }
}
