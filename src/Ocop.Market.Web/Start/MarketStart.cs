using Ocop.Market.Cms.Documents;
using Ocop.Market.Data;
using Ocop.Market.Data.Seeding;

namespace Ocop.Market.Web.Start;

/// <summary>What must be true before the first request: the schema is current, the reference tables are filled, an empty demo market is opened.</summary>
public sealed class MarketStart(IServiceScopeFactory scopes, SiteOptions site, MarketPaths paths)
{
    public async Task PrepareAsync(CancellationToken cancel)
    {
        paths.Make();
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await services.GetRequiredService<MarketDb>().MigrateAsync(cancel);
        await services.GetRequiredService<UnitsLoader>().LoadAsync(MarketPaths.Shipped("units"), cancel);
        await services.GetRequiredService<TaxonomyLoader>().LoadAsync(MarketPaths.Shipped("taxonomy-148.csv"), cancel);
        await services.GetRequiredService<CompleteOldDocuments>().HandleAsync(cancel);
        await services.GetRequiredService<PagesLoader>().LoadAsync(MarketPaths.Shipped("pages.json"), cancel);
        if (site.Demo) await services.GetRequiredService<DemoMarket>().OpenAsync(MarketPaths.Shipped("demo"), cancel);
    }
}
