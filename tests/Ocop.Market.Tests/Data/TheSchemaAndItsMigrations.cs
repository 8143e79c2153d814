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
}
