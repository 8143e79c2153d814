using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Board;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Data;
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
}

public sealed class KeepingAListingRightOnLazada : KeepingAListingRight
{
    private protected override Platform Platform => Platforms.Lazada;

    [Theory, BothDatabases]
    public async Task The_one_list_of_brands_is_read_once_for_all_categories_of_the_maker_s_goods(DatabaseProvider provider)
    {
        await using var market = await OpenWithBrandsAsync(provider);
        var maker = await market.Read(db => db.Products.Where(product => product.Id == market.Goods.Tea.ProductId).Select(product => product.ProducerId).SingleAsync());
        await market.Read(async db =>
        {
            db.ProductGroups.AddRange(new ProductGroup("gia-vi", "Gia vị", "Spices", 2), new ProductGroup("do-may-tre", "Đồ mây tre", "Rattan", 3));
            await db.SaveChangesAsync();
            return await db.Products.Where(product => product.Id == market.Goods.Garlic.ProductId).ExecuteUpdateAsync(set => set.SetProperty(product => product.ProducerId, maker).SetProperty(product => product.GroupSlug, "gia-vi"));
        });
        // What the maker has nothing of is not looked at.
        foreach (var (group, leaf) in new[] { ("gia-vi", "10002020"), ("do-may-tre", "10003010") })
            Assert.Succeeded(await market.Run<MapCategory, Outcome<CategoryMap>>(map => map.HandleAsync(market.Officer, new CategoryWish("lazada", group, null, leaf, []), default)));
        var before = market.There.Calls.Count;
        await NameAsync(market, "Chè Tân Cương");
        await market.WorkAsync();
        Assert.Equal(2, market.There.Calls.Skip(before).Count(call => call.Path == "/category/brands/query"));
        Assert.Equal(new BrandOutlook("Chè Tân Cương", 0, 2, 0), await OutlookAsync(market));
    }
}
