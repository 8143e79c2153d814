using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Data;
using Ocop.Market.Data.Seeding;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof.Seeding;

public sealed class OpeningTheDemoMarket
{
    [Theory, BothDatabases]
    public async Task Shows_625_products_in_every_state(DatabaseProvider provider)
    {
        await using var market = await SeededMarket.OpenAsync(provider);
        var watch = Stopwatch.StartNew();
        Assert.True(await OpenAsync(market));
        TestContext.Current.TestOutputHelper?.WriteLine($"{provider}: demo market in {watch.ElapsedMilliseconds} ms");

        await market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            var products = await db.Products.Include(product => product.Decisions).Include(product => product.Variants).AsSplitQuery().AsNoTracking().ToListAsync();
            Assert.Equal((625, 625), (products.Count, await db.SearchRows.CountAsync()));
            Assert.All(products, product => Assert.True(product.IsDemo && product.Place.ProvinceCode is not null));

            var today = market.Clock.Today();
            var stars = products.Select(product => product.Decisions.StarsOn(today)).ToList();
            Assert.All(new int?[] { 3, 4, 5 }, wanted => Assert.True(stars.Count(found => found == wanted) >= 12));
            Assert.InRange(stars.Count(found => found is not null), 300, 400);
            Assert.True(products.Count(product => product.Decisions.Count > 0 && product.Decisions.StarsOn(today) is null) >= 30, "lapsed");
            Assert.True(products.Count(product => product.Decisions.Count == 0) >= 100, "pending");
            Assert.NotEmpty(await scope.GetRequiredService<RecognitionsEndingSoon>().WithinAsync(60, CancellationToken.None));
            Assert.All(products.SelectMany(product => product.Decisions).Where(decision => decision.IsDemo),
                decision => Assert.True(decision.Number!.StartsWith("DEMO-", StringComparison.Ordinal) && decision.Authority == "Dữ liệu trình diễn"));

            Assert.All(products, product => Assert.Equal(product.IsService, product.Variants.Count == 0));
            Assert.All(products.SelectMany(product => product.Variants), variant => Assert.True(variant.Price > Money.Zero && variant.WeightGrams > 0 && variant.Gtin is null));
            Assert.True(products.Count(product => product.Variants.Count >= 2) >= 50);
            Assert.True(await db.Certifications.CountAsync(paper => paper.IsDemo) >= 30);
            Assert.InRange(await db.SearchRows.CountAsync(row => row.InStock), 500, 620);
            Assert.Equal(await db.StockMovements.SumAsync(movement => movement.OnHand), await db.StockLevels.SumAsync(level => level.OnHand));
            Assert.Equal(12, await db.StoryLinks.CountAsync(link => link.IsDemo && link.ProductId != null));
            Assert.Equal(0, await db.Producers.CountAsync(producer => producer.Email == null));
            Assert.Equal(await db.Producers.CountAsync(), await db.Producers.Select(producer => producer.Email).Distinct().CountAsync());
        });
        await NeedsAndMarksSayThatTheyAreMadeUpAsync(market);
    }

    [Theory, BothDatabases]
    public async Task Opens_once_and_a_second_import_of_its_list_changes_nothing(DatabaseProvider provider)
    {
        await using var market = await SeededMarket.OpenAsync(provider);
        await OpenAsync(market);
        var changes = await ChangesAsync(market);
        Assert.False(await OpenAsync(market));

        var report = await market.ImportAsync(await File.ReadAllBytesAsync(SeededMarket.Shipped("demo", "products.csv")));
        Assert.Equal((true, 625, 0, 0), (report.IsApplied, report.Unchanged, report.Created, report.Updated));
        Assert.Equal(changes, await ChangesAsync(market));
    }

    [Fact]
    public async Task Prices_are_the_same_at_every_first_start()
    {
        Assert.Equal(await PricesAsync(), await PricesAsync());

        static async Task<IReadOnlyList<string>> PricesAsync()
        {
            await using var market = await SeededMarket.OpenAsync(DatabaseProvider.Sqlite);
            await OpenAsync(market);
            return await market.InScopeAsync(async scope =>
            {
                var variants = await scope.GetRequiredService<MarketDb>().Variants.OrderBy(variant => variant.Sku).ToListAsync();
                return (IReadOnlyList<string>)[.. variants.Select(variant => $"{variant.Sku} {variant.Price} {variant.NetWords}")];
            });
        }
    }

    [Fact]
    public async Task No_household_keeps_a_personal_name()
    {
        var rows = await CsvText.ReadNamedAsync(SeededMarket.Shipped("demo", "products.csv")).ToListAsync();
        Assert.Equal(625, rows.Count);
        var households = rows.Where(row => row["producer_kind"] == "Hộ kinh doanh").ToList();
        Assert.NotEmpty(households);
        Assert.All(households, row => Assert.StartsWith("Hộ kinh doanh tại ", row["producer_vi"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_remarked_on_a_source_is_Vietnamese()
    {
        var remarks = await CsvText.ReadNamedAsync(SeededMarket.Shipped("demo", "products.csv"))
            .Select(row => Regex.Replace(row["source"], @"\S*[./_]\S*", "")).Where(words => words.Any(char.IsLetter)).Distinct().ToListAsync();
        Assert.NotEmpty(remarks);
        // Each says at least one word that English cannot spell.
        Assert.All(remarks, words => Assert.Matches("[ăâđêôơưạảấầẩậắặẹếềểễệịọốồổộớờởợụứừửựỳỹáàãéèíìóòõúùýĐ]", words));
        Assert.All(remarks, words => Assert.DoesNotMatch(@"(?i)\b(copy|from|list|mirror|names?|page|products?|seed|status)\b", words));
    }

    // Here and not in a test of its own: a demo market takes seconds to open.
    private static Task NeedsAndMarksSayThatTheyAreMadeUpAsync(TestMarket market) => market.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<MarketDb>();
        var home = await db.Producers.Where(producer => producer.Place.CommuneCode != null).Select(producer => producer.Place.ProvinceCode).FirstAsync();
        var officer = new User("Cán bộ", null, "can-bo@example.invalid", market.Clock.UtcNow());
        officer.Grants.Add(new Grant(officer.Id, Role.Officer, Scope.Province(home), null, market.Clock.UtcNow()));
        db.Users.Add(officer);
        await db.SaveChangesAsync();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await scope.GetRequiredService<DemoNeeds>().OpenAsync(SeededMarket.Shipped("demo", "needs.json"), CancellationToken.None);
            await scope.GetRequiredService<DemoMarks>().OpenAsync(CancellationToken.None);
        }

        var needs = await db.Needs.AsNoTracking().ToListAsync();
        Assert.Equal(5, needs.Count);
        Assert.All(needs, need => Assert.True(need.What.Contains("minh hoạ", StringComparison.Ordinal) && need.Contact.Contains("minh hoạ", StringComparison.Ordinal)));
        Assert.Equal(4, needs.Count(need => need.TakesAnswersOn(market.Clock.Today())));
        var marks = await db.Marks.AsNoTracking().ToListAsync();
        Assert.Equal(2, marks.Count);
        Assert.All(marks, mark => Assert.Contains("(minh hoạ)", mark.Name, StringComparison.Ordinal));
        Assert.True(await db.MarkUses.CountAsync() > 2);
    });

    private static Task<bool> OpenAsync(TestMarket market) =>
        market.InScopeAsync(scope => scope.GetRequiredService<DemoMarket>().OpenAsync(SeededMarket.Shipped("demo"), CancellationToken.None));

    private static Task<int> ChangesAsync(TestMarket market) => market.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().Changes.CountAsync());
}
