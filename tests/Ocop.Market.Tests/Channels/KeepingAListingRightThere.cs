using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Board;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Channels;
using Ocop.Market.Doubles.Shopee;
using Ocop.Market.Doubles.TikTokShop;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Channels;

public sealed class KeepingAListingRightOnTikTokShop : KeepingAListingRight
{
    private protected override Platform Platform => Platforms.TikTokShop;

    [Theory, BothDatabases]
    public async Task New_products_beyond_the_day_s_share_wait_for_the_next_day_and_the_stock_of_the_others_does_not(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        var maker = await market.Read(db => db.Products.Where(product => product.Id == market.Goods.Tea.ProductId).Select(product => product.ProducerId).SingleAsync());
        var others = new List<Guid>();
        for (var i = 1; i <= 20; i++)
        {
            var variant = await market.Goods.AddGoodsAsync($"Tổ làm chè {i}", "19", $"Chè minh hoạ số {i} của tổ làm chè", 100_000, 20);
            await market.Read(db => db.Products.Where(product => product.Id == variant.ProductId).ExecuteUpdateAsync(set => set.SetProperty(product => product.ProducerId, maker)));
            await market.PhotographAsync(variant);
            others.Add(variant.ProductId);
        }

        ((TikTokShopDouble)market.There).UploadsPerDay = 1;
        await market.ListTeaAsync();
        await market.WorkAsync();
        var before = market.There.Calls.Count;
        Assert.Equal(20, Assert.Succeeded(await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(market.Maker, market.Shop.Id, others, ListingWishAct.List, default))));
        await market.WorkAsync();
        Assert.Single(market.There.Items(ChannelMarket.ShopId));
        // The first no of the day speaks for all that wait: those under way with it ask, the others do not.
        Assert.InRange(market.There.Calls.Skip(before).Count(call => call is { Writes: true } && call.Path.EndsWith("/products", StringComparison.Ordinal)), 1, WorkForShops.MostAtOnce);
        Assert.Succeeded(await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(market.Goods.Tea.Id, -6, "Kiểm kho", "test", default)));
        await market.WorkAsync();
        Assert.Equal(14, market.OnShelf().Skus.Single(sku => sku.Sku == "che-dinh-tan-cuong").Stock);

        ((TikTokShopDouble)market.There).UploadsPerDay = 30;
        market.Clock.Advance(TimeSpan.FromDays(1));
        await market.WorkAsync();
        Assert.Equal(21, market.There.Items(ChannelMarket.ShopId).Count);
    }
}

public sealed class KeepingAListingRightOnShopee : KeepingAListingRight
{
    private protected override Platform Platform => Platforms.Shopee;

