using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Feeds;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Web.Tests.Feeds;

public sealed class TheGoogleFeed
{
    private static readonly XNamespace G = "http://base.google.com/ns/1.0";

    [Fact]
    public async Task Is_written_byte_for_byte_as_agreed()
    {
        var shop = new FeedShop("OCOP demo", "https://ocop.example/", "OCOP products", slug => slug, (key, _) => key);
        var item = new FeedItem
        {
            Id = "OCOP-YB-0001",
            Title = "Chè Shan tuyết Suối Giàng OCOP 4 sao hộp 100g",
            Description = "Chè cổ thụ & hái tay.",
            Link = "https://ocop.example/p/OCOP-YB-0001",
            Pictures = ["https://ocop.example/i/OCOP-YB-0001-1.jpg"],
            Stock = 5,
            Price = new Money(185_000),
            WeightGrams = 150,
            Stars = 4,
        };
        using var stream = new MemoryStream();
        Assert.Equal(1, await GoogleFeedWriter.WriteAsync(stream, shop, new[] { item }.ToAsyncEnumerable(), default));

        Assert.Equal(1059, stream.Length);
        Assert.Equal("25d49d560ec24a72d6ce4ada4a84b54e21293c964fd4261dbbee650ae1ac5fd9", Convert.ToHexStringLower(SHA256.HashData(stream.ToArray())));
    }

