using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Channels;
using Ocop.Market.Doubles.TikTokShop;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof.Channels;

/// <summary>Two nodes on one PostgreSQL list a producer's goods on a platform; one is killed after the platform's yes and before its own note of it.</summary>
public sealed class LosingAWorkerOfTwo(ITestOutputHelper output)
{
    private const string Shop = "77001";
    private const int Products = 24, Stock = 30;

    [Fact]
    public async Task The_other_goes_on_within_a_minute_and_nothing_is_doubled()
    {
        if (TestDatabase.PostgresServer is null) Assert.Skip("OCOP_TEST_POSTGRES is not set");
        await using var market = await Instance.OpenAsync(DatabaseProvider.Postgres, isDemo: true);
        await using var there = await TikTokShopDouble.StartAsync(TimeProvider.System);
        (there.ReviewTakes, there.CallsPerSecond) = (TimeSpan.FromSeconds(1), int.MaxValue);
        there.AddShop(Shop, "Chè minh hoạ");
        foreach (var (name, value) in new (string, string)[]
        {
            ("AppKey", TikTokShopDouble.AppKey), ("AppSecret", TikTokShopDouble.AppSecret), ("ServiceId", TikTokShopDouble.ServiceId),
            ("Address", there.Address.AbsoluteUri), ("SignInAddress", there.Address.AbsoluteUri), ("ConsentAddress", there.Address.AbsoluteUri),
        }) market.Settings[$"Channels__TikTokShop__{name}"] = value;
        // Slow enough that the second is there before the first dies.
        market.Settings["Channels__CallsPerSecond"] = "2";

        var first = await market.StartAsync("channel.after-create:6");
        await ConnectAsync(first, there);
        await ChooseAsync(market, 100_000);
        await using var second = await market.StartAsync();
        Assert.Equal(BuiltProgram.Killed, await first.EndAsync());
        var calls = there.Calls.Count;
        var silence = await Eventually.TrueAsync(() => Task.FromResult(there.Calls.Count > calls), TimeSpan.FromMinutes(1));
        output.WriteLine($"{silence.TotalSeconds:F0} s from the end of one to the first call of the other");

        await market.AskAsync(async db =>
        {
            foreach (var (_, sku, price) in Named(200_000)) (await db.Variants.SingleAsync(variant => variant.Sku == sku)).Reprice(new Money(price));
            return await db.SaveChangesAsync();
        });
        await Eventually.TrueAsync(() =>
        {
            there.Review();
            return Task.FromResult(there.Items(Shop).Count(item => item.State == ShelfState.Live && item.Skus.All(sku => sku.Price >= 200_000)) >= Products);
        }, TimeSpan.FromMinutes(3), TimeSpan.FromMilliseconds(200));
        Assert.Equal(Named(200_000).Select(good => (good.Sku, good.Price, Stock)).OrderBy(good => good.Sku, StringComparer.Ordinal),
            there.Items(Shop).Select(item => Assert.Single(item.Skus)).Select(sku => (sku.Sku, sku.Price, sku.Stock)).OrderBy(sku => sku.Sku, StringComparer.Ordinal));
        // The one whose yes nobody noted was found.
        Assert.Contains(await market.AskAsync(db => db.ChannelSteps.Select(step => step.Deed).ToListAsync()), deed => deed == ChannelDeed.Adopted);
        Assert.Empty(there.Faults);
    }

    private static (string Name, string Sku, long Price)[] Named(long price) => [.. Enumerable.Range(1, Products).Select(i => ($"Chè minh hoạ số {i} của tổ làm chè", $"CHE-{i:00}", price + i * 1_000))];

    private static async Task ConnectAsync(Host host, TikTokShopDouble there)
    {
        var producer = new Guest();
        await producer.SubmitAsync(host.Site, "/dang-nhap", [("who", "chu-the-a@example.invalid"), ("password", "cho-que-2026")]);
        var shops = await producer.GetAsync(host.Site, "/cong-chu-the/ban-tren-san");
        var state = Regex.Match(shops.Html, "[?&]state=([^&\"]+)").Groups[1].Value;
        var back = await producer.GetAsync(host.Site, $"/cong-chu-the/ban-tren-san/ve?state={state}&code={Uri.EscapeDataString(there.Consent(Shop))}");
        Assert.Equal((HttpStatusCode.Redirect, true), (back.Status, back.Location?.StartsWith("/cong-chu-the/ban-tren-san/", StringComparison.Ordinal)));
    }

    /// <summary>Goods with photos, mapped and wanted.</summary>
    private static async Task ChooseAsync(Instance market, long price)
    {
        await Goods.SucceedAsync(market, ["import", "products", market.WriteList("goods.csv", Goods.List(Named(price)))]);
        await Goods.SucceedAsync(market, ["stock", "receive", market.WriteList("stock.csv", $"sku,quantity\n{string.Concat(Named(price).Select(good => string.Create(CultureInfo.InvariantCulture, $"{good.Sku},{Stock}\n")))}")]);
        var picture = await TestPictures.JpegAsync(640, 640);
        await market.AskAsync(async db =>
        {
            var (shop, skus, now) = (await db.ChannelShops.SingleAsync(), Named(price).Select(good => good.Sku).ToList(), TimeProvider.System.GetUtcNow().UtcDateTime);
            var products = await db.Products.Where(product => db.Variants.Any(variant => variant.ProductId == product.Id && skus.Contains(variant.Sku))).ToListAsync();
            Assert.Equal(Products, products.Count);
            var ids = products.ConvertAll(product => product.Id);
            await db.Products.Where(product => ids.Contains(product.Id)).ExecuteUpdateAsync(set => set.SetProperty(product => product.ProducerId, shop.ProducerId));
            var listings = products.ConvertAll(product => new ChannelListing(shop.Id, product.Id, SyncActor.Seller, now));
            foreach (var product in products)
            {
                var key = Guid.CreateVersion7().ToString("n");
                var file = Path.Combine(market.DataDirectory, "media", key[..2], key, "640.jpg");
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllBytesAsync(file, picture);
                db.ProductImages.Add(new ProductImage(product.Id, key, "Hộp chè", 640, 640, 1));
            }

            foreach (var group in products.Select(product => product.GroupSlug!).Distinct())
            {
                var map = new CategoryMap(shop.Channel, group, null, TikTokShopDouble.Tea, "Chè", 1, "test", DateOnly.FromDateTime(now).AddDays(-1), now);
                map.Fill([new(map.Id, TikTokShopDouble.Origin, "Xuất xứ", null, TikTokShopDouble.Vietnam), new(map.Id, TikTokShopDouble.ShelfLife, "Hạn dùng", null, "24 tháng")]);
                db.CategoryMaps.Add(map);
            }

            db.ChannelListings.AddRange(listings);
            await db.SaveChangesAsync();
            await new JobBook(db, TimeProvider.System).AskAsync([.. listings.Select(listing => (listing.Id, listing.ShopId, JobUrgency.Create))], default);
            return true;
        });
    }
}
