using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Feeds;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Web.Feeds;
using Xunit;

namespace Ocop.Market.Web.Tests.Feeds;

public sealed class TheMetaFeed
{
    private const string Address = "/feeds/meta.csv";

    [Theory, BothDatabases]
    public async Task Tells_stock_with_spaces_and_stars_only_while_valid(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        await site.InScopeAsync(async services =>
        {
            var tea = await SomeGoods.AddAsync(services, "Chè \"Đinh\", loại một", starsSince: new DateOnly(2023, 11, 23));
            await services.GetRequiredService<ReceiveStock>().HandleAsync([new StockReceipt(tea.Variants[0].Id, 5)], "harvest", "test", default);
            await SomeGoods.AddAsync(services, "=Kẹo OCOP");
        });
        site.StandingClock.SetLocal(2026, 11, 23, 23, 59, 59);
        using var answer = await site.Visitor().GetAsync(Address);
        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.NotEqual(0xEF, bytes[0]);
        Assert.EndsWith("\r\n", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        var before = await RowsAsync(site);
        var row = before["SKU-che-dinh-loai-mot"];
        Assert.Equal(("Chè \"Đinh\", loại một OCOP 4 sao hộp 100 g", "in stock", "145000 VND", "5", "ocop-4"), (row["title"], row["availability"], row["price"], row["quantity_to_sell_on_facebook"], row["custom_label_0"]));
        Assert.EndsWith("\nOCOP 4 sao, quyết định 123/QĐ-UBND.", row["description"], StringComparison.Ordinal);
        var sweets = before["SKU-keo-ocop"];
        Assert.Equal(("=Kẹo hộp 100 g", "out of stock", "0", ""), (sweets["title"], sweets["availability"], sweets["quantity_to_sell_on_facebook"], sweets["custom_label_0"]));

        site.StandingClock.SetLocal(2026, 11, 24, 0, 0, 0);
        var after = (await RowsAsync(site))["SKU-che-dinh-loai-mot"];
        Assert.DoesNotContain("OCOP", string.Concat(after.Values), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_file_that_lost_too_many_goods_waits_for_days_and_the_good_one_stays(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        await site.InScopeAsync(services => AddManyAsync(services, 30));
        var (feeds, http) = (site.Services.GetRequiredService<FeedFiles>(), site.Visitor());
        Assert.Equal(30, await feeds.BuildAsync(FeedFormat.Meta, default));
        var good = await http.GetStringAsync(Address);
        await site.InScopeAsync(services => services.GetRequiredService<MarketDb>().Products.OrderBy(product => product.Slug).Take(10).ExecuteUpdateAsync(set => set.SetProperty(it => it.IsListed, false)));

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => feeds.BuildAsync(FeedFormat.Meta, default));
        Assert.Contains("from 30 to 20", refused.Message, StringComparison.Ordinal);
        Assert.Equal(good, await http.GetStringAsync(Address));

        // Yesterday's stars may be gone: better none than the old one, until somebody had days to look.
        site.StandingClock.SetLocal(2026, 11, 24, 8, 0, 0);
        using var missing = await http.GetAsync(Address);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, missing.StatusCode);
        Assert.NotNull(missing.Headers.RetryAfter);
        site.StandingClock.SetLocal(2026, 11, 26, 8, 0, 0);
        Assert.Equal(20, (await RowsAsync(site)).Count);
    }

    [Theory, BothDatabases]
    public async Task A_long_catalogue_passes_through_and_is_never_held(DatabaseProvider provider)
    {
        await using var site = await MarketSite.OpenAsync(provider);
        await site.InScopeAsync(services => AddManyAsync(services, 1200));
        var (count, most) = (0, 0);
        await site.InScopeAsync(async services =>
        {
            var seen = new List<WeakReference>();
            await foreach (var good in services.GetRequiredService<Goods>().AllAsync(new DateOnly(2026, 11, 23), default))
            {
                seen.Add(new WeakReference(good));
                if (++count % 400 != 0) continue;
                GC.Collect();
                most = Math.Max(most, seen.Count(reference => reference.IsAlive));
            }
        });
        Assert.Equal(1200, count);
        Assert.InRange(most, 1, 2 * Goods.Portion);
        foreach (var format in FeedFormat.All) Assert.Equal(1200, await site.Services.GetRequiredService<FeedFiles>().BuildAsync(format, default));
    }

    private static async Task<Dictionary<string, Dictionary<string, string>>> RowsAsync(MarketSite site)
    {
        var rows = await CsvText.ReadAsync(new StringReader(await site.Visitor().GetStringAsync(Address))).ToListAsync();
        return rows.Skip(1).ToDictionary(row => row.Cells[0], row => rows[0].Cells.Zip(row.Cells).ToDictionary(cell => cell.First, cell => cell.Second));
    }

    private static Task AddManyAsync(IServiceProvider services, int count)
    {
        var (db, now) = (services.GetRequiredService<MarketDb>(), services.GetRequiredService<TimeProvider>().UtcNow());
        var producer = new Producer("HTX nhiều hàng", ProducerKind.Cooperative, "htx-nhieu-hang", PlaceAsIssued.Unknown, true, now);
        var products = Enumerable.Range(0, count).Select(number => new Product($"Hàng {number:0000}", producer.Id, $"hang-{number:0000}", PlaceAsIssued.Unknown, null, null, true, now)).ToList();
        var variants = products.Select(product => new Variant(product.Id, $"SKU-{product.Slug}", "hộp", 100, NetUnit.Gram, 150, new Money(1000), 1));
        return db.InTransactionAsync<int>(async () =>
        {
            await db.InsertAsync([producer, .. products, .. variants], now);
            return count;
        });
    }
}
