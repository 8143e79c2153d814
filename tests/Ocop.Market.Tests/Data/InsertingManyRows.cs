using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Data;

public sealed class InsertingManyRows
{
    private static readonly DateTime Now = new(2026, 11, 23, 1, 2, 3, 456, DateTimeKind.Utc);
    private static readonly PlaceAsIssued Place = new("Tân Cương", "Thành phố Thái Nguyên", null, null, null, "19");

    [Theory, BothDatabases]
    public async Task Leaves_what_a_save_would_leave(DatabaseProvider provider)
    {
        await using var market = await TestMarket.OpenAsync(provider);
        var producer = new Producer("HTX Đồi Gió", ProducerKind.Cooperative, "htx-doi-gio", Place, isDemo: true, Now);
        var products = Enumerable.Range(1, 1500).Select(number => new Product($"Chè 'Đinh' số {number}", producer.Id, $"che-{number}", Place with { }, null, null, isDemo: false, Now)).ToList();
        var variant = new Variant(products[0].Id, "CHE-1", "hộp", 100, NetUnit.Gram, 160, new Money(390_000), 0);
        var decision = new RecognitionDecision(products[0].Id, 5, RecognitionLevel.Ministry, null, "Bộ", new DateOnly(2025, 3, 15), "148", RecognitionState.New, isDemo: false);
        var row = new SearchRow(products[0].Id) { ProducerId = producer.Id, FoldedName = " che dinh ", StarsFrom = decision.DecidedOn, Price = 390_000, InStock = true, CreatedAt = Now };

        await market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            // Those that point at others first: the order is not the caller's care.
            await db.InTransactionAsync<bool>(async () => { await db.InsertAsync([row, decision, variant, .. products, producer], Now); return true; });
        });

        await market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            Same(producer, await db.Producers.SingleAsync());
            Same(products.OrderBy(product => product.Id), (await db.Products.ToListAsync()).OrderBy(product => product.Id));
            Same(variant, await db.Variants.SingleAsync());
            Same(decision, await db.RecognitionDecisions.SingleAsync());
            var read = await db.SearchRows.SingleAsync();
            Assert.Equal((row.ProductId, row.ProducerId, row.FoldedName, row.StarsFrom, null, row.Price, true, row.CreatedAt),
                (read.ProductId, read.ProducerId, read.FoldedName, read.StarsFrom, read.StarsUntil, read.Price, read.InStock, read.CreatedAt));

            // One for each subject, whatever of it was written.
            var told = await db.Changes.ToListAsync();
            Assert.Equal(products.Select(product => product.ChangeSubject).Append(producer.ChangeSubject).ToHashSet(), told.Select(change => change.Subject).ToHashSet());
            Assert.Equal((1501, Now), (told.Count, told[0].At));
        });
    }

    [Theory, BothDatabases]
    public async Task Is_refused_outside_of_a_transaction_and_taken_back_with_it(DatabaseProvider provider)
    {
        await using var market = await TestMarket.OpenAsync(provider);
        await market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            var producer = new Producer("HTX", ProducerKind.Cooperative, "htx", Place, isDemo: true, Now);
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.InsertAsync([producer], Now));
            await db.InTransactionAsync<bool>(async () => { await db.InsertAsync([producer], Now); return new Refusal("No", "", "Không.", "No."); });
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.InTransactionAsync<bool>(async () => { await db.InsertAsync([producer, producer], Now); return true; }));
            Assert.Equal((0, 0), (await db.Producers.CountAsync(), await db.Changes.CountAsync()));
        });
    }

    private static void Same<T>(T written, T read) => Assert.Equal(JsonSerializer.Serialize(written), JsonSerializer.Serialize(read));
}
