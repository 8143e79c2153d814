using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

/// <summary>The buyer thinks again while no producer has taken the order on.</summary>
public sealed class CancelOrder(IOrderingDb db, OrderTurn turn)
{
    /// <param name="groupId">What the buyer's link opens: it cancels parcels of this group only.</param>
    public async Task<Outcome<OrderTurned>> HandleAsync(Guid groupId, string? number, CancellationToken cancel)
    {
        var order = await db.Orders.Where(order => order.GroupId == groupId && order.Number == number).Select(order => order.Id).SingleOrDefaultAsync(cancel);
        return await turn.TakeAsync(order, new Turn(OrderAct.Cancel, "buyer"), cancel);
    }
}
