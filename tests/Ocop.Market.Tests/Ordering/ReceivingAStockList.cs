using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

public sealed class ReceivingAStockList
{
    [Theory, BothDatabases]
    public async Task Adds_each_quantity_to_its_variant(DatabaseProvider provider)
    {
        await using var market = await MarketWithTwoVariantsAsync(provider);
        var received = await ReceiveAsync(market, "sku,quantity\nTRA-1,40\nTRA-2,7\n"u8.ToArray());
        Assert.Equal(2, received.Value);
        await ReceiveAsync(market, "\ufeffSKU;quantity\r\nTRA-2;3\r\n"u8.ToArray());
        Assert.Equal(["TRA-1 40", "TRA-2 10"], await StockAsync(market));
    }

    [Theory, BothDatabases]
    public async Task A_list_may_name_batches_and_their_last_day(DatabaseProvider provider)
    {
        await using var market = await MarketWithTwoVariantsAsync(provider);
        var list = Encoding.UTF8.GetBytes("sku,quantity,batch,best_before\nTRA-1,4,L1,2027-03-01\nTRA-1,5,L2,31.12.2027\nTRA-1,2,,\nTRA-2,3,L1,2027-03-01\n");
        Assert.Equal(4, Assert.Succeeded(await ReceiveAsync(market, list)));
        Assert.Equal(["TRA-1 11", "TRA-2 3"], await StockAsync(market));
        Assert.Equal(["L1 4 2027-03-01", "L2 5 2027-12-31", "L1 3 2027-03-01"], await market.InScopeAsync(async services => (await (from batch in services.GetRequiredService<MarketDb>().StockBatches
            join variant in services.GetRequiredService<MarketDb>().Variants on batch.VariantId equals variant.Id orderby variant.Sku, batch.Number select batch).ToListAsync(TestContext.Current.CancellationToken)).ConvertAll(batch => FormattableString.Invariant($"{batch.Number} {batch.Quantity} {batch.BestBefore:yyyy-MM-dd}"))));

        foreach (var row in new[] { "TRA-1,4,L9,", "TRA-1,4,,2027-03-01", "TRA-1,4,L9,2020-01-01", "TRA-1,4,L9,mai", "TRA-1,4", "TRA-1,1,L3,2027-03-01\nTRA-1,1,L3,2027-03-01" })
            Assert.StartsWith("Line", Assert.Single((await ReceiveAsync(market, Encoding.UTF8.GetBytes("sku,quantity,batch,best_before\n" + row))).Refusals).Message.En, StringComparison.Ordinal);
        Assert.Equal("BatchOtherDay", Assert.Single((await ReceiveAsync(market, Encoding.UTF8.GetBytes("sku,quantity,batch,best_before\nTRA-2,3,,\nTRA-1,4,L1,2027-03-02"))).Refusals).Reason);
        Assert.Equal(["TRA-1 11", "TRA-2 3"], await StockAsync(market));
    }

    [Theory, BothDatabases]
    public async Task Refuses_a_list_with_a_mistake_and_changes_nothing(DatabaseProvider provider)
    {
        (string List, string Where)[] mistakes =
        [
            ("", "Line 1:"), ("name,quantity\nTRA-1,4\n", "Line 1:"), ("sku,quantity\nTRA-1,4\nTRA-9,4\n", "Line 3:"), ("sku,quantity\nTRA-1,4\nTRA-1,4\n", "Line 3:"),
            ("sku,quantity\nTRA-1,4\nTRA-2,-4\n", "Line 3:"), ("sku,quantity\nTRA-1,0\n", "Line 2:"), ("sku,quantity\nTRA-1,=1+1\n", "Line 2:"),
            ("sku,quantity\nTRA-1,4,4\n", "Line 2:"), ($"sku,quantity\nTRA-1,{new string('9', 5000)}\n", "Line"),
        ];
        await using var market = await MarketWithTwoVariantsAsync(provider);
        foreach (var (list, where) in mistakes)
        {
            var refused = await ReceiveAsync(market, Encoding.UTF8.GetBytes(list));
            Assert.StartsWith(where, Assert.Single(refused.Refusals).Message.En, StringComparison.Ordinal);
        }

        Assert.Single((await ReceiveAsync(market, [0x73, 0xff, 0xfe, 0x00])).Refusals);
        Assert.Empty(await StockAsync(market));
    }

    private static Task<Outcome<int>> ReceiveAsync(TestMarket market, byte[] list) => market.InScopeAsync(services =>
        services.GetRequiredService<ReceiveStockList>().HandleAsync(new MemoryStream(list), "test", "test", TestContext.Current.CancellationToken));

    private static async Task<TestMarket> MarketWithTwoVariantsAsync(DatabaseProvider provider)
    {
        var market = await TestMarket.OpenAsync(provider, services => services.AddOrdering());
        await market.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<MarketDb>();
            var now = market.Clock.GetUtcNow().UtcDateTime;
            var producer = new Producer("HTX Chè", ProducerKind.Cooperative, "htx-che", PlaceAsIssued.Unknown, isDemo: false, now);
            var product = new Product("Chè đinh", producer.Id, "che-dinh", PlaceAsIssued.Unknown, null, null, isDemo: false, now);
            for (var number = 1; number <= 2; number++)
                product.AddVariant(new Variant(product.Id, $"TRA-{number}", "hộp", 100, NetUnit.Gram, 120, new Money(90_000), number));
            db.AddRange(producer, product);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        return market;
    }

    private static Task<List<string>> StockAsync(TestMarket market) => market.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<MarketDb>();
        var levels = await (from level in db.StockLevels join variant in db.Variants on level.VariantId equals variant.Id orderby variant.Sku select new { variant.Sku, level.OnHand })
            .ToListAsync(TestContext.Current.CancellationToken);
        return levels.ConvertAll(level => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{level.Sku} {level.OnHand}"));
    });
}
