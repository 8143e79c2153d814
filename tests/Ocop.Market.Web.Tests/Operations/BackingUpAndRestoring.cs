using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Backups;
using Ocop.Market.Web.Commands;
using Ocop.Market.Web.Start;
using Xunit;

namespace Ocop.Market.Web.Tests.Operations;

public sealed class BackingUpAndRestoring
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "copy")]
    [InlineData(DatabaseProvider.Sqlite, "copy.zip")]
    [InlineData(DatabaseProvider.Postgres, "copy")]
    public async Task Taken_during_writes_it_comes_back_whole_and_old_links_still_open(DatabaseProvider provider, string name)
    {
        if (provider == DatabaseProvider.Postgres && TestDatabase.PostgresServer is null) Assert.Skip("OCOP_TEST_POSTGRES is not set");
        using var place = new TemporaryFolder();
        await using var site = await MarketSite.OpenAsync(provider, new Dictionary<string, string> { ["Jobs:Enabled"] = "true" });
        var link = site.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("link").Protect("K7M");
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(site.DataDirectory, "media", "a")).FullName, "p.jpg"), "picture");

        using var enough = new CancellationTokenSource();
        var writing = Task.Run(() => WriteAsync(site, enough.Token));
        await Eventually.TrueAsync(() => site.InScopeAsync(services => services.GetRequiredService<MarketDb>().Products.AnyAsync()));
        var backup = Path.Combine(place.Path, name);
        var taken = await site.InScopeAsync(services => services.GetRequiredService<BackUpMarket>().HandleAsync(backup, default));
        await enough.CancelAsync();
        await writing;
        Assert.True(taken.Succeeded);
        Assert.Equal([backup], Directory.GetFileSystemEntries(place.Path));

        await using var empty = await EmptyPlace.OpenAsync(provider);
        Assert.True((await empty.RestoreAsync(backup)).Succeeded);
        await CheckAsync(empty, link);
        Assert.Equal("picture", await File.ReadAllTextAsync(Path.Combine(empty.Paths.Media, "a", "p.jpg")));

        // Not a second time: there is something now.
        var again = await empty.RestoreAsync(backup);
        Assert.Equal("not-empty", Assert.Single(again.Refusals).Reason);
    }

    [Fact]
    public async Task Refuses_what_is_no_backup_and_a_target_that_exists()
    {
        using var place = new TemporaryFolder();
        await using var site = await MarketSite.OpenAsync();
        await using var empty = await EmptyPlace.OpenAsync(DatabaseProvider.Sqlite);
        var file = Path.Combine(place.Path, "letter.zip");
        await File.WriteAllTextAsync(file, "not a zip");

        Assert.Equal("no-backup", Assert.Single((await empty.RestoreAsync(file)).Refusals).Reason);
        Assert.Equal("no-backup", Assert.Single((await empty.RestoreAsync(Path.Combine(place.Path, "nowhere"))).Refusals).Reason);
        var taken = await site.InScopeAsync(services => services.GetRequiredService<BackUpMarket>().HandleAsync(file, default));
        Assert.Equal("target-exists", Assert.Single(taken.Refusals).Reason);
        Assert.Equal("not a zip", await File.ReadAllTextAsync(file));
        Assert.False(Directory.EnumerateFiles(empty.Paths.Root, "*", SearchOption.AllDirectories).Any());
    }

    /// <summary>Each product is written together with two outbox rows, so a torn copy would show.</summary>
    private static async Task WriteAsync(MarketSite site, CancellationToken enough)
    {
        for (var i = 0; i < 2000 && !enough.IsCancellationRequested; i++)
        {
            var number = i;
            await site.InScopeAsync(async services =>
            {
                var db = services.GetRequiredService<MarketDb>();
                foreach (var half in new[] { "a", "b" }) db.OutboxMessages.Add(new OutboxMessage(site.Clock.UtcNow(), $"{number}-{half}", "id", "a@b.vn", "s", "t", "h"));
                await SomeGoods.AddAsync(services, $"Món {number}");
            });
        }
    }

    private static async Task CheckAsync(EmptyPlace restored, string link)
    {
        await using var scope = restored.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketDb>();
        if (db.Database.IsSqlite())
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA integrity_check";
            Assert.Equal("ok", await command.ExecuteScalarAsync());
        }

        var products = await db.Products.CountAsync();
        Assert.NotEqual(0, products);
        Assert.Equal(products, await db.Producers.CountAsync());
        Assert.Equal(products, await db.Variants.CountAsync());
        Assert.Equal(2 * products, await db.OutboxMessages.CountAsync());
        Assert.Equal("K7M", scope.ServiceProvider.GetRequiredService<IDataProtectionProvider>().CreateProtector("link").Unprotect(link));
    }

    /// <summary>A new machine: an empty data folder, an empty database, and the market's commands.</summary>
    private sealed class EmptyPlace(WebApplication market, Func<ValueTask> clean) : IAsyncDisposable
    {
        public IServiceProvider Services => market.Services;

        public MarketPaths Paths => Services.GetRequiredService<MarketPaths>();

        public static async Task<EmptyPlace> OpenAsync(DatabaseProvider provider)
        {
            var folder = Directory.CreateTempSubdirectory("ocop-empty-").FullName;
            List<string> settings = [$"--DataDirectory={folder}", $"--Database:Provider={provider}"];
            Func<ValueTask> clean = () => { SqliteConnection.ClearAllPools(); Directory.Delete(folder, true); return ValueTask.CompletedTask; };
            if (provider == DatabaseProvider.Postgres)
            {
                var name = $"ocop_empty_{Guid.CreateVersion7():n}";
                await OnServerAsync($"CREATE DATABASE {name}");
                settings.Add($"--ConnectionStrings:Market={new NpgsqlConnectionStringBuilder(TestDatabase.PostgresServer) { Database = name, Pooling = false }}");
                clean = async () => { Directory.Delete(folder, true); await OnServerAsync($"DROP DATABASE {name} WITH (FORCE)"); };
            }

            return new EmptyPlace(MarketCommands.Open([.. settings]), clean);
        }

        public async Task<Outcome<BackupContents>> RestoreAsync(string source)
        {
            await using var scope = Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<RestoreMarket>().HandleAsync(source, default);
        }

        public async ValueTask DisposeAsync()
        {
            await market.DisposeAsync();
            await clean();
        }

        private static async Task OnServerAsync(string sql)
        {
            await using var connection = new NpgsqlConnection(TestDatabase.PostgresServer);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("ocop-backup-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
