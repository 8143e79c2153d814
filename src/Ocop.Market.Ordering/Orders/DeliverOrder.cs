using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

/// <summary>The parcel arrived, and cash was paid at the door. Said straight after accepting, the goods leave the ledger with it.</summary>
public sealed class DeliverOrder(OrderTurn turn)
{
    public Task<Outcome<OrderTurned>> HandleAsync(Guid orderId, string actor, CancellationToken cancel) => turn.TakeAsync(orderId, new Turn(OrderAct.Deliver, actor), cancel);
}
