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
            Assert.Equal(["error_server", "error_server"], market.There.Calls.Skip(before).Where(call => call.Path.EndsWith("/get_brand_list", StringComparison.Ordinal)).Select(call => call.Answer));
            Assert.Equal((null, new BrandOutlook("Chè Tân Cương", 0, 2, 0)), (market.OnShelf().Brand, await OutlookAsync(market)));
        }

        market.Clock.Advance(TimeSpan.FromHours(3));
        await market.WorkAsync();
        Assert.Equal((ours, new BrandOutlook("Chè Tân Cương", 2, 0, 0)), (market.OnShelf().Brand, await OutlookAsync(market)));
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
}
