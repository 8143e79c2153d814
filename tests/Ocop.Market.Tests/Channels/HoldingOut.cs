using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Channels;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Orders;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Channels;
using Ocop.Market.Doubles.Shopee;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Channels;

/// <summary>Something is wrong with one thing for a long time: all others go on, and nothing untrue stands there meanwhile.</summary>
public abstract class HoldingOut
{
    private protected const string Words = @"/products/\d+$|/update_item$|^/product/update$", Sku = "che-dinh-tan-cuong";

    private protected abstract Platform Platform { get; }

    [Theory, BothDatabases]
    public async Task What_its_category_asks_for_anew_keeps_no_price_and_no_last_piece_from_being_told(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        await market.Read(db => db.CategoryMaps.ExecuteDeleteAsync());
        await SellAsync(market, 20);
        await market.Read(async db =>
        {
            (await db.Variants.SingleAsync(it => it.Id == market.Goods.TeaTin.Id)).Reprice(new Money(555_000));
            return await db.SaveChangesAsync();
        });
        await market.WorkAsync();
        Assert.Equal((0, 555_000L), (Stock(market), market.OnShelf().Skus.Single(sku => sku.Sku != Sku).Price));
        var tea = await market.TeaAsync();
        Assert.Equal(("category", true), (tea.ErrorField, tea.State is SyncState.Live or SyncState.InReview));
        Assert.Equal(0, await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default)));
    }

    [Theory, BothDatabases]
    public async Task Stars_that_ended_are_read_by_nobody_though_the_words_cannot_be_sent(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await RecogniseAsync(market, market.Clock.Today().AddMonths(-36).AddDays(2));
        await market.ListTeaAsync();
        await market.WorkAsync();
        Assert.Contains("OCOP 4 sao", market.OnShelf().Title, StringComparison.Ordinal);
        await market.Read(db => db.CategoryMaps.ExecuteDeleteAsync());
        market.Clock.Advance(TimeSpan.FromDays(1));
        await SweepAsync(market);
        Assert.NotEqual(ShelfState.Hidden, market.OnShelf().State);

        market.Clock.Advance(TimeSpan.FromDays(2));
        await SweepAsync(market);
        Assert.Equal(PushListing.UntrueStars, (await market.Read(db => db.ChannelSteps.AsNoTracking().SingleAsync(step => step.Deed == ChannelDeed.Hidden))).Detail);
        Assert.Equal((ShelfState.Hidden, SyncState.Hidden, "category"), (market.OnShelf().State, (await market.TeaAsync()).State, (await market.TeaAsync()).ErrorField));
        await market.WorkAsync();
        Assert.Equal(0, await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default)));
        // Nor is it shown again by whoever wishes it were.
        Assert.Succeeded(await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(market.Maker, market.Shop.Id, [market.Goods.Tea.ProductId], ListingWishAct.Again, default)));
        await market.WorkAsync();
        Assert.Equal(ShelfState.Hidden, market.OnShelf().State);

        await market.MapAsync();
        await SweepAsync(market);
        await AssertHonestAsync(market);
    }

    [Theory, BothDatabases]
    public async Task Stars_that_ended_are_hidden_until_a_platform_that_takes_no_words_takes_them(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await RecogniseAsync(market, market.Clock.Today().AddMonths(-36));
        await market.ListTeaAsync();
        await market.WorkAsync();
        market.There.Spoiled = (Words, Trouble.ServerFault, true);
        market.Clock.Advance(TimeSpan.FromDays(1));
        await SweepAsync(market);
        Assert.Equal((ShelfState.Hidden, SyncState.Hidden), (market.OnShelf().State, (await market.TeaAsync()).State));
        market.There.Spoiled = null;
        market.Clock.Advance(TimeSpan.FromHours(1));
        await market.WorkAsync();
        await AssertHonestAsync(market);
    }

    [Theory, BothDatabases]
    public async Task Stars_that_ended_are_hidden_though_a_photo_is_lost_that_the_words_would_need(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await RecogniseAsync(market, market.Clock.Today().AddMonths(-36));
        await market.ListTeaAsync();
        await market.WorkAsync();
        await market.Read(async db =>
        {
            db.ProductImages.Add(new ProductImage(market.Goods.Tea.ProductId, Guid.CreateVersion7().ToString("n"), "Ảnh đã mất", 640, 640, 2));
            return await db.SaveChangesAsync();
        });
        market.Clock.Advance(TimeSpan.FromDays(1));
        await SweepAsync(market);
        Assert.Equal((ShelfState.Hidden, SyncState.Hidden), (market.OnShelf().State, (await market.TeaAsync()).State));
        await market.Read(db => db.ProductImages.Where(image => image.Position == 2).ExecuteDeleteAsync());
        market.Clock.Advance(TimeSpan.FromHours(1));
        await SweepAsync(market);
        await AssertHonestAsync(market);
    }

    [Theory, BothDatabases]
    public async Task An_order_of_which_the_platform_will_not_hear_keeps_no_other_from_being_read(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        Assert.NotNull(market.There.Buy(ChannelMarket.ShopId, Sku, 3));
        await LaterAsync(PullOrders.Interval);
        var order = await market.Read(db => db.ChannelOrders.AsNoTracking().SingleAsync());
        Assert.Succeeded(await market.Run<HandOverOutside, Outcome<ChannelOrder>>(tell => tell.HandleAsync(market.Maker, order.Id, "GHN", "GHN1", default)));
        market.There.Spoiled = ("ship|pack|rts", Trouble.ServerFault, true);
        await market.WorkAsync();
        Assert.Null((await ReadAsync()).ToldAt);
        for (var hour = 0; hour < 3; hour++)
        {
            Assert.NotNull(market.There.Buy(ChannelMarket.ShopId, Sku, 2));
            await LaterAsync(PullOrders.Interval);
            Assert.Equal(15 - hour * 2, await market.Goods.Available(market.Goods.Tea));
            await LaterAsync(TimeSpan.FromHours(1));
        }

        Assert.Equal(0, (await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync())).LookTries);
        market.There.Spoiled = null;
        await LaterAsync(TimeSpan.FromHours(1));
        Assert.NotNull((await ReadAsync()).ToldAt);

        Task<ChannelOrder> ReadAsync() => market.Read(db => db.ChannelOrders.AsNoTracking().SingleAsync(it => it.Id == order.Id));

        async Task LaterAsync(TimeSpan by)
        {
            market.Clock.Advance(by + TimeSpan.FromSeconds(1));
            await market.WorkAsync();
        }
    }

    [Theory, BothDatabases]
    public async Task News_of_an_order_that_cannot_be_read_keeps_no_other_news_waiting(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        await market.Read(async db =>
        {
            foreach (var (kind, subject) in new[] { (NewsKind.Order, "576461413038785752"), (NewsKind.Listing, market.OnShelf().Id) })
                db.ChannelNotices.Add(new ChannelNotice(Platform.Channel, $"news-{kind}", kind, ChannelMarket.ShopId, subject, market.Clock.UtcNow()));
            return await db.SaveChangesAsync();
        });
        market.There.Spoiled = ("order", Trouble.ServerFault, false);
        await market.WorkAsync();
        Assert.Empty(await market.Read(db => db.ChannelNotices.Where(notice => notice.DoneAt == null).ToListAsync()));
        Assert.Equal(0, (await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync())).LookTries);
    }

    [Theory, BothDatabases]
    public async Task Whoever_connects_anew_in_the_middle_of_a_turn_stays_connected(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        await SellAsync(market, 6);
        await market.Read(async db =>
        {
            (await db.Variants.SingleAsync(it => it.Id == market.Goods.Tea.Id)).Reprice(new Money(420_000));
            return await db.SaveChangesAsync();
        });
        var held = market.There.Held = new HeldAnswers("stock|inventory");
        var working = market.WorkAsync();
        await Eventually.TrueAsync(() => Task.FromResult(held.Count == 1));
        // The turn has its token; with the next call it is worth nothing, and neither is what it would be renewed with.
        market.There.Deauthorise(ChannelMarket.ShopId);
        var producer = await market.Read(db => db.ChannelShops.Select(shop => shop.ProducerId).SingleAsync());
        var address = Assert.Succeeded(await market.Run<ConnectShop, Outcome<Uri>>(connect => connect.StartAsync(market.Maker, producer, Platform.Channel, default)));
        var state = System.Web.HttpUtility.ParseQueryString(address.Query)["state"];
        Assert.Succeeded(await market.Run<ConnectShop, Outcome<ChannelShop>>(connect => connect.FinishAsync(market.Maker, state, market.There.Consent(ChannelMarket.ShopId), ChannelMarket.ShopId, default)));
        market.There.Held = null;
        held.Release();
        await working;
        await market.WorkAsync();
        var shop = await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync());
        Assert.Equal((ShopPause.None, true), (shop.Pause, shop.SealedTokens is not null));
        Assert.Equal((14, 420_000L), (Stock(market), market.OnShelf().Skus.Single(sku => sku.Sku == Sku).Price));
    }

    [Theory, BothDatabases]
    public async Task What_was_given_up_is_hidden_there_when_nobody_wants_it_any_more(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        await market.Read(db => db.ChannelListings.ExecuteUpdateAsync(set => set.SetProperty(listing => listing.State, SyncState.NeedsPerson)));
        Assert.Succeeded(await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(market.Maker, market.Shop.Id, [market.Goods.Tea.ProductId], ListingWishAct.Hide, default)));
        await market.WorkAsync();
        Assert.Equal((ShelfState.Hidden, SyncState.Hidden), (market.OnShelf().State, (await market.TeaAsync()).State));
    }

    [Theory, BothDatabases]
    public async Task A_token_that_is_not_renewed_while_it_lives_is_not_asked_for_before_each_call(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        market.There.Spoiled = ("refresh|access_token", Trouble.ServerFault, false);
        var shop = await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync());
        market.Clock.Advance(shop.RefreshAt - market.Clock.UtcNow() + TimeSpan.FromMinutes(1));
        await SellAsync(market, 6);
        var before = market.There.Calls.Count;
        await market.WorkAsync();
        var calls = market.There.Calls.Skip(before).ToList();
        Assert.Equal(14, Stock(market));
        // Once in a turn.
        Assert.InRange(calls.Count(call => Regex.IsMatch(call.Path, "refresh|access_token")), 1, 2);
        Assert.True(calls.Count > 4, string.Join("\n", calls));
    }

    [Theory, BothDatabases]
    public async Task A_lease_that_ended_and_was_another_s_in_between_is_lost(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        market.Clock.Advance(TimeSpan.FromSeconds(2));
        await market.Run<IServiceProvider, int>(async services =>
        {
            var (one, two) = (await CallsAsync(services, new Worker("một", "một/1")), new Worker("hai", "hai/1"));
            var tea = await market.TeaAsync();
            Assert.Null(await services.GetRequiredService<PushListing>().HandleAsync(one, tea.Id, isLook: true, default));
            // It slept; another worked and gave back.
            market.Clock.Advance(TimeSpan.FromSeconds(70));
            await using (var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope()) await (await CallsAsync(scope.ServiceProvider, two)).GiveBackAsync();
            market.Clock.Advance(TimeSpan.FromSeconds(5));
            await Assert.ThrowsAsync<LeaseLostException>(() => services.GetRequiredService<PushListing>().HandleAsync(one, tea.Id, isLook: true, default));
            return 0;
        });

        async Task<ShopCalls> CallsAsync(IServiceProvider services, Worker worker)
        {
            var db = services.GetRequiredService<IChannelsDb>();
            var shop = await db.ChannelShops.SingleAsync();
            Assert.True(await ShopCalls.TakeAsync(db, shop.Id, worker, market.Clock.UtcNow(), default));
            return new ShopCalls(db, services.GetRequiredService<ConnectorShelf>().Of(shop.Channel)!, shop, services.GetRequiredService<ShopPaces>().Of(shop), services.GetRequiredService<ISecretBox>(), worker, market.Clock);
        }
    }

    [Theory, BothDatabases]
    public async Task Paused_in_the_middle_of_a_long_look_nothing_is_sent_any_more(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        for (var i = 0; i < 250; i++) market.There.AddBrand($"Nhãn hàng {i:000}");
        await market.ListTeaAsync();
        await market.WorkAsync();
        var shop = await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync());
        Assert.Succeeded(await market.Run<ChangeShop, Outcome<ChannelShop>>(change => change.PriceAsync(market.Maker, new ShopTerms(shop.Id, shop.Version, 0, 1, 0, "Chè Tân Cương"), default)));
        var held = market.There.Held = new HeldAnswers("brand");
        var working = market.WorkAsync();
        await Eventually.TrueAsync(() => Task.FromResult(held.Count == 1));
        Assert.Succeeded(await market.Run<ChangeShop, Outcome<ChannelShop>>(change => change.HandleAsync(market.Maker, shop.Id, ShopAct.Pause, "Kiểm kho", default)));
        await SellAsync(market, 20);
        await market.Run<QueueListings, int>(queue => queue.HandleAsync(default));
        var before = market.There.Calls.Count;
        market.There.Held = null;
        held.Release();
        await working;
        Assert.DoesNotContain(market.There.Calls.Skip(before), call => call.Writes);
        Assert.Equal((ShopPause.ByHand, 20), ((await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync())).Pause, Stock(market)));

        Assert.Succeeded(await market.Run<ChangeShop, Outcome<ChannelShop>>(change => change.HandleAsync(market.Maker, shop.Id, ShopAct.Resume, null, default)));
        await market.WorkAsync();
        Assert.Equal(0, Stock(market));
    }

    private protected static int Stock(ChannelMarket market) => market.OnShelf().Skus.Single(sku => sku.Sku == Sku).Stock;

    private protected static async Task SellAsync(ChannelMarket market, int pieces) =>
        Assert.Succeeded(await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(market.Goods.Tea.Id, -pieces, "Bán ở chợ", "test", default)));

    private protected static async Task SweepAsync(ChannelMarket market)
    {
        await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default));
        await market.WorkAsync();
    }

    /// <param name="signed">Its stars hold for 36 months from then.</param>
    private protected static Task<int> RecogniseAsync(ChannelMarket market, DateOnly signed) => market.Read(async db =>
    {
        (await db.Products.Include(it => it.Decisions).SingleAsync(it => it.Id == market.Goods.Tea.ProductId)).AddDecision(new RecognitionDecision(market.Goods.Tea.ProductId, 4, RecognitionLevel.Province, "12/QĐ-UBND", "UBND tỉnh", signed, "148", RecognitionState.New, true));
        return await db.SaveChangesAsync();
    });

    private protected static async Task AssertHonestAsync(ChannelMarket market)
    {
        var there = market.OnShelf();
        Assert.DoesNotContain("OCOP", there.Title + there.Description, StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual(ShelfState.Hidden, there.State);
        Assert.Equal((null, true), ((await market.TeaAsync()).ErrorCode, (await market.TeaAsync()).State is SyncState.Live or SyncState.InReview));
    }
}

