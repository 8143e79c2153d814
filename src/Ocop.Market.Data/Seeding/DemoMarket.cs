using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Data.Seeding;

/// <summary>
/// Fills an empty demo instance at its first start: real products of published lists, with illustrative prices, packs, stock and
/// renewals that are marked as such. One transaction: a start that is killed leaves nothing, and the next one begins again.
/// </summary>
public sealed class DemoMarket(MarketDb db, ImportProducts importProducts, SearchRows searchRows, ReceiveStock receiveStock, TimeProvider clock)
{
    private const string Authority = "Dữ liệu trình diễn";
    private const int Seed = 148;

    /// <param name="folder">The folder "demo".</param>
    /// <returns>Whether the market was opened now.</returns>
    public async Task<bool> OpenAsync(string folder, CancellationToken cancel)
    {
        if (await db.Products.AnyAsync(cancel)) return false;

        var outcome = await db.InTransactionAsync<bool>(async () =>
        {
            // Whatever version of the files: once a demo market has been opened, what was changed in it stays.
            if (!await db.ClaimAsync("demo", "opened", cancel)) return false;
            await ImportAsync(Path.Combine(folder, "products.csv"), cancel);

            var products = await db.Products.AsNoTracking().Include(product => product.Decisions).AsSplitQuery().OrderBy(product => product.Slug).ToListAsync(cancel);
            var sets = await db.ProductSets.ToDictionaryAsync(set => set.Code, set => set.Number, cancel);
            await AddressProducersAsync(cancel);
            var shelves = products.Where(product => !product.IsService).SelectMany(product => Shelf(product, product.SetCode is null ? null : sets[product.SetCode])).ToList();
            await db.InsertAsync([.. products.Select(Renewal).OfType<RecognitionDecision>(), .. shelves.Select(shelf => shelf.Variant), .. products.Select(Paper).OfType<Certification>()], clock.UtcNow(), cancel);
            await new DemoStories(db).WriteAsync(Path.Combine(folder, "stories.json"), clock.UtcNow(), cancel);
            var received = await receiveStock.HandleAsync([.. shelves.Where(shelf => shelf.Stock > 0).Select(shelf => new StockReceipt(shelf.Variant.Id, shelf.Stock))], "Hàng minh hoạ ngày mở chợ", "start", cancel);
            if (!received.Succeeded) return Outcome<bool>.Refused(received.Refusals);
            FaultPoint.Pass("demo.stocked");
            await searchRows.RefreshAsync([.. products.Select(product => product.Id)], cancel);
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), "start", "DemoMarketOpened", new ChangeSubject("market", "demo"),
                after: string.Create(CultureInfo.InvariantCulture, $"{products.Count} products")));
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
            return true;
        }, cancel);
        return outcome.Value;
    }

    private async Task ImportAsync(string file, CancellationToken cancel)
    {
        await using var list = File.OpenRead(file);
        var report = await importProducts.HandleAsync(new ImportRequest(list, Path.GetFileName(file), "start") { IsDemo = true }, cancel);
        if (!report.IsApplied)
            throw new InvalidDataException($"The demo list is broken, line {report.Errors[0].Line}, {report.Errors[0].Column}: {report.Errors[0].Reason.En}");
    }

    // The reserved domain: order mails have a recipient, and no mail can ever reach anybody.
    private async Task AddressProducersAsync(CancellationToken cancel)
    {
        var producers = await db.Producers.OrderBy(producer => producer.Slug).ToListAsync(cancel);
        foreach (var (index, producer) in producers.Index())
            producer.SetContact(string.Create(CultureInfo.InvariantCulture, $"chu-the-{index + 1}@example.invalid"), phone: null);
    }

    // Three of four lapsed certificates are shown as renewed, so that stars can be seen; the rest stay lapsed, and what had no
    // dated decision stays pending. Every fifteenth renewal ends within sixty days.
    private RecognitionDecision? Renewal(Product product)
    {
        var today = clock.Today();
        if (product.Decisions.Count == 0 || product.Decisions.DecisionOn(today) is not null) return null;
        var dice = DiceOf(product, "renewal");
        if (dice.NextDouble() >= 0.78) return null;

        var last = product.Decisions.MaxBy(decision => decision.DecidedOn)!;
        var decidedOn = dice.Next(15) == 0
            ? today.AddMonths(-RecognitionDecision.ValidMonths).AddDays(dice.Next(10, 55))
            : today.AddDays(-dice.Next(20, 900));
        var number = string.Create(CultureInfo.InvariantCulture, $"DEMO-{dice.Next(1000, 10_000)}/{decidedOn.Year}");
        return new RecognitionDecision(product.Id, last.Stars, RecognitionLaw.LevelOn(last.Stars, decidedOn), number, Authority, decidedOn,
            RecognitionLaw.CriteriaOn(decidedOn), RecognitionState.Renewed, isDemo: true);
    }

    private static IEnumerable<(Variant Variant, int Stock)> Shelf(Product product, int? setNumber)
    {
        var dice = DiceOf(product, "price");
        foreach (var (index, (pack, price)) in DemoShelf.For(setNumber, dice).Index())
        {
            var sku = string.Create(CultureInfo.InvariantCulture, $"DEMO-{Digest(product, "sku"):X8}-{index + 1}");
            // One of twenty shelves is empty: sold out must be seen too.
            yield return (new Variant(product.Id, sku, pack.Pack, pack.Net, pack.Unit, pack.WeightGrams, price, index), dice.Next(20) > 0 ? dice.Next(5, 120) : 0);
        }
    }

    private Certification? Paper(Product product)
    {
        var dice = DiceOf(product, "certificate");
        if (product.IsService || dice.NextDouble() >= 0.12) return null;
        var kind = dice.GetItems([CertificationKind.VietGap, CertificationKind.Haccp, CertificationKind.Iso22000, CertificationKind.Organic, CertificationKind.Gmp], 1)[0];
        var issuedOn = clock.Today().AddDays(-dice.Next(30, 600));
        var number = string.Create(CultureInfo.InvariantCulture, $"DEMO-{dice.Next(1000, 10_000)}");
        return new Certification(product.Id, kind, number, Authority, issuedOn, issuedOn.AddYears(2), isDemo: true);
    }

    // Seeded by the address, not by the order of rows: a longer list leaves the others as they were.
    private static Random DiceOf(Product product, string purpose) => new((int)Digest(product, purpose));

    private static uint Digest(Product product, string purpose)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{Seed} {product.Slug} {purpose}"));
        return BitConverter.ToUInt32(hash) & int.MaxValue;
    }
}
