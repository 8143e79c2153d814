using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Data;

namespace Ocop.Market.Testing;

/// <summary>The market without its web host: a database of its own, a standing clock, and the modules as the host registers them.</summary>
public sealed class TestMarket : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private TestMarket(TestDatabase database, StandingClock clock, ServiceProvider services) => (_database, Clock, _services) = (database, clock, services);

    public StandingClock Clock { get; }

    public DatabaseOptions Options => _database.Options;

    public IServiceProvider Services => _services;

    public static async Task<TestMarket> OpenAsync(DatabaseProvider provider, Action<IServiceCollection>? configure = null, Filled filled = Filled.Nothing)
    {
        var database = await TestDatabase.CreateAsync(provider, filled);
        var clock = StandingClock.At(2026, 11, 23);
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddMarketDatabase(database.Options);
        configure?.Invoke(services);
        return new TestMarket(database, clock, services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true }));
    }

    /// <summary>Work in a scope of its own, as a request would.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = _services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
