using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Web.Caching;

namespace Ocop.Market.Web.Tests;

/// <summary>
/// The whole site in this process, on a data folder and a database of its own. The clock stands where the test puts it; jobs are off unless asked for.
/// </summary>
public sealed class MarketSite : WebApplicationFactory<Program>
{
    private readonly TestDatabase _database;
    private readonly bool _ownsDatabase;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly Action<IServiceCollection>? _configure;

    private MarketSite(TestDatabase database, bool ownsDatabase, TimeProvider clock, IReadOnlyDictionary<string, string>? settings, Action<IServiceCollection>? configure)
    {
        (_database, _ownsDatabase, Clock, _settings, _configure) = (database, ownsDatabase, clock, settings ?? new Dictionary<string, string>(), configure);
        DataDirectory = Directory.CreateTempSubdirectory("ocop-site-").FullName;
    }

    public string DataDirectory { get; }

    public DatabaseOptions Database => _database.Options;

    public TimeProvider Clock { get; }

    /// <summary>The clock of a site that was opened without one.</summary>
    public StandingClock StandingClock => (StandingClock)Clock;

    public static async Task<MarketSite> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, IReadOnlyDictionary<string, string>? settings = null,
        Action<IServiceCollection>? configure = null, TimeProvider? clock = null) =>
        new(await TestDatabase.CreateAsync(provider, Filled.UnitsAndTaxonomy), true, clock ?? StandingClock.At(2026, 11, 23), settings, configure);

    /// <summary>A second node on the same database, with a data folder and a cache of its own.</summary>
    public MarketSite AnotherNode() => new(_database, false, Clock, _settings, _configure);

    /// <summary>Follows no redirect and keeps no cookie: each request is what the test says it is.</summary>
    public HttpClient Visitor() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });

    public async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = Services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>
    /// Until everything that was written before has reached the kept pages: only then does a page that is made anew tell of the write in between.
    /// A mark of its own is written, and waited for; changes are carried in the order of their transactions.
    /// </summary>
    public async Task SettledAsync()
    {
        var freshness = Services.GetRequiredService<CacheFreshness>();
        var (before, mark) = (freshness.Number, ChangeSubject.Media(Guid.CreateVersion7()));
        await InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<MarketDb>();
            db.Changes.Add(new Change(Clock.UtcNow(), mark));
            await db.SaveChangesAsync();
        });
        await Eventually.TrueAsync(() => Task.FromResult(!freshness.IsFresh(before, [CacheTags.Of(mark)])));
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("DataDirectory", DataDirectory);
        builder.UseSetting("Database:Provider", _database.Options.Provider.ToString());
        builder.UseSetting("ConnectionStrings:Market", _database.Options.ConnectionString);
        builder.UseSetting("Jobs:Enabled", "false");
        builder.UseSetting("Site:Demo", "false");
        foreach (var (key, value) in _settings) builder.UseSetting(key, value);
        // Not Development: its exception page would stand before ours.
        builder.UseEnvironment("Testing");
        builder.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);
        builder.ConfigureTestServices(services =>
        {
            services.RemoveAll<ILoggerProvider>();
            services.AddSingleton(Clock);
            // Slow on purpose, and every site makes an administrator.
            services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
            _configure?.Invoke(services);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_ownsDatabase) await _database.DisposeAsync();
        Directory.Delete(DataDirectory, recursive: true);
        GC.SuppressFinalize(this);
    }
}