public sealed class HoldingOutOnTikTokShop : HoldingOut
{
    private protected override Platform Platform => Platforms.TikTokShop;

    [Theory, BothDatabases]
    public async Task While_new_words_are_looked_through_the_old_ones_with_their_stars_are_not_on_sale(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await RecogniseAsync(market, market.Clock.Today().AddMonths(-36));
        await market.ListTeaAsync();
        await market.WorkAsync();
        var old = market.OnShelf().Title;
        market.Clock.Advance(TimeSpan.FromDays(1));
        await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default));
        var held = market.There.Held = new HeldAnswers(Words);
        var working = market.WorkAsync();
        await Eventually.TrueAsync(() => Task.FromResult(held.Count == 1));
        // They take the new version, and show the old one until somebody has looked at it.
        var fresh = market.OnShelf().Title;
        market.There.EditByHand(ChannelMarket.ShopId, Sku, item => item.Title = old);
        market.There.Held = null;
        held.Release();
        await working;
        Assert.Equal((old, ShelfState.Hidden, SyncState.Hidden), (market.OnShelf().Title, market.OnShelf().State, (await market.TeaAsync()).State));

        market.There.EditByHand(ChannelMarket.ShopId, Sku, item => item.Title = fresh);
        market.Clock.Advance(ReadShop.Interval + TimeSpan.FromSeconds(1));
        await market.WorkAsync();
        await AssertHonestAsync(market);
    }
}