    [Fact]
    public async Task Drops_letters_that_XML_forbids_and_cuts_long_words()
    {
        var item = new FeedItem { Id = "1", Title = "a\u0001b" + new string('x', 400), Description = "<b>&", Link = "l", Stock = 0, Price = new Money(1) };
        using var stream = new MemoryStream();
        await GoogleFeedWriter.WriteAsync(stream, new FeedShop("t", "l", "d", slug => slug, (key, _) => key), new[] { item }.ToAsyncEnumerable(), default);
        var read = XDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())).Descendants("item").Single();
        Assert.Equal(149, read.Element(G + "title")!.Value.Length);
        Assert.StartsWith("abx", read.Element(G + "title")!.Value, StringComparison.Ordinal);
        Assert.Equal("<b>&", read.Element(G + "description")!.Value);
        Assert.Equal("out_of_stock", read.Element(G + "availability")!.Value);
    }

    [Theory, BothDatabases]
    public async Task Shows_listed_products_with_a_price_and_stars_only_while_valid(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        await site.InScopeAsync(async services =>
        {
            var tea = await SomeGoods.AddAsync(services, "Chè Đinh", starsSince: new DateOnly(2023, 11, 23));
            await services.GetRequiredService<ReceiveStock>().HandleAsync([new StockReceipt(tea.Variants[0].Id, 5)], "harvest", "test", default);
            await SomeGoods.AddAsync(services, "Đặc sản OCOP 4 sao Kẹo lạc");
            await SomeGoods.AddAsync(services, "Không giá", price: 0);
            (await SomeGoods.AddAsync(services, "Đã gỡ")).List(false);
            await services.GetRequiredService<MarketDb>().SaveChangesAsync();
        });

        site.StandingClock.SetLocal(2026, 11, 23, 23, 59, 59);
        var before = await ItemsAsync(site);
        Assert.Equal(["SKU-che-dinh", "SKU-dac-san-ocop-4-sao-keo-lac"], before.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Chè Đinh OCOP 4 sao hộp 100 g", Value(before["SKU-che-dinh"], "title"));
        Assert.Equal("ocop-4", Value(before["SKU-che-dinh"], "custom_label_0"));
        Assert.Equal("145000 VND", Value(before["SKU-che-dinh"], "price"));
        Assert.Equal("in_stock", Value(before["SKU-che-dinh"], "availability"));
        Assert.Equal("out_of_stock", Value(before["SKU-dac-san-ocop-4-sao-keo-lac"], "availability"));
        Assert.Equal("http://localhost:5080/san-pham/che-dinh", Value(before["SKU-che-dinh"], "link"));
        Assert.DoesNotContain("OCOP", before["SKU-dac-san-ocop-4-sao-keo-lac"].Elements().Where(element => element.Name != G + "id" && element.Name != G + "link").Select(element => element.Value).Aggregate(string.Concat), StringComparison.OrdinalIgnoreCase);

        site.StandingClock.SetLocal(2026, 11, 24, 0, 0, 0);
        var after = await ItemsAsync(site);
        Assert.Equal("Chè Đinh hộp 100 g", Value(after["SKU-che-dinh"], "title"));
        Assert.Null(after["SKU-che-dinh"].Element(G + "custom_label_0"));
        Assert.Null(after["SKU-che-dinh"].Element(G + "product_detail"));
        Assert.Single(Directory.GetFiles(Path.Combine(site.DataDirectory, "feeds")));
    }

    [Theory, BothDatabases]
    public async Task Tells_the_reduced_price_that_lists_show_and_until_when(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        await site.InScopeAsync(async services =>
        {
            await SomeGoods.AddAsync(services, "Chè Đinh");
            var (db, now) = (services.GetRequiredService<MarketDb>(), new DateTime(2026, 11, 22, 3, 0, 0, DateTimeKind.Utc));
            foreach (var (until, minGoods) in new (DateOnly?, Money?)[] { (new DateOnly(2026, 11, 24), null), (null, new Money(1_000_000)) })
            {
                var promotion = new Promotion(new("Tuần chè", "Tea week", new DateOnly(2026, 11, 23), until, 10, null, minGoods, null, null, false, false, PromotionAction.Percent, 20, null, null, null, null, null, null, PromotionBearer.Market), now);
                promotion.Switch(true, now);
                db.Add(promotion);
            }

            await db.SaveChangesAsync();
        });
        site.StandingClock.SetLocal(2026, 11, 23, 9, 0, 0);
        var item = (await ItemsAsync(site))["SKU-che-dinh"];
        Assert.Equal(("145000 VND", "116000 VND", "2026-11-23T00:00+07:00/2026-11-24T23:59+07:00"), (Value(item, "price"), Value(item, "sale_price"), Value(item, "sale_price_effective_date")));
        Assert.Contains(",145000 VND,116000 VND,2026-11-23T00:00+07:00/2026-11-24T23:59+07:00,", await site.Visitor().GetStringAsync("/feeds/meta.csv"), StringComparison.Ordinal);
        site.StandingClock.SetLocal(2026, 11, 25, 0, 0, 0);
        Assert.Null((await ItemsAsync(site))["SKU-che-dinh"].Element(G + "sale_price"));
    }

    [Fact]
    public async Task Is_not_sent_again_to_who_has_it()
    {
        await using var site = await MarketSite.OpenAsync();
        await site.InScopeAsync(services => SomeGoods.AddAsync(services, "Chè Đinh"));
        var visitor = site.Visitor();
        using var first = await visitor.GetAsync("/feeds/google.xml");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/feeds/google.xml") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var since = new HttpRequestMessage(HttpMethod.Get, "/feeds/google.xml") { Headers = { IfModifiedSince = first.Content.Headers.LastModified } };

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await visitor.SendAsync(again)).StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await visitor.SendAsync(since)).StatusCode);

        // Built again from the same goods it stays the same file; from others it is another.
        await site.Services.GetRequiredService<Web.Feeds.FeedFiles>().BuildAsync(FeedFormat.Google, default);
        Assert.Equal(first.Headers.ETag, (await visitor.GetAsync("/feeds/google.xml")).Headers.ETag);
        await site.InScopeAsync(services => SomeGoods.AddAsync(services, "Mật ong"));
        await site.Services.GetRequiredService<Web.Feeds.FeedFiles>().BuildAsync(FeedFormat.Google, default);
        Assert.NotEqual(first.Headers.ETag, (await visitor.GetAsync("/feeds/google.xml")).Headers.ETag);
    }

    [Fact]
    public async Task Keeps_the_last_good_file_when_two_items_have_one_id()
    {
        await using var site = await MarketSite.OpenAsync();
        var product = await site.InScopeAsync(services => SomeGoods.AddAsync(services, "Chè Đinh"));
        var good = await site.Visitor().GetStringAsync("/feeds/google.xml");
        await site.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<MarketDb>();
            await db.Database.ExecuteSqlRawAsync("DROP INDEX IF EXISTS ix_variants_sku");
            db.Add(new Variant(product.Id, "SKU-che-dinh", "túi", 500, NetUnit.Gram, 600, new Money(500_000), 2));
            await db.SaveChangesAsync();
        });

        await Assert.ThrowsAsync<InvalidDataException>(() => site.Services.GetRequiredService<Web.Feeds.FeedFiles>().BuildAsync(FeedFormat.Google, default));
        Assert.Equal(good, await site.Visitor().GetStringAsync("/feeds/google.xml"));
        Assert.Single(Directory.GetFiles(Path.Combine(site.DataDirectory, "feeds")));
    }

    private static async Task<Dictionary<string, XElement>> ItemsAsync(MarketSite site) =>
        XDocument.Parse(await site.Visitor().GetStringAsync("/feeds/google.xml")).Descendants("item").ToDictionary(item => Value(item, "id")!);

    private static string? Value(XElement item, string name) => item.Element(G + name)?.Value;
}
