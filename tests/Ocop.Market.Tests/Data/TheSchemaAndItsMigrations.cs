using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Data;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Data;

public sealed class TheSchemaAndItsMigrations
{
    [Theory, BothDatabases]
    public async Task Do_not_drift_apart(DatabaseProvider provider)
    {
        await using var market = await TestMarket.OpenAsync(provider);
        await market.InScopeAsync(scope =>
        {
            var db = scope.GetRequiredService<MarketDb>();
            Assert.False(db.Database.HasPendingModelChanges(), "Run: dotnet run --project eng/migrations -- <Name>");
            Assert.Empty(db.Database.GetPendingMigrations());
            return Task.CompletedTask;
        });
    }

    /// <summary>EF's lock on SQLite is a row. PostgreSQL's goes with the connection, so there nothing is left behind.</summary>
    [Fact]
    public async Task Are_made_by_one_of_two_starts_and_go_on_where_a_killed_one_left_off()
    {
        var folder = Directory.CreateTempSubdirectory("ocop-migrations-");
        var options = new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.FullName, "market.db")};Pooling=False");
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddMarketDatabase(options).BuildServiceProvider();

        await InScopeAsync(services, db => db.Database.ExecuteSqlRawAsync(
            """CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL); INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-23 01:02:03')"""));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await Task.WhenAll(InScopeAsync(services, db => db.MigrateAsync(patience.Token)), InScopeAsync(services, db => db.MigrateAsync(patience.Token)));

        await InScopeAsync(services, async db => Assert.Empty(await db.Database.GetPendingMigrationsAsync()));
        await services.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static async Task InScopeAsync(IServiceProvider services, Func<MarketDb, Task> work)
    {
        await using var scope = services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<MarketDb>());
    }
}
