using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels;
using Ocop.Market.Channels.Board;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Orders;
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

/// <summary>A product on an outside platform from the first wish to the last sale, against a platform that checks every call.</summary>
public abstract class KeepingAListingRight
{
    private protected abstract Platform Platform { get; }

    [Theory, BothDatabases]
    public async Task What_is_listed_here_stands_there_with_its_price_its_stock_and_no_lapsed_star(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        var there = market.OnShelf();
        Assert.Equal(ShelfState.Live, there.State);
        Assert.Equal((390_000L, 20), (there.Skus.Single(sku => sku.Sku == "che-dinh-tan-cuong").Price, there.Skus.Single(sku => sku.Sku == "che-dinh-tan-cuong").Stock));
        Assert.DoesNotContain("OCOP", there.Title + there.Description, StringComparison.OrdinalIgnoreCase);
        var tea = await market.TeaAsync();
        Assert.Equal((true, there.Id), (tea.State is SyncState.InReview or SyncState.Live, tea.ItemId));
        Assert.All(tea.Skus, sku => Assert.NotNull(sku.OutsideId));
        Assert.Contains(await market.Read(db => db.ChannelSteps.Select(step => step.Deed).ToListAsync()), deed => deed == ChannelDeed.Created);
        Assert.Empty(await market.Read(db => db.ChannelJobs.ToListAsync()));
    }

    [Theory, BothDatabases]
    public async Task A_new_price_and_a_sale_here_are_there_with_the_next_round_and_nothing_else_is_called(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        await market.Read(async db =>
        {
            var variant = await db.Variants.SingleAsync(it => it.Id == market.Goods.Tea.Id);
            variant.Reprice(new Money(420_000));
            return await db.SaveChangesAsync();
        });
        Assert.Succeeded(await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(market.Goods.Tea.Id, -6, "Kiểm kho", "test", default)));
        await market.WorkAsync();
        var sku = market.OnShelf().Skus.Single(it => it.Sku == "che-dinh-tan-cuong");
        Assert.Equal((420_000L, 14), (sku.Price, sku.Stock));