    [Theory, BothDatabases]
    public async Task When_the_day_s_calls_are_used_up_nothing_is_asked_until_the_platform_s_midnight(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.ListTeaAsync();
        await market.WorkAsync();
        ((ShopeeDouble)market.There).IsDayUsedUp = true;
        Assert.Succeeded(await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(market.Goods.Tea.Id, -6, "Kiểm kho", "test", default)));
        await market.WorkAsync();
        var shop = await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync());
        var midnight = market.Clock.UtcNow().AddHours(8).Date.AddDays(1).AddHours(-8);
        Assert.Equal((ShopPause.Quota, true), (shop.Pause, shop.PausedUntil >= midnight && shop.PausedUntil < midnight.AddHours(1)));
        var before = market.There.Calls.Count;
        market.Clock.Advance(midnight - TimeSpan.FromMinutes(1) - market.Clock.UtcNow());
        await market.WorkAsync();
        Assert.Equal(before, market.There.Calls.Count);

        ((ShopeeDouble)market.There).IsDayUsedUp = false;
        market.Clock.Advance(TimeSpan.FromHours(1));
        await market.WorkAsync();
        Assert.Equal((ShopPause.None, 14), ((await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync())).Pause, market.OnShelf().Skus.Single(sku => sku.Sku == "che-dinh-tan-cuong").Stock));
    }

    [Theory, BothDatabases]
    public async Task Of_several_lists_of_brands_that_cannot_be_read_each_is_asked_for_once_and_again_the_next_day(DatabaseProvider provider)
    {
        await using var market = await OpenWithBrandsAsync(provider);
        await SellSpicesTooAsync(market, "100828");
        var ours = market.There.AddBrand("Chè Tân Cương");
        await market.ListTeaAsync();
        await market.WorkAsync();
        await NameAsync(market, "Chè Tân Cương");
        // The first calls of the turn are for the brand.
        market.There.Next(Trouble.ServerFault, 2);
        var before = market.There.Calls.Count;
        foreach (var hours in new[] { 0, 22 })
        {
            market.Clock.Advance(TimeSpan.FromHours(hours));
            await market.WorkAsync();
            Assert.Equal([nameof(Trouble.ServerFault), nameof(Trouble.ServerFault)], market.There.Calls.Skip(before).Where(call => call.Path.EndsWith("/get_brand_list", StringComparison.Ordinal)).Select(call => call.Answer));
            Assert.Equal((null, new BrandOutlook("Chè Tân Cương", 0, 2, 0)), (market.OnShelf().Brand, await OutlookAsync(market)));
        }

        market.Clock.Advance(TimeSpan.FromHours(3));
        await market.WorkAsync();
        Assert.Equal((ours, new BrandOutlook("Chè Tân Cương", 2, 0, 0)), (market.OnShelf().Brand, await OutlookAsync(market)));
    }

    [Theory, BothDatabases]
    public async Task Variants_that_are_refused_leave_a_product_there_whose_stock_is_ours_all_the_same(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        ((ShopeeDouble)market.There).VariantFault = "error_tier_opt_val_too_long";
        await market.ListTeaAsync();
        var tea = await market.TeaAsync();
        Assert.Equal((market.OnShelf().Id, "error_tier_opt_val_too_long", SyncState.Live), (tea.ItemId, tea.ErrorCode, tea.State));
        Assert.Empty(await market.Read(db => db.ChannelJobs.ToListAsync()));
        Assert.Succeeded(await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(market.Goods.Tea.Id, -20, "Bán hết", "test", default)));
        await market.WorkAsync();
        Assert.Equal(0, Assert.Single(market.OnShelf().Skus).Stock);

        ((ShopeeDouble)market.There).VariantFault = null;
        Assert.Succeeded(await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(market.Maker, market.Shop.Id, [market.Goods.Tea.ProductId], ListingWishAct.Again, default)));
        await market.WorkAsync();
        Assert.Equal([0, 20], market.OnShelf().Skus.Select(sku => sku.Stock).Order());
        Assert.Null((await market.TeaAsync()).ErrorCode);
    }

    [Theory, BothDatabases]
    public async Task A_product_that_is_not_found_a_moment_after_it_was_made_is_completed_later(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        ((ShopeeDouble)market.There).VariantFault = "error_item_not_found";
        await market.ListTeaAsync();
        Assert.Equal(1, (await market.Read(db => db.ChannelJobs.AsNoTracking().SingleAsync())).Tries);
        ((ShopeeDouble)market.There).VariantFault = null;
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        await market.WorkAsync();
        Assert.Equal((market.OnShelf().Id, 2), ((await market.TeaAsync()).ItemId, market.OnShelf().Skus.Count));
        Assert.Empty(await market.Read(db => db.ChannelJobs.ToListAsync()));
    }

    [Theory, BothDatabases]
    public async Task A_leaf_that_the_platform_shows_no_more_is_asked_for_once_a_day_and_keeps_nothing_busy(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platform);
        await market.Read(async db =>
        {
            db.ProductGroups.Add(new ProductGroup("gia-vi", "Gia vị", "Spices", 2));
            db.CategoryMaps.Add(new CategoryMap("shopee", "gia-vi", null, "999999", "Lá đã bỏ", 1, "can-bo", market.Clock.Today(), market.Clock.UtcNow()));
            return await db.SaveChangesAsync();
        });
        await market.WorkAsync();
        await market.WorkAsync();
        market.Clock.Advance(ReadShop.Interval * 2);
        await market.WorkAsync();
        Assert.Equal(1, Asked());
        var shop = await market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync());
        Assert.Equal((0, true), (shop.LookTries, shop.ListingsUntil == market.Clock.UtcNow()));
        market.Clock.Advance(TimeSpan.FromDays(1));
        await market.WorkAsync();
        Assert.Equal(2, Asked());

        int Asked() => market.There.Calls.Count(call => call.Path.EndsWith("/get_attribute_tree", StringComparison.Ordinal)) - 1;
    }
}

public sealed class KeepingAListingRightOnLazada : KeepingAListingRight
{
    private protected override Platform Platform => Platforms.Lazada;

    [Theory, BothDatabases]
    public async Task The_one_list_of_brands_is_read_once_for_all_categories_of_the_maker_s_goods(DatabaseProvider provider)
    {
        await using var market = await OpenWithBrandsAsync(provider);
        await SellSpicesTooAsync(market, "10002020");
        // What the maker has nothing of is not looked at.
        await MapAsync(market, "do-may-tre", "10003010");
        var before = market.There.Calls.Count;
        await NameAsync(market, "Chè Tân Cương");
        await market.WorkAsync();
        Assert.Equal(2, market.There.Calls.Skip(before).Count(call => call.Path == "/category/brands/query"));
        Assert.Equal(new BrandOutlook("Chè Tân Cương", 0, 2, 0), await OutlookAsync(market));
    }

    [Theory, BothDatabases]
    public async Task A_leaf_that_joins_later_makes_no_answer_younger_than_it_is(DatabaseProvider provider)
    {
        await using var market = await OpenWithBrandsAsync(provider);
        await market.ListTeaAsync();
        await NameAsync(market, "Chè Tân Cương");
        await market.WorkAsync();
        market.Clock.Advance(TimeSpan.FromDays(3));
        await SellSpicesTooAsync(market, "10002020");
        await market.WorkAsync();
        Assert.Equal(new BrandOutlook("Chè Tân Cương", 0, 2, 0), await OutlookAsync(market));
        market.There.AddBrand("Chè Tân Cương");
        market.Clock.Advance(TimeSpan.FromDays(4) + TimeSpan.FromMinutes(1));
        await market.WorkAsync();
        Assert.Equal(new BrandOutlook("Chè Tân Cương", 2, 0, 0), await OutlookAsync(market));
    }
}
