using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Data;

public sealed class AskingForTheDatabaseByManyNames
{
    [Theory, BothDatabases]
    public async Task Gives_one_context_in_a_scope_and_another_in_the_next(DatabaseProvider provider)
    {
        await using var market = await TestMarket.OpenAsync(provider);
        await market.InScopeAsync(scope =>
        {
            Assert.Same(scope.GetRequiredService<IKernelDb>(), scope.GetRequiredService<IOrderingDb>());
            return market.InScopeAsync(other =>
            {
                Assert.NotSame(scope.GetRequiredService<MarketDb>(), other.GetRequiredService<MarketDb>());
                return Task.CompletedTask;
            });
        });
    }

    [Theory, BothDatabases]
    public async Task Takes_it_from_nobody_who_got_it_while_the_first_scope_was_ending(DatabaseProvider provider)
    {
        await using var market = await TestMarket.OpenAsync(provider, services => services.AddScoped<Successor>());
        Successor successor;
        await using (var scope = market.Services.CreateAsyncScope())
        {
            // A scope disposes what it made from the last to the first, so the successor comes in between two names of the same context.
            scope.ServiceProvider.GetRequiredService<ICatalogDb>();
            successor = scope.ServiceProvider.GetRequiredService<Successor>();
            scope.ServiceProvider.GetRequiredService<IOrderingDb>();
        }

        Assert.Equal(0, await successor.Db.Products.CountAsync());
        await market.InScopeAsync(third =>
        {
            Assert.NotSame(successor.Db, third.GetRequiredService<MarketDb>());
            return Task.CompletedTask;
        });
        await successor.LeaveAsync();
    }

    /// <summary>Asks for a context at the moment when the scope it lives in ends, and keeps it.</summary>
    private sealed class Successor(IServiceScopeFactory scopes) : IDisposable
    {
        private readonly AsyncServiceScope _scope = scopes.CreateAsyncScope();
        private MarketDb? _db;

        public MarketDb Db => _db ?? throw new InvalidOperationException("The scope before has not ended.");

        public void Dispose() => _db = _scope.ServiceProvider.GetRequiredService<MarketDb>();

        public ValueTask LeaveAsync() => _scope.DisposeAsync();
    }
}
