using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Data.Seeding;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Testing;

/// <summary>A market with the units and the taxonomy of data/, before any product.</summary>
public static class SeededMarket
{
    public static string Shipped(params string[] parts) => Path.Combine([Repository.Root, "data", .. parts]);

    public static Task<TestMarket> OpenAsync(DatabaseProvider provider) => TestMarket.OpenAsync(provider, services => services
        .AddCatalog().AddSeeding().AddScoped<ReceiveStock>().AddScoped<Availability>().AddScoped<IAvailability>(scope => scope.GetRequiredService<Availability>()), Filled.UnitsAndTaxonomy);

    public static Task<ImportReport> ImportAsync(this TestMarket market, string csv, Func<ImportRequest, ImportRequest>? configure = null) =>
        market.ImportAsync(Encoding.UTF8.GetBytes(csv), configure);

    public static Task<ImportReport> ImportAsync(this TestMarket market, byte[] file, Func<ImportRequest, ImportRequest>? configure = null) =>
        market.InScopeAsync(scope =>
        {
            var request = new ImportRequest(new MemoryStream(file), "test.csv", "test");
            return scope.GetRequiredService<ImportProducts>().HandleAsync(configure?.Invoke(request) ?? request, CancellationToken.None);
        });
}
