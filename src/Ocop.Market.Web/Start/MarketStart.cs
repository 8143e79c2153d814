using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;

namespace Ocop.Market.Web.Start;

/// <summary>What must be true before the first request: the schema is current and the reference tables are filled.</summary>
public sealed class MarketStart(IServiceScopeFactory scopes)
{
    public async Task PrepareAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketDb>();
        await db.Database.MigrateAsync(cancel);
    }
}
