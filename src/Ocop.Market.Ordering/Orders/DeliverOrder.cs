using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

/// <summary>The parcel arrived and was paid at the door: the goods leave the ledger, the money is in.</summary>
public sealed class DeliverOrder(OrderTurn turn)
{
    public Task<Outcome<OrderTurned>> HandleAsync(Guid orderId, string actor, CancellationToken cancel) => turn.TakeAsync(orderId, OrderAct.Deliver, actor, null, cancel);
}
