using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Carts;

/// <summary>For a job: carts whose cookie has run out go, with their lines. One that became an order, or that goods are held for, stays.</summary>
public sealed class DeleteAbandonedCarts(IOrderingDb db, TimeProvider clock)
{
    /// <returns>How many were deleted. One statement: whoever touches his cart meanwhile is waited for, and keeps it.</returns>
    public Task<int> HandleAsync(CancellationToken cancel)
    {
        var before = clock.UtcNow() - Cart.Lasts;
        return db.Carts
            .Where(cart => cart.UpdatedAt < before && cart.PlacedAt == null && !db.StockReservations.Any(hold => hold.CartId == cart.Id))
            .ExecuteDeleteAsync(cancel);
    }
}
