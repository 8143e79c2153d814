using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <summary>For a job: what carts held too long goes back on the shelf. Each variant in a transaction of its own, safe to repeat.</summary>
public sealed class ReleaseExpiredReservations(IOrderingDb db, TimeProvider clock)
{
    /// <returns>How many variants were set free.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var variants = await db.StockReservations.Where(hold => hold.ExpiresAt <= now).Select(hold => hold.VariantId).Distinct().ToListAsync(cancel);
        foreach (var variantId in variants)
            await db.InTransactionAsync<bool>(async () =>
            {
                var ledger = new StockLedger(db, clock);
                await ledger.ReleaseExpiredAsync(variantId, cancel);
                await ledger.SettleAsync(cancel);
                return true;
            }, cancel);
        return variants.Count;
    }
}
