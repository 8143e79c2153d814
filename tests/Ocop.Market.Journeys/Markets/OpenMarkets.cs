using Ocop.Market.Data;
using Ocop.Market.Journeys.Browsing;
using Ocop.Market.Journeys.Markets;
using Ocop.Market.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(OpenMarkets))]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]
[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace Ocop.Market.Journeys.Markets;

/// <summary>One market for the whole run on each database that is asked for, and the browser. Orders belong to the tests, the market to all.</summary>
public sealed class OpenMarkets : IAsyncLifetime
{
    private readonly Lazy<Task<MarketProgram>> _sqlite = new(() => MarketProgram.OpenAsync(DatabaseProvider.Sqlite));
    private readonly Lazy<Task<MarketProgram>> _postgres = new(() => MarketProgram.OpenAsync(DatabaseProvider.Postgres));
    private readonly Lazy<Task<MarketPages>> _pages;

    public OpenMarkets() => _pages = new(async () => await MarketPages.FindAsync((await MarketAsync()).Http));

    public Chromium Browser { get; private set; } = null!;

    public Task<MarketProgram> MarketAsync(DatabaseProvider provider = DatabaseProvider.Sqlite) => provider switch
    {
        DatabaseProvider.Sqlite => _sqlite.Value,
        DatabaseProvider.Postgres => _postgres.Value,
    };

    /// <summary>Addresses in the SQLite market.</summary>
    public Task<MarketPages> PagesAsync() => _pages.Value;

    public async Task<Visitor> VisitAsync(VisitorKind kind, DatabaseProvider provider = DatabaseProvider.Sqlite) =>
        await Browser.OpenAsync((await MarketAsync(provider)).Address, kind);

    /// <summary>Somebody who goes to a gateway's page and comes back.</summary>
    public async Task<Visitor> VisitToPayAsync(VisitorKind kind, DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var market = await MarketAsync(provider);
        return await Browser.OpenAsync(market.Address, kind, market.Gateways.Addresses);
    }

    /// <summary>Somebody who goes to an outside platform's pages and comes back.</summary>
    public async Task<Visitor> VisitToSellAsync(VisitorKind kind)
    {
        var market = await MarketAsync();
        return await Browser.OpenAsync(market.Address, kind, market.Platforms.Addresses);
    }

    public async ValueTask InitializeAsync() => Browser = await Chromium.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        foreach (var market in new[] { _sqlite, _postgres })
            if (market.IsValueCreated) await (await market.Value).DisposeAsync();
    }
}
