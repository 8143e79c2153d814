using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Channels;
using Ocop.Market.Cms;
using Ocop.Market.Data.Changes;
using Ocop.Market.Data.Postgres;
using Ocop.Market.Data.Sqlite;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering;

namespace Ocop.Market.Data;

public static class MarketDatabase
{
    /// <summary>Registers the context, its narrow views and what differs between the two databases. Needs a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddMarketDatabase(this IServiceCollection services, DatabaseOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<WriteNotes>();
        switch (options.Provider)
        {
            case DatabaseProvider.Sqlite: AddSqlite(services, options.ConnectionString); break;
            case DatabaseProvider.Postgres: AddPostgres(services, options.ConnectionString); break;
            default: throw new ArgumentOutOfRangeException(nameof(options));
        }

        services.AddScoped<IKernelDb>(scope => scope.GetRequiredService<MarketDb>());
        services.AddScoped<ICmsDb>(scope => scope.GetRequiredService<MarketDb>());
        services.AddScoped<ICatalogDb>(scope => scope.GetRequiredService<MarketDb>());
        services.AddScoped<IOrderingDb>(scope => scope.GetRequiredService<MarketDb>());
        services.AddScoped<IChannelsDb>(scope => scope.GetRequiredService<MarketDb>());
        return services;
    }

    private static void AddSqlite(IServiceCollection services, string connectionString)
    {
        services.AddSingleton<SqliteConnectionSetup>();
        services.AddDbContextFactory<SqliteMarketDb>((scope, builder) => builder
            .UseSqlite(connectionString)
            .AddInterceptors(scope.GetRequiredService<SqliteConnectionSetup>(), scope.GetRequiredService<WriteNotes>()));
        services.AddScoped<MarketDb>(scope => scope.GetRequiredService<SqliteMarketDb>());
        services.AddSingleton<IChangeFeed, SqliteChangeFeed>();
        services.AddScoped<ICatalogSearch, SqliteCatalogSearch>();
    }

    private static void AddPostgres(IServiceCollection services, string connectionString)
    {
        services.AddDbContextFactory<PostgresMarketDb>((scope, builder) => builder
            .UseNpgsql(connectionString)
            .AddInterceptors(scope.GetRequiredService<WriteNotes>()));
        services.AddScoped<MarketDb>(scope => scope.GetRequiredService<PostgresMarketDb>());
        services.AddSingleton<IChangeFeed, PostgresChangeFeed>();
        services.AddScoped<ICatalogSearch, PostgresCatalogSearch>();
    }
}