public sealed class HoldingOutOnShopee : HoldingOut
{
    private protected override Platform Platform => Platforms.Shopee;

    [Theory, BothDatabases]
    public async Task Stars_that_were_refused_and_are_no_more_leave_the_words_that_stand_as_they_are(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        var there = (ShopeeDouble)market.There;
        there.WordsFault = "error_param";
        await RecogniseAsync(market, market.Clock.Today().AddDays(-1));
        await market.WorkAsync();
        Assert.Equal("error_param", (await market.TeaAsync()).ErrorCode);
        // What passes takes the place of no refusal, and a yes to stock takes nothing of it back.
        await SellAsync(market, 6);
        await market.WorkAsync();
        Assert.Equal((14, "error_param"), (Stock(market), (await market.TeaAsync()).ErrorCode));
        await market.Read(db => db.RecognitionDecisions.ExecuteDeleteAsync());
        there.WordsFault = null;
        await SweepAsync(market);
        await AssertHonestAsync(market);
        Assert.Equal(0, await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default)));
    }

    [Theory, BothDatabases]
    public async Task A_shop_that_cannot_be_worked_for_lets_no_other_wait_and_is_told_of(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, [Platforms.Shopee, Platforms.Lazada]);
        foreach (var shop in market.Shops) Assert.Succeeded(await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(market.Maker, shop.Id, [market.Goods.Tea.ProductId], ListingWishAct.List, default)));
        await market.WorkAsync();
        await market.Read(db => db.ChannelShops.Where(shop => shop.Id == market.Shops[0].Id).ExecuteUpdateAsync(set => set.SetProperty(shop => shop.SealedTokens, "sealed with a key that was lost")));
        Assert.Succeeded(await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(market.Goods.Tea.Id, -6, "Kiểm kho", "test", default)));
        await Eventually.TrueAsync(async () =>
        {
            await market.Run<QueueListings, int>(queue => queue.HandleAsync(default));
            return await market.Read(db => db.ChannelJobs.CountAsync()) == 2;
        });
        market.Clock.Advance(ReadShop.Interval * 2);
        var told = await Assert.ThrowsAsync<AggregateException>(() => market.Run<WorkForShops, int>(work => work.HandleAsync(default)));
        Assert.IsType<FormatException>(Assert.Single(told.InnerExceptions));
        Assert.Equal(ShopPause.Misconfigured, (await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync(shop => shop.Id == market.Shops[0].Id))).Pause);
        Assert.Equal([20, 14], market.Doubles.Select(there => Assert.Single(there.Items(ChannelMarket.ShopId)).Skus.Single(sku => sku.Sku == "che-dinh-tan-cuong").Stock));
    }
}

public sealed class HoldingOutOnLazada : HoldingOut
{
    private protected override Platform Platform => Platforms.Lazada;
}
