using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Ocop.Market.Data;

namespace Ocop.Market.Testing;

/// <summary>A database of the test's own, copied from a template that was migrated once in this run.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>Connection string of a server on which databases may be made and dropped; null where none is configured.</summary>
    public static readonly string? PostgresServer = Environment.GetEnvironmentVariable("OCOP_TEST_POSTGRES");

    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);
    private static readonly Lazy<Task<string>> PostgresTemplate = new(MakePostgresTemplateAsync);
    private static readonly SemaphoreSlim TemplateIsFree = new(1);

    private TestDatabase(DatabaseOptions options) => Options = options;

    public DatabaseOptions Options { get; }

    public static Task<TestDatabase> CreateAsync(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => CopySqliteAsync(),
        DatabaseProvider.Postgres => CopyPostgresAsync(),
    };

    /// <summary>Without any table: a place for a restore, or for a first start.</summary>
    public static async Task<TestDatabase> CreateEmptyPostgresAsync()
    {
        var name = $"ocop_{Guid.CreateVersion7():n}";
        await OnServerAsync($"CREATE DATABASE {name}");
        return new TestDatabase(Postgres(name));
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
    }

    private static async Task<TestDatabase> CopySqliteAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("ocop-test-").FullName, "market.db");
        File.Copy(await SqliteTemplate.Value, file);
        return new TestDatabase(new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={file}"));
    }

    private static async Task<TestDatabase> CopyPostgresAsync()
    {
        var template = await PostgresTemplate.Value;
        var name = $"ocop_{Guid.CreateVersion7():n}";
        await TemplateIsFree.WaitAsync();
        try { await OnServerAsync($"CREATE DATABASE {name} TEMPLATE {template}"); }
        finally { TemplateIsFree.Release(); }
        return new TestDatabase(Postgres(name));
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("ocop-template-").FullName, "market.db");
        var options = new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={file}");
        await MigrateAsync(options);
        using var connection = new SqliteConnection(options.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
        SqliteConnection.ClearPool(connection);
        return file;
    }

    private static async Task<string> MakePostgresTemplateAsync()
    {
        var name = $"ocop_template_{Guid.CreateVersion7():n}";
        await OnServerAsync($"CREATE DATABASE {name}");
        var options = Postgres(name);
        await MigrateAsync(options);
        await using var connection = new NpgsqlConnection(options.ConnectionString);
        NpgsqlConnection.ClearPool(connection);
        return name;
    }

    private static async Task MigrateAsync(DatabaseOptions options)
    {
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddMarketDatabase(options).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MarketDb>().Database.MigrateAsync();
    }

    private static DatabaseOptions Postgres(string database) =>
        new(DatabaseProvider.Postgres, new NpgsqlConnectionStringBuilder(PostgresServer) { Database = database, MaxPoolSize = 20 }.ConnectionString);

    private static async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresServer);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
