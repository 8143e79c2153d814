using Microsoft.EntityFrameworkCore;

namespace Ocop.Market.Ordering.Orders;

/// <summary>The row of the order group is the lock of its orders, payments, receipts and refunds (docs/adr/0012). Taken first, before levels of stock.</summary>
internal static class GroupLock
{
    /// <returns>Whether there is such a group; whoever else is at it has finished then.</returns>
    public static async Task<bool> LockAsync(this IQueryable<OrderGroup> groups, CancellationToken cancel) =>
        await groups.ExecuteUpdateAsync(set => set.SetProperty(group => group.Number, group => group.Number), cancel) > 0;
}
