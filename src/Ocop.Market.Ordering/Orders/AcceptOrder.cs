using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

/// <summary>The producer takes the order on.</summary>
public sealed class AcceptOrder(OrderTurn turn)
{
    public Task<Outcome<OrderTurned>> HandleAsync(Guid orderId, string actor, CancellationToken cancel) => turn.TakeAsync(orderId, new Turn(OrderAct.Accept, actor), cancel);
}
