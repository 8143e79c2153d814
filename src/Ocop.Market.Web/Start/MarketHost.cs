using Microsoft.Extensions.Options;
using Ocop.Market.Catalog;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Data.Seeding;
using Ocop.Market.Ordering;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Media;
using Ocop.Market.Web.Storefront;

namespace Ocop.Market.Web.Start;

/// <summary>Puts the market together. Order of the pipeline matters and is told where it is built.</summary>
public static class MarketHost
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        AddMarket(builder);
        var app = builder.Build();
        app.UseMiddleware<LanguagePath>();
        app.UseRouting();
        app.MapStaticAssets();
        app.MapMedia();
        app.MapRazorPages().WithStaticAssets();
        return app;
    }

    /// <summary>The same market without its doors: a command finds the schema current and never listens.</summary>
    public static async Task<WebApplication> ForCommandAsync()
    {
        var builder = WebApplication.CreateBuilder();
        AddMarket(builder);
        var host = builder.Build();
        await host.Services.GetRequiredService<MarketStart>().PrepareAsync(CancellationToken.None);
        return host;
    }

    /// <summary>Everything but the web pipeline: what commands need too.</summary>
    public static void AddMarket(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        var paths = new MarketPaths(builder.Configuration, builder.Environment);
        services.AddSingleton(paths);
        services.AddSingleton(TimeProvider.System);
        services.AddOptions<SiteOptions>().BindConfiguration("Site").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(scope => scope.GetRequiredService<IOptions<SiteOptions>>().Value);
        services.AddMarketDatabase(DatabaseOf(builder.Configuration, paths));
        services.AddMedia(paths.Media);
        services.AddSeeding();
        services.AddOrdering();
        services.AddScoped<IOpeningStock, OpeningStock>();
        services.AddOrderPages();
        services.AddSingleton<MarketStart>();
        services.AddSingleton<Words>();
        services.AddCatalog();
        services.AddStorefront();
        services.AddRazorPages(pages => pages.RootDirectory = "/");
    }

    private static DatabaseOptions DatabaseOf(IConfiguration configuration, MarketPaths paths)
    {
        var provider = configuration.GetValue("Database:Provider", DatabaseProvider.Sqlite);
        var connection = configuration.GetConnectionString("Market");
        return provider == DatabaseProvider.Postgres && connection is null
            ? throw new InvalidOperationException("Database:Provider is Postgres, but ConnectionStrings:Market is empty.")
            : new DatabaseOptions(provider, connection ?? $"Data Source={paths.Database}");
    }
}
