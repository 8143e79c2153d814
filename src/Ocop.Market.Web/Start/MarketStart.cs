using Ocop.Market.Cms.Documents;
using Ocop.Market.Data;
using Ocop.Market.Data.Seeding;
using Ocop.Market.Web.Sharing;

namespace Ocop.Market.Web.Start;

/// <summary>What must be true before the first request: the schema is current, the reference tables are filled, an empty demo market is opened, and
/// somebody can sign in.</summary>
public sealed partial class MarketStart(IServiceScopeFactory scopes, SiteOptions site, MarketPaths paths, ILogger<MarketStart> log)
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
        if (site.Demo)
        {
            await services.GetRequiredService<DemoMarket>().OpenAsync(MarketPaths.Shipped("demo"), cancel);
            await services.GetRequiredService<DemoSalesPoints>().OpenAsync(cancel);
            await services.GetRequiredService<DemoAccounts>().OpenAsync(cancel);
            await services.GetRequiredService<DemoFairs>().OpenAsync(MarketPaths.Shipped("demo", "fairs.json"), cancel);
            await services.GetRequiredService<DemoNeeds>().OpenAsync(MarketPaths.Shipped("demo", "needs.json"), cancel);
            await services.GetRequiredService<DemoMarks>().OpenAsync(cancel);
            await services.GetRequiredService<DemoLivestreams>().OpenAsync(cancel);
            await services.GetRequiredService<DemoAllergens>().OpenAsync(cancel);
            await services.GetRequiredService<DemoBoxes>().OpenAsync(cancel);
            await services.GetRequiredService<DemoOffers>().OpenAsync(cancel);
            if (site.DemoPhotos) await services.GetRequiredService<DemoPhotos>().OpenAsync(cancel);
        }

        var administrator = $"quan-tri@{new Uri(site.PublicUrl).Host}";
        await services.GetRequiredService<FirstAdministrator>().MakeAsync(administrator, password => AdministratorMade(administrator, password), cancel);
    }

    // The one line that holds a secret: it is told here once, and stays nowhere else.
    [LoggerMessage(Level = LogLevel.Warning, Message = "The administrator's account was made. Sign in at /dang-nhap as {Account} with the password {Password} and change it; it is not shown again")]
    private partial void AdministratorMade(string account, string password);
}
