using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Data.Seeding;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Seeding;

public sealed class LoadingReferenceTables
{
    [Theory, BothDatabases]
    public async Task Fills_every_unit_and_set_once(DatabaseProvider provider)
    {
        await using var market = await SeededMarket.OpenAsync(provider);
        await market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            Assert.Equal((34, 3321, 63, 696, 10602), (await db.Provinces.CountAsync(), await db.Communes.CountAsync(),
                await db.LegacyProvinces.CountAsync(), await db.LegacyDistricts.CountAsync(), await db.LegacyCommunes.CountAsync()));
            Assert.Equal((6, 26), (await db.ProductGroups.CountAsync(), await db.ProductSets.CountAsync()));
            Assert.Equal(13, await db.Communes.CountAsync(commune => commune.Kind == CommuneKind.DacKhu && commune.IsRemote));
            Assert.Equal("thuc-pham", (await db.ProductSets.SingleAsync(set => set.Code == "148-11")).GroupSlug);
            Assert.Equal(Product.TourismGroup, (await db.ProductSets.SingleAsync(set => set.Number == 26)).GroupSlug);

            Assert.False(await scope.GetRequiredService<UnitsLoader>().LoadAsync(SeededMarket.Shipped("units"), CancellationToken.None));
            Assert.False(await scope.GetRequiredService<TaxonomyLoader>().LoadAsync(SeededMarket.Shipped("taxonomy-148.csv"), CancellationToken.None));
        });
    }

    [Theory, BothDatabases]
    public async Task A_newer_file_brings_its_names(DatabaseProvider provider)
    {
        await using var market = await SeededMarket.OpenAsync(provider);
        var newer = Directory.CreateTempSubdirectory("ocop-units-").FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(SeededMarket.Shipped("units"), "*.csv")) File.Copy(file, Path.Combine(newer, Path.GetFileName(file)));
            var communes = Path.Combine(newer, "communes.csv");
            await File.WriteAllTextAsync(communes, (await File.ReadAllTextAsync(communes)).Replace("00004,Ba Đình,", "00004,Ba Đình Mới,", StringComparison.Ordinal));
            var places = market.Services.GetRequiredService<PlaceDirectory>();
            Assert.Equal("Ba Đình", places.Commune("00004")!.Name);

            Assert.True(await market.InScopeAsync(scope => scope.GetRequiredService<UnitsLoader>().LoadAsync(newer, CancellationToken.None)));
            Assert.Equal("Ba Đình Mới", places.Commune("00004")!.Name);
            Assert.Equal(10602, await market.InScopeAsync(scope => scope.GetRequiredService<MarketDb>().LegacyCommunes.CountAsync()));
        }
        finally
        {
            Directory.Delete(newer, recursive: true);
        }
    }

    [Theory, BothDatabases]
    public async Task Two_hosts_that_start_together_load_once(DatabaseProvider provider)
    {
        await using var market = await TestMarket.OpenAsync(provider, services => services.AddCatalog().AddSeeding());
        var loads = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => market.InScopeAsync(scope =>
            scope.GetRequiredService<UnitsLoader>().LoadAsync(SeededMarket.Shipped("units"), CancellationToken.None)))));
        Assert.Single(loads, loaded => loaded);
    }

    [Theory, BothDatabases]
    public async Task Seeded_pages_stay_their_editors(DatabaseProvider provider)
    {
        await using var market = await TestMarket.OpenAsync(provider, services => services.AddCatalog().AddSeeding());
        await market.InScopeAsync(async scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            var pages = scope.GetRequiredService<PagesLoader>();
            Assert.True(await pages.LoadAsync(SeededMarket.Shipped("pages.json"), CancellationToken.None));
            Assert.Equal(10, await db.Documents.CountAsync(document => document.LiveRevisionId != null));
            await db.Documents.Where(document => document.Slug == "gioi-thieu").ExecuteDeleteAsync();
            Assert.False(await pages.LoadAsync(SeededMarket.Shipped("pages.json"), CancellationToken.None));
            Assert.Equal(8, await db.Documents.CountAsync());
        });
    }
}
