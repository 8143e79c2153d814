using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Ocop.Market.Accounts;
using Ocop.Market.Catalog;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Channels;
using Ocop.Market.Cms;
using Ocop.Market.Data.Changes;
using Ocop.Market.Data.Postgres;
using Ocop.Market.Data.Search;
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
        services.AddSingleton<LiveShelf>();
        switch (options.Provider)
        {
            case DatabaseProvider.Sqlite: AddSqlite(services, options.ConnectionString); break;
            case DatabaseProvider.Postgres: AddPostgres(services, options.ConnectionString); break;
            default: throw new ArgumentOutOfRangeException(nameof(options));
        }

        services.AddScoped<IKernelDb>(scope => scope.GetRequiredService<MarketDb>());
        services.AddScoped<IAccountsDb>(scope => scope.GetRequiredService<MarketDb>());
        services.AddScoped<ICmsDb>(scope => scope.GetRequiredService<MarketDb>());
        services.AddScoped<ICatalogDb>(scope => scope.GetRequiredService<MarketDb>());
        services.AddScoped<IOrderingDb>(scope => scope.GetRequiredService<MarketDb>());
        services.AddScoped<IChannelsDb>(scope => scope.GetRequiredService<MarketDb>());
        return services;
    }

    /// <summary>
    /// A look that leaves nothing behind. SQLite would make a -wal even for a reader; a database that nobody has open lies still and needs none.
    /// </summary>
    public static MarketDb OpenReadOnly(DatabaseOptions options)
    {
        if (options.Provider == DatabaseProvider.Postgres)
        {
            var server = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Options = "-c default_transaction_read_only=on", Timeout = 5, CommandTimeout = 10, Pooling = false };
            return new PostgresMarketDb(new DbContextOptionsBuilder<PostgresMarketDb>().UseNpgsql(server.ConnectionString).Options);
        }

        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(options.ConnectionString).DataSource);
        var address = File.Exists(file + "-wal") ? file : $"{new Uri(file).AbsoluteUri}?immutable=1";
        var reading = new SqliteConnectionStringBuilder { DataSource = address, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        return new SqliteMarketDb(new DbContextOptionsBuilder<SqliteMarketDb>().UseSqlite(reading.ConnectionString).Options);
    }

    /// <summary>Brings the schema up to date, one process after the other. Killed half-way, it is done by the next start.</summary>
    public static async Task MigrateAsync(this MarketDb db, CancellationToken cancel)
    {
        using var alone = db.Database.IsSqlite() ? await SqliteMigrationLock.TakeAsync(db, cancel) : await PostgresMigrationLock.TakeAsync(db, cancel);
        // Asked about a table that is not there, PostgreSQL writes an error into both logs.
        await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancel);
        foreach (var migration in await db.Database.GetPendingMigrationsAsync(cancel))
        {
            await db.Database.MigrateAsync(migration, cancel);
            FaultPoint.Pass("migration.applied");
        }
    }

    private static void AddSqlite(IServiceCollection services, string connectionString)
    {
        services.AddSingleton<SqliteConnectionSetup>();
        AddPool<SqliteMarketDb>(services, (scope, builder) => builder
            .UseSqlite(connectionString, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors(scope.GetRequiredService<SqliteConnectionSetup>(), scope.GetRequiredService<WriteNotes>()));
        services.AddSingleton<IChangeFeed, SqliteChangeFeed>();
        services.AddScoped<ICatalogSearch, SqliteCatalogSearch>();
    }

    private static void AddPostgres(IServiceCollection services, string connectionString)
    {
        AddPool<PostgresMarketDb>(services, (scope, builder) => builder
            .UseNpgsql(connectionString)
            .AddInterceptors(scope.GetRequiredService<WriteNotes>()));
        services.AddSingleton<IChangeFeed, PostgresChangeFeed>();
        services.AddScoped<ICatalogSearch, PostgresCatalogSearch>();
    }

    /// <summary>
    /// The container disposes a context once for each name it was asked for by. The lease that AddDbContextPool gives a scope is disposed last and
    /// alone gives the context back to the pool. A context of the factory would go back at the first name, and at the second be taken from
    /// whoever has it by then; and the factory, were it added first, would be what gives a scope its context.
    /// </summary>
    private static void AddPool<T>(IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> configure) where T : MarketDb =>
        services.AddDbContextPool<T>(configure).AddPooledDbContextFactory<T>(_ => { }).AddScoped<MarketDb>(scope => scope.GetRequiredService<T>());
}
