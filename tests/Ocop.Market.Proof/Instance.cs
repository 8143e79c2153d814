using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Ocop.Market.Data;
using Ocop.Market.Testing;

namespace Ocop.Market.Proof;

/// <summary>A market as somebody runs it: a data folder, a database, and the built program, started as often as the test likes.</summary>
internal sealed class Instance : IAsyncDisposable
{
    private readonly TestDatabase? _postgres;
    private readonly List<Host> _hosts = [];
    private readonly bool _isDemo;
    private readonly ServiceProvider _questions;

    private Instance(DatabaseProvider provider, TestDatabase? postgres, bool isDemo, string? folder = null)
    {
        (_postgres, _isDemo) = (postgres, isDemo);
        DataDirectory = folder ?? Directory.CreateTempSubdirectory("ocop-proof-").FullName;
        Database = postgres?.Options ?? new DatabaseOptions(provider, $"Data Source={Path.Combine(DataDirectory, "market.db")}");
        _questions = new ServiceCollection().AddSingleton(TimeProvider.System).AddMarketDatabase(Database).BuildServiceProvider();
    }

    public string DataDirectory { get; }

    /// <summary>What its operator has configured beyond the usual, as environment variables.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    public DatabaseOptions Database { get; }

    /// <summary>The way by which the market goes to its database, where that is not the test's own.</summary>
    public string? ConnectionString { get; set; }

    public string MailFolder => Path.Combine(DataDirectory, "mail");

    /// <summary>As after a first start: tables, units and taxonomy are there, which would take each test a second or two.</summary>
    public static async Task<Instance> OpenAsync(DatabaseProvider provider, bool isDemo = false)
    {
        var instance = new Instance(provider, provider == DatabaseProvider.Postgres ? await TestDatabase.CreateAsync(provider, Filled.UnitsAndTaxonomy) : null, isDemo);
        if (provider == DatabaseProvider.Sqlite) await TestDatabase.CopySqliteAsync(Path.Combine(instance.DataDirectory, "market.db"), Filled.UnitsAndTaxonomy);
        return instance;
    }

    /// <summary>Nothing is there yet: the first start makes the tables.</summary>
    public static async Task<Instance> OpenEmptyAsync(DatabaseProvider provider, bool isDemo = false) =>
        new(provider, provider == DatabaseProvider.Postgres ? await TestDatabase.CreateEmptyPostgresAsync() : null, isDemo);

    /// <summary>With all its files on a disk of the test's own.</summary>
    public static async Task<Instance> OpenOnAsync(SmallDisk disk, DatabaseProvider provider) =>
        new(provider, provider == DatabaseProvider.Postgres ? await TestDatabase.CreateEmptyPostgresAsync(await disk.MakeFolderAsync("postgres", owner: "postgres")) : null,
            isDemo: false, await disk.MakeFolderAsync("market"));

    /// <summary>Starts a web process and waits until it answers. A second one on the same database gets a data folder of its own, with the media in common.</summary>
    public async Task<Host> StartAsync(string? fault = null)
    {
        var host = Launch(fault);
        await host.IsReadyAsync();
        return host;
    }

    /// <summary>The same without waiting for an answer.</summary>
    public Host Launch(string? fault = null)
    {
        var isFirst = _hosts.All(host => host.HasEnded);
        var port = Host.FreePort();
        var folder = isFirst ? DataDirectory : Directory.CreateDirectory(Path.Combine(DataDirectory, $"node-{port}")).FullName;
        // Nodes of one market have its pictures in common.
        if (!isFirst) Directory.CreateSymbolicLink(Path.Combine(folder, "media"), Directory.CreateDirectory(Path.Combine(DataDirectory, "media")).FullName);
        var host = new Host(port, Launch(["--urls", $"http://127.0.0.1:{port}"], fault, folder));
        _hosts.Add(host);
        return host;
    }

    /// <summary>Runs a command to its end in a process of its own.</summary>
    public async Task<CommandAnswer> RunAsync(string[] words, string? fault = null)
    {
        using var process = Launch(words, fault, DataDirectory);
        var (output, complaint) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new CommandAnswer(process.ExitCode, await output, await complaint, Stopwatch.GetTimestamp());
    }

    public async Task<T> AskAsync<T>(Func<MarketDb, Task<T>> question)
    {
        await using var scope = _questions.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<MarketDb>());
    }

    public string WriteList(string name, string content)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(DataDirectory, "lists")).FullName, name);
        File.WriteAllText(file, content);
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts) await host.DisposeAsync();
        await _questions.DisposeAsync();
        if (Database.Provider == DatabaseProvider.Sqlite)
            using (var connection = new SqliteConnection(Database.ConnectionString)) SqliteConnection.ClearPool(connection);
        else
            await using (var connection = new NpgsqlConnection(Database.ConnectionString)) NpgsqlConnection.ClearPool(connection);
        if (_postgres is not null) await _postgres.DisposeAsync();
        Directory.Delete(DataDirectory, recursive: true);
    }

    private Process Launch(IEnumerable<string> words, string? fault, string folder)
    {
        var settings = new Dictionary<string, string?>(Settings)
        {
            ["DataDirectory"] = folder,
            ["Database__Provider"] = Database.Provider.ToString(),
            ["ConnectionStrings__Market"] = ConnectionString ?? Database.ConnectionString,
            ["Site__Demo"] = _isDemo ? "true" : "false",
            // All guests of a test come from one address, and faster than people do.
            ["RateLimits__Network__Permits"] = "1000000",
            ["OCOP_FAULT"] = fault,
        };
        return BuiltProgram.Launch(words, settings);
    }
}

internal sealed record CommandAnswer(int ExitCode, string Output, string Complaint, long EndedAt);