        var before = market.There.Calls.Count;
        Assert.Equal(0, await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default)));
        await market.Read(async db =>
        {
            // A save that changes nothing that is sent.
            db.Changes.Add(new Change(market.Clock.UtcNow(), ChangeSubject.Product(market.Goods.Tea.ProductId)));
            return await db.SaveChangesAsync();
        });
        await market.WorkAsync();
        Assert.Equal(before, market.There.Calls.Count);
    }

    [Theory, BothDatabases]
    public async Task A_variant_that_is_new_here_joins_the_listing_there_with_its_price_and_its_stock_and_once(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        var (item, before) = (market.OnShelf().Id, market.OnShelf().Skus.Select(sku => sku.Id).Order().ToList());
        var bag = new Variant(market.Goods.Tea.ProductId, "tea-bag", "túi", 50, NetUnit.Gram, 80, new Money(95_000), 3);
        await market.Read(db =>
        {
            db.Variants.Add(bag);
            return db.SaveChangesAsync();
        });
        Assert.Succeeded(await market.Run<ReceiveStock, Outcome<int>>(receive => receive.HandleAsync([new(bag.Id, 12)], "Nhập lần đầu", "test", default)));
        await market.WorkAsync();
        Assert.Equal([("che-dinh-tan-cuong", 390_000L, 20), ("tea-bag", 95_000L, 12), ("tea-tin", 750_000L, 20)], Shelf());
        var (there, tea) = (market.OnShelf(), await market.TeaAsync());
        Assert.Equal((item, null), (there.Id, tea.ErrorMessage));
        Assert.Equal(before, there.Skus.Where(sku => sku.Sku != "tea-bag").Select(sku => sku.Id).Order());
        var ours = tea.Skus.Single(sku => sku.Sku == "tea-bag");
        Assert.Equal((there.Skus.Single(sku => sku.Sku == "tea-bag").Id, 95_000L, 12), (ours.OutsideId, ours.PushedPrice, ours.PushedStock));

        // As the rows lay when a worker died after the yes; since then some were sold here.
        await market.Read(async db =>
        {
            await db.Set<ChannelSku>().Where(sku => sku.Sku == "tea-bag").ExecuteUpdateAsync(set => set.SetProperty(sku => sku.OutsideId, (string?)null).SetProperty(sku => sku.PushedPrice, (long?)null).SetProperty(sku => sku.PushedStock, (int?)null));
            return await db.ChannelListings.ExecuteUpdateAsync(set => set.SetProperty(listing => listing.ContentHash, (string?)null));
        });
        List<string> all = [.. there.Skus.Select(sku => sku.Id).Order()];
        Assert.Succeeded(await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(bag.Id, -5, "Kiểm kho", "test", default)));
        await market.WorkAsync();
        Assert.Equal([("che-dinh-tan-cuong", 390_000L, 20), ("tea-bag", 95_000L, 7), ("tea-tin", 750_000L, 20)], Shelf());
        Assert.Equal(all, market.OnShelf().Skus.Select(sku => sku.Id).Order());

        IEnumerable<(string Sku, long Price, int Stock)> Shelf() => market.OnShelf().Skus.OrderBy(sku => sku.Sku, StringComparer.Ordinal).Select(sku => (sku.Sku, sku.Price, sku.Stock));
    }

    [Theory, BothDatabases]
    public async Task The_shop_s_own_price_rule_and_safety_stock_go_there(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        var shop = await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync());
        Assert.Succeeded(await market.Run<ChangeShop, Outcome<ChannelShop>>(change => change.PriceAsync(market.Maker, new ShopTerms(shop.Id, shop.Version, 7, 1_000, 3, null), default)));
        await market.WorkAsync();
        var sku = market.OnShelf().Skus.Single(it => it.Sku == "che-dinh-tan-cuong");
        // 390.000 ₫ and 7 % are 417.300 ₫, rounded up.
        Assert.Equal((418_000L, 17), (sku.Price, sku.Stock));
    }

    [Theory, BothDatabases]
    public async Task The_shop_s_brand_is_looked_for_there_and_goes_along_where_it_is_known(DatabaseProvider provider)
    {
        await using var market = await OpenWithBrandsAsync(provider);
        var (ours, other) = (market.There.AddBrand("CHÈ TÂN CƯƠNG"), market.There.AddBrand("Chè xanh Tân Cương"));
        await NameAsync(market, "  Chè Tân Cương ".Normalize(System.Text.NormalizationForm.FormD));
        await market.ListTeaAsync();
        Assert.Equal(ours, market.OnShelf().Brand);
        Assert.Equal(new BrandOutlook("Chè Tân Cương", 1, 0, 0), await OutlookAsync(market));

        // Known for a week, and no content is sent for it.
        var (asked, sent) = (Asked(), (await market.TeaAsync()).ContentHash);
        market.Clock.Advance(OutsideCatalogue.Fresh - TimeSpan.FromDays(1));
        await market.WorkAsync();
        Assert.Equal((asked, sent), (Asked(), (await market.TeaAsync()).ContentHash));

        await NameAsync(market, "chè xanh tân cương");
        Assert.Equal(new BrandOutlook("chè xanh tân cương", 0, 0, 1), await OutlookAsync(market));
        await market.WorkAsync();
        Assert.Equal((other, new BrandOutlook("chè xanh tân cương", 1, 0, 0)), (market.OnShelf().Brand, await OutlookAsync(market)));

        await NameAsync(market, "Chè Đồng Hỷ");
        await market.WorkAsync();
        Assert.Equal((null, new BrandOutlook("Chè Đồng Hỷ", 0, 1, 0), null), (market.OnShelf().Brand, await OutlookAsync(market), (await market.TeaAsync()).ErrorMessage));

        // Registered over there, it is found within a week.
        var late = market.There.AddBrand("Chè Đồng Hỷ");
        await market.WorkAsync();
        Assert.Null(market.OnShelf().Brand);
        market.Clock.Advance(OutsideCatalogue.Fresh + TimeSpan.FromMinutes(1));
        await market.WorkAsync();
        Assert.Equal((late, new BrandOutlook("Chè Đồng Hỷ", 1, 0, 0)), (market.OnShelf().Brand, await OutlookAsync(market)));

        await NameAsync(market, "");
        await market.WorkAsync();
        // Shopee takes single fields, so a brand of which nothing is said stays the seller's own.
        Assert.Equal((Platform.Channel == "shopee" ? late : null, null), (market.OnShelf().Brand, await OutlookAsync(market)));

        int Asked() => market.There.Calls.Count(call => call.Path.Contains("brand", StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task What_sells_out_while_a_brand_is_looked_for_does_not_wait_for_the_last_page(DatabaseProvider provider)
    {
        await using var market = await OpenWithBrandsAsync(provider);
        await market.ListTeaAsync();
        await market.WorkAsync();
        var before = market.There.Calls.Count;
        await NameAsync(market, "Chè Tân Cương");
        Assert.Succeeded(await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(market.Goods.Tea.Id, -20, "Bán hết", "test", default)));
        await market.WorkAsync();
        var calls = market.There.Calls.Skip(before).Select(call => call.Path).ToList();
        var (stock, lastPage) = (calls.FindIndex(path => path.Contains("stock", StringComparison.Ordinal) || path.Contains("inventory", StringComparison.Ordinal)), calls.FindLastIndex(path => path.Contains("brand", StringComparison.Ordinal)));
        Assert.True(stock >= 0 && stock < lastPage, string.Join("\n", calls));
    }

    [Theory, BothDatabases]
    public async Task A_list_of_brands_that_cannot_be_read_keeps_nothing_waiting_and_is_read_the_next_day(DatabaseProvider provider)
    {
        await using var market = await OpenWithBrandsAsync(provider);
        var ours = market.There.AddBrand("Chè Tân Cương");
        await market.ListTeaAsync();
        await market.WorkAsync();
        await NameAsync(market, "Chè Tân Cương");
        // The first call of the turn is for the brand.
        var before = market.There.Calls.Count;
        market.There.Next(Trouble.ServerFault);
        await market.WorkAsync();
        Assert.Contains("brand", market.There.Calls.ElementAt(before).Path, StringComparison.Ordinal);
        var shop = await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync());
        Assert.Equal((ShopPause.None, 0, null), (shop.Pause, shop.LookTries, shop.NextLookAt));
        Assert.Equal((null, new BrandOutlook("Chè Tân Cương", 0, 1, 0)), (market.OnShelf().Brand, await OutlookAsync(market)));
        market.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        await market.WorkAsync();
        Assert.Equal((ours, new BrandOutlook("Chè Tân Cương", 1, 0, 0)), (market.OnShelf().Brand, await OutlookAsync(market)));
    }

    [Theory, BothDatabases]
    public async Task What_is_no_longer_wanted_or_offered_is_hidden_there_and_shown_again(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        await ListAsync(false);
        await market.WorkAsync();
        Assert.Equal(ShelfState.Hidden, market.OnShelf().State);
        await ListAsync(true);
        await market.WorkAsync();
        Assert.NotEqual(ShelfState.Hidden, market.OnShelf().State);
        market.Clock.Advance(market.There.ReviewTakes);
        Assert.Succeeded(await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(market.Maker, market.Shop.Id, [market.Goods.Tea.ProductId], ListingWishAct.Hide, default)));
        await market.WorkAsync();
        Assert.Equal((ShelfState.Hidden, SyncState.Hidden), (market.OnShelf().State, (await market.TeaAsync()).State));

        Task<int> ListAsync(bool isListed) => market.Read(async db =>
        {
            (await db.Products.SingleAsync(product => product.Id == market.Goods.Tea.ProductId)).List(isListed);
            return await db.SaveChangesAsync();
        });
    }

    [Theory, BothDatabases]
    public async Task An_answer_that_was_lost_after_the_yes_is_found_and_not_doubled(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        market.There.Next(Trouble.LostAnswer);
        Assert.Succeeded(await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(market.Maker, market.Shop.Id, [market.Goods.Tea.ProductId], ListingWishAct.List, default)));
        await market.WorkAsync();
        // The trouble met whatever was written first, the picture or the product.
        for (var wait = 0; wait < 3; wait++)
        {
            market.Clock.Advance(Backoff.BeforeLooking + TimeSpan.FromSeconds(1));
            await market.WorkAsync();
        }

        Assert.Equal((market.OnShelf().Id, true), ((await market.TeaAsync()).ItemId, (await market.TeaAsync()).State is SyncState.InReview or SyncState.Live));
    }

    [Theory, BothDatabases]
    public async Task Killed_between_the_yes_and_our_own_note_of_it_the_product_is_found_and_not_doubled(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        // As the row lay when the process died: submitted, and nobody wrote down the yes.
        await market.Read(async db =>
        {
            var listing = await db.ChannelListings.SingleAsync();
            await db.ChannelListings.ExecuteUpdateAsync(set => set.SetProperty(it => it.ItemId, (string?)null).SetProperty(it => it.State, SyncState.Submitting)
                .SetProperty(it => it.ContentHash, (string?)null).SetProperty(it => it.PriceHash, (string?)null).SetProperty(it => it.StockHash, (string?)null));
            db.ChannelJobs.Add(new ChannelJob(listing.Id, listing.ShopId, JobUrgency.Create, market.Clock.UtcNow()));
            return await db.SaveChangesAsync();
        });
        await market.WorkAsync();
        var there = market.OnShelf();
        var tea = await market.TeaAsync();
        Assert.Equal((there.Id, true), (tea.ItemId, tea.ContentHash is not null && tea.PriceHash is not null && tea.StockHash is not null));
    }

    [Theory, BothDatabases]
    public async Task A_token_that_ended_is_renewed_once_and_the_work_goes_on(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        market.There.ExpireTokens();
        await market.ListTeaAsync();
        Assert.Single(market.There.Items(ChannelMarket.ShopId));
        Assert.Equal(ShopPause.None, (await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync())).Pause);
        Assert.Contains(await market.Read(db => db.ChannelSteps.ToListAsync()), step => step is { Deed: ChannelDeed.TokensRefreshed, Class: null });

        market.There.Deauthorise(ChannelMarket.ShopId);
        Assert.Succeeded(await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(market.Goods.Tea.Id, -1, "Kiểm kho", "test", default)));
        await market.WorkAsync();
        Assert.Equal(ShopPause.SignedOut, (await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync())).Pause);
        // What waits is kept for the day when the producer connects anew.
        Assert.Single(await market.Read(db => db.ChannelJobs.ToListAsync()));
    }

    [Theory, BothDatabases]
    public async Task What_a_person_changes_of_a_shop_in_the_middle_of_a_turn_holds_for_it_and_costs_no_token(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        var before = await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync());
        await market.Run<IServiceProvider, ChannelFailure?>(async services =>
        {
            var db = services.GetRequiredService<IChannelsDb>();
            var shop = await db.ChannelShops.SingleAsync();
            var worker = new Worker("test", "test/1");
            Assert.True(await ShopCalls.TakeAsync(db, shop.Id, worker, market.Clock.UtcNow(), default));
            var calls = new ShopCalls(db, services.GetRequiredService<ConnectorShelf>().Of(shop.Channel)!, shop, services.GetRequiredService<ShopPaces>().Of(shop), services.GetRequiredService<ISecretBox>(), worker, market.Clock);
            // The turn has read the shop; now the producer keeps three more of each back, and the token ends.
            await market.Read(other => other.ChannelShops.ExecuteUpdateAsync(set => set.SetProperty(it => it.SafetyStock, 3).SetProperty(it => it.Version, it => it.Version + 1)));
            market.There.ExpireTokens();
            return await services.GetRequiredService<PushListing>().HandleAsync(calls, (await market.TeaAsync()).Id, isLook: false, default);
        });
        Assert.Equal(17, market.OnShelf().Skus.Single(sku => sku.Sku == "che-dinh-tan-cuong").Stock);
        var after = await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync());
        Assert.Equal(3, after.SafetyStock);
        Assert.NotEqual(before.SealedTokens, after.SealedTokens);
    }

    [Theory, BothDatabases]
    public async Task Too_fast_holds_the_whole_shop_for_as_long_as_the_platform_says(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        market.There.Next(Trouble.TooFast);
        Assert.Succeeded(await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(market.Goods.Tea.Id, -5, "Kiểm kho", "test", default)));
        await market.WorkAsync();
        Assert.Equal((ShopPause.TooFast, 20), ((await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync())).Pause, Stock()));
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        await market.WorkAsync();
        Assert.Equal((ShopPause.None, 15), ((await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync())).Pause, Stock()));

        int Stock() => market.OnShelf().Skus.Single(it => it.Sku == "che-dinh-tan-cuong").Stock;
    }

    [Theory, BothDatabases]
    public async Task A_look_that_fails_is_tried_more_and_more_seldom_and_keeps_no_listing_waiting(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        market.Clock.Advance(ReadShop.Interval + TimeSpan.FromSeconds(1));
        // Orders and listings: both looks of the round.
        market.There.Next(Trouble.ServerFault, 2);
        await market.WorkAsync();
        var (before, shop) = (market.There.Calls.Count, await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync()));
        Assert.Equal((1, true, ShopPause.None), (shop.LookTries, shop.NextLookAt > market.Clock.UtcNow(), shop.Pause));
        Assert.Equal(2, await market.Read(db => db.ChannelSteps.CountAsync(step => step.Deed == ChannelDeed.Looked && step.Class == FailureClass.Retryable)));
        await market.WorkAsync();
        Assert.Equal(before, market.There.Calls.Count);
        Assert.Succeeded(await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(market.Goods.Tea.Id, -5, "Kiểm kho", "test", default)));
        await market.WorkAsync();
        Assert.Equal(15, market.OnShelf().Skus.Single(it => it.Sku == "che-dinh-tan-cuong").Stock);

        market.Clock.Advance(TimeSpan.FromSeconds(31));
        market.There.Next(Trouble.ServerFault, 2);
        await market.WorkAsync();
        market.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(2, (await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync())).LookTries);
        var calls = market.There.Calls.Count;
        await market.WorkAsync();
        Assert.Equal(calls, market.There.Calls.Count);
        market.Clock.Advance(TimeSpan.FromSeconds(31));
        await market.WorkAsync();
        shop = await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync());
        Assert.Equal((0, null, true), (shop.LookTries, shop.NextLookAt, shop.OrdersUntil > market.Clock.UtcNow().AddMinutes(-1)));
    }

    [Theory, BothDatabases]
    public async Task What_is_bought_there_is_gone_here_and_comes_back_once(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        var order = market.There.Buy(ChannelMarket.ShopId, "che-dinh-tan-cuong", 3)!;
        await LaterAsync();
        Assert.Equal((17, 3), (await market.Goods.Available(market.Goods.Tea), (await market.Goods.Level(market.Goods.Tea)).Allocated));
        // Read again and again, it moves nothing more.
        await LaterAsync();
        Assert.Equal(17, await market.Goods.Available(market.Goods.Tea));
        Assert.Equal(17, market.OnShelf().Skus.Single(it => it.Sku == "che-dinh-tan-cuong").Stock);
        market.There.Turn(order.Id, ShelfOrderState.Shipped);
        await LaterAsync();
        Assert.Equal((17, 0), ((await market.Goods.Level(market.Goods.Tea)).OnHand, (await market.Goods.Level(market.Goods.Tea)).Allocated));
        market.There.Turn(order.Id, ShelfOrderState.Returned);
        await LaterAsync();
        await LaterAsync();
        Assert.Equal(20, await market.Goods.Available(market.Goods.Tea));

        var cancelled = market.There.Buy(ChannelMarket.ShopId, "che-dinh-tan-cuong", 2)!;
        await LaterAsync();
        market.There.Turn(cancelled.Id, ShelfOrderState.Cancelled);
        await LaterAsync();
        Assert.Equal(20, await market.Goods.Available(market.Goods.Tea));
        // A platform may count each piece as a line of its own.
        var lines = await market.Read(db => db.ChannelOrderLines.AsNoTracking().ToListAsync());
        Assert.Equal([(LineStock.Released, 2), (LineStock.Returned, 3)], lines.GroupBy(line => line.Stock).Select(same => (same.Key, same.Sum(line => line.Quantity))).OrderBy(same => same.Key));

        async Task LaterAsync()
        {
            market.Clock.Advance(PullOrders.Interval + TimeSpan.FromSeconds(1));
            await market.WorkAsync();
        }
    }

    [Theory, BothDatabases]
    public async Task When_as_much_comes_in_here_as_was_bought_there_the_platform_is_told_all_the_same(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        Assert.NotNull(market.There.Buy(ChannelMarket.ShopId, "che-dinh-tan-cuong", 3));
        Assert.Succeeded(await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(market.Goods.Tea.Id, 3, "Kiểm kho", "test", default)));
        // Before the change here is read, so that both are seen at once.
        market.Clock.Advance(PullOrders.Interval + TimeSpan.FromSeconds(1));
        await market.WorkAsync();
        Assert.Equal(20, await market.Goods.Available(market.Goods.Tea));
        Assert.Equal(20, market.OnShelf().Skus.Single(it => it.Sku == "che-dinh-tan-cuong").Stock);
    }

    [Theory, BothDatabases]
    public async Task What_somebody_edits_over_there_is_drift_until_a_person_says_whose_it_is(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        market.There.EditByHand(ChannelMarket.ShopId, "che-dinh-tan-cuong", item => item.Skus.Single(sku => sku.Sku == "che-dinh-tan-cuong").Price = 99_000);
        market.Clock.Advance(ReadShop.Interval + TimeSpan.FromSeconds(1));
        await market.WorkAsync();
        var drift = Assert.Single(await market.Read(db => db.ChannelDrifts.AsNoTracking().Where(it => it.ResolvedAt == null).ToListAsync()));
        Assert.Equal(("price:che-dinh-tan-cuong", "390000", "99000"), (drift.Field, drift.Ours, drift.Theirs));
        Assert.Equal(99_000, market.OnShelf().Skus.Single(it => it.Sku == "che-dinh-tan-cuong").Price);
        Assert.Succeeded(await market.Run<SettleDrift, Outcome<ChannelDrift>>(settle => settle.HandleAsync(market.Maker, drift.Id, true, default)));
        await market.WorkAsync();
        Assert.Equal(390_000, market.OnShelf().Skus.Single(it => it.Sku == "che-dinh-tan-cuong").Price);
        Assert.Refused("ChangedMeanwhile", await market.Run<SettleDrift, Outcome<ChannelDrift>>(settle => settle.HandleAsync(market.Maker, drift.Id, true, default)));
    }

    [Theory, BothDatabases]
    public async Task More_pieces_there_than_here_are_put_right_without_asking_anybody(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        // Bought and cancelled before anyone looked, and in between we had filled the shelf: its pieces come back on top.
        market.There.EditByHand(ChannelMarket.ShopId, "che-dinh-tan-cuong", item => item.Skus.Single(sku => sku.Sku == "che-dinh-tan-cuong").Stock += 2);
        market.Clock.Advance(ReadShop.Interval + TimeSpan.FromSeconds(1));
        await market.WorkAsync();
        Assert.Equal(20, market.OnShelf().Skus.Single(it => it.Sku == "che-dinh-tan-cuong").Stock);
        Assert.Empty(await market.Read(db => db.ChannelDrifts.ToListAsync()));
    }

    [Theory, BothDatabases]
    public async Task Without_a_map_or_a_photo_it_says_what_is_missing_and_nothing_is_sent(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform, isMapped: false);
        Assert.Succeeded(await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(market.Maker, market.Shop.Id, [market.Goods.Tea.ProductId], ListingWishAct.List, default)));
        await market.WorkAsync();
        Assert.Equal((SyncState.Invalid, "category"), ((await market.TeaAsync()).State, (await market.TeaAsync()).ErrorField));
        Assert.Empty(market.There.Items(ChannelMarket.ShopId));
        await market.MapAsync();
        await market.Read(db => db.ProductImages.ExecuteDeleteAsync());
        await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default));
        await market.Run<JobBook, int>(async jobs =>
        {
            var tea = await market.TeaAsync();
            await jobs.AskAsync([(tea.Id, tea.ShopId, JobUrgency.Create)], default);
            return 1;
        });
        await market.WorkAsync();
        Assert.Equal("photo", (await market.TeaAsync()).ErrorField);
        await market.PhotographAsync(market.Goods.Tea);
        await market.WorkAsync();
        await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default));
        await market.WorkAsync();
        Assert.Single(market.There.Items(ChannelMarket.ShopId));
    }

    [Theory, BothDatabases]
    public async Task A_review_that_says_no_is_told_with_its_reason_and_new_words_are_tried(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        market.There.Reject(ChannelMarket.ShopId, "che-dinh-tan-cuong", "Thiếu giấy công bố");
        market.Clock.Advance(ReadShop.Interval + TimeSpan.FromMinutes(2));
        await market.WorkAsync();
        var tea = await market.TeaAsync();
        // Without a review before the shelf there is only a taking down from it.
        Assert.Equal((Platform.Reviews ? SyncState.Rejected : SyncState.Suspended, true), (tea.State, tea.Reason?.Contains("Thiếu giấy công bố", StringComparison.Ordinal)));
    }

    [Theory, BothDatabases]
    public async Task Nobody_sells_in_the_name_of_another(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        var islander = await market.Read(db => db.Products.Where(product => product.Id == market.Goods.Garlic.ProductId).Join(db.Producers, product => product.ProducerId, it => it.Id, (_, it) => it).SingleAsync());
        var stranger = new Person(Guid.CreateVersion7(), "nguoi-khac", [new HeldRole(Role.ProducerOwner, islander.Scope)]);
        Assert.Refused("ShopUnknown", await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(stranger, market.Shop.Id, [market.Goods.Garlic.ProductId], ListingWishAct.List, default)));
        Assert.Refused("ProductUnknown", await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(market.Maker, market.Shop.Id, [market.Goods.Garlic.ProductId], ListingWishAct.List, default)));
        Assert.Refused("ShopUnknown", await market.Run<ChangeShop, Outcome<ChannelShop>>(change => change.HandleAsync(stranger, market.Shop.Id, ShopAct.Pause, null, default)));
        Assert.Empty(await market.Read(db => db.ChannelListings.ToListAsync()));
    }

    /// <summary>More brands than a page has, and a mapping that names none: that would come first.</summary>
    private protected async Task<ChannelMarket> OpenWithBrandsAsync(DatabaseProvider provider)
    {
        var market = await ChannelMarket.OpenAsync(provider, Platform with { Tea = (Platform.Tea.Category, Platform.Tea.Attributes.Where(attribute => attribute.Key != "brand_id").ToDictionary()) });
        for (var i = 0; i < 250; i++) market.There.AddBrand($"Nhãn hàng {i:000}");
        return market;
    }

    /// <summary>The maker of tea has goods of a second group, which stand in this leaf.</summary>
    private protected async Task SellSpicesTooAsync(ChannelMarket market, string leaf)
    {
        var maker = await market.Read(db => db.Products.Where(product => product.Id == market.Goods.Tea.ProductId).Select(product => product.ProducerId).SingleAsync());
        await market.Read(async db =>
        {
            db.ProductGroups.AddRange(new ProductGroup("gia-vi", "Gia vị", "Spices", 2), new ProductGroup("do-may-tre", "Đồ mây tre", "Rattan", 3));
            await db.SaveChangesAsync();
            return await db.Products.Where(product => product.Id == market.Goods.Garlic.ProductId).ExecuteUpdateAsync(set => set.SetProperty(product => product.ProducerId, maker).SetProperty(product => product.GroupSlug, "gia-vi"));
        });
        await MapAsync(market, "gia-vi", leaf);
    }

    private protected async Task MapAsync(ChannelMarket market, string group, string leaf) =>
        Assert.Succeeded(await market.Run<MapCategory, Outcome<CategoryMap>>(map => map.HandleAsync(market.Officer, new CategoryWish(Platform.Channel, group, null, leaf, []), default)));

    private protected static Task<BrandOutlook?> OutlookAsync(ChannelMarket market) =>
        market.Run<ChannelBoard, BrandOutlook?>(async board => await board.BrandAsync((await board.FindAsync(market.Maker, Act.SellOutside, market.Shop.Id, default))!.Value.Shop, default));

    private protected static async Task NameAsync(ChannelMarket market, string brand)
    {
        var shop = await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync());
        Assert.Succeeded(await market.Run<ChangeShop, Outcome<ChannelShop>>(change => change.PriceAsync(market.Maker, new ShopTerms(shop.Id, shop.Version, 0, 1, 0, brand), default)));
    }

    [Theory, BothDatabases]
    public async Task Two_workers_never_work_for_one_shop(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        // What was done until now is over.
        market.Clock.Advance(TimeSpan.FromSeconds(2));
        var (now, one, two) = (market.Clock.UtcNow(), new Worker("một", "một/1"), new Worker("hai", "hai/1"));
        Assert.True(await TakeAsync(one, now));
        Assert.False(await TakeAsync(two, now));
        Assert.False(await TakeAsync(one with { Turn = "một/2" }, now));
        Assert.True(await TakeAsync(two, now + ShopCalls.Lease));
        Assert.False(await TakeAsync(one, now + ShopCalls.Lease));

        Task<bool> TakeAsync(Worker worker, DateTime at) => market.Run<MarketDb, bool>(db => ShopCalls.TakeAsync(db, market.Shop.Id, worker, at, default));
    }

    [Theory, BothDatabases]
    public async Task A_shop_that_is_given_back_goes_on_at_once_here_and_a_second_later_elsewhere(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        Assert.Succeeded(await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(market.Goods.Tea.Id, -5, "Kiểm kho", "test", default)));
        await market.WorkAsync();
        // The last turn ended at this moment of the standing clock, and another process knows nothing of its calls.
        var (now, here) = (market.Clock.UtcNow(), await market.Run<ShopPaces, string>(paces => Task.FromResult(paces.Process)));
        Assert.False(await TakeAsync(new Worker("kia", "kia/1"), now));
        Assert.True(await TakeAsync(new Worker("kia", "kia/1"), now + TimeSpan.FromSeconds(1)));
        Assert.False(await TakeAsync(new Worker(here, $"{here}/1"), now));

        Task<bool> TakeAsync(Worker worker, DateTime at) => market.Run<MarketDb, bool>(db => ShopCalls.TakeAsync(db, market.Shop.Id, worker, at, default));
    }
}
