using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Data;
using Ocop.Market.Data.Seeding;

namespace Ocop.Market.Testing;

/// <summary>What a new test database holds already.</summary>
public enum Filled { Nothing, UnitsAndTaxonomy }

/// <summary>A database of the test's own, copied from a template that was migrated once in this run.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>Connection string of a server on which databases may be made and dropped; null where none is configured.</summary>
    public static readonly string? PostgresServer = Environment.GetEnvironmentVariable("OCOP_TEST_POSTGRES");

    private static readonly ConcurrentDictionary<(DatabaseProvider, Filled), Lazy<Task<string>>> Templates = new();
    private static readonly SemaphoreSlim TemplateIsFree = new(1);

    private string? _tablespace;

    private TestDatabase(DatabaseOptions options) => Options = options;

    public DatabaseOptions Options { get; }

    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider, Filled filled = Filled.Nothing)
    {
        var template = await TemplateAsync(provider, filled);
        return provider == DatabaseProvider.Sqlite ? CopySqlite(template) : await CopyPostgresAsync(template);
    }

    /// <summary>A SQLite database where somebody else looks after its file.</summary>
    public static async Task CopySqliteAsync(string file, Filled filled) => File.Copy(await TemplateAsync(DatabaseProvider.Sqlite, filled), file);

    /// <summary>Without any table: a place for a restore, or for a first start.</summary>
    /// <param name="folder">An empty one of the server's user, where its files are to lie instead of among the server's own.</param>
    public static async Task<TestDatabase> CreateEmptyPostgresAsync(string? folder = null)
    {
        var name = $"ocop_{Guid.CreateVersion7():n}";
        if (folder is not null) await OnServerAsync($"CREATE TABLESPACE {name} LOCATION '{folder}'");
        await OnServerAsync($"CREATE DATABASE {name}{(folder is null ? "" : $" TABLESPACE {name}")}");
        return new TestDatabase(Postgres(name)) { _tablespace = folder is null ? null : name };
    }

    public async ValueTask DisposeAsync()
    {
        if (Options.Provider == DatabaseProvider.Sqlite)
        {
            using (var connection = new SqliteConnection(Options.ConnectionString)) SqliteConnection.ClearPool(connection);
            var file = new SqliteConnectionStringBuilder(Options.ConnectionString).DataSource;
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
            return;
        }

        await using (var connection = new NpgsqlConnection(Options.ConnectionString)) NpgsqlConnection.ClearPool(connection);
        await OnServerAsync($"DROP DATABASE {new NpgsqlConnectionStringBuilder(Options.ConnectionString).Database} WITH (FORCE)");
        if (_tablespace is not null) await OnServerAsync($"DROP TABLESPACE {_tablespace}");
    }

    private static Task<string> TemplateAsync(DatabaseProvider provider, Filled filled) =>
        Templates.GetOrAdd((provider, filled), key => new Lazy<Task<string>>(() => MakeTemplateAsync(key.Item1, key.Item2))).Value;

    private static TestDatabase CopySqlite(string template)
    {
        var file = NewSqliteFile("ocop-test-");
        File.Copy(template, file);
        return new TestDatabase(Sqlite(file));
    }

    private static async Task<TestDatabase> CopyPostgresAsync(string template)
    {
        var name = $"ocop_{Guid.CreateVersion7():n}";
        await TemplateIsFree.WaitAsync();
        try { await OnServerAsync($"CREATE DATABASE {name} TEMPLATE {template}"); }
        finally { TemplateIsFree.Release(); }
        return new TestDatabase(Postgres(name));
    }

    private static async Task<string> MakeTemplateAsync(DatabaseProvider provider, Filled filled)
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            var file = NewSqliteFile("ocop-template-");
            await FillAsync(Sqlite(file), filled);
            await using var connection = new SqliteConnection(Sqlite(file).ConnectionString);
            connection.Open();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
            SqliteConnection.ClearPool(connection);
            return file;
        }

        var name = $"ocop_template_{Guid.CreateVersion7():n}";
        await OnServerAsync($"CREATE DATABASE {name}");
        await FillAsync(Postgres(name), filled);
        await using var pool = new NpgsqlConnection(Postgres(name).ConnectionString);
        NpgsqlConnection.ClearPool(pool);
        return name;
    }

    private static async Task FillAsync(DatabaseOptions options, Filled filled)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddMarketDatabase(options)
            .AddSingleton<PlaceDirectory>().AddScoped<UnitsLoader>().AddScoped<TaxonomyLoader>().BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MarketDb>().Database.MigrateAsync();
        if (filled == Filled.Nothing) return;
        await scope.ServiceProvider.GetRequiredService<UnitsLoader>().LoadAsync(Path.Combine(Repository.Root, "data", "units"), CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<TaxonomyLoader>().LoadAsync(Path.Combine(Repository.Root, "data", "taxonomy-148.csv"), CancellationToken.None);
    }

    private static string NewSqliteFile(string prefix) => Path.Combine(Directory.CreateTempSubdirectory(prefix).FullName, "market.db");

    private static DatabaseOptions Sqlite(string file) => new(DatabaseProvider.Sqlite, $"Data Source={file}");

    private static DatabaseOptions Postgres(string database) =>
        new(DatabaseProvider.Postgres, new NpgsqlConnectionStringBuilder(PostgresServer) { Database = database, MaxPoolSize = 60 }.ConnectionString);

    public static async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresServer);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
