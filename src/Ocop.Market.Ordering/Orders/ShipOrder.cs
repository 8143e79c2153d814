using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

/// <summary>The parcel leaves the producer, for the first time or once more; said again with another code, the code is corrected.</summary>
public sealed class ShipOrder(OrderTurn turn)
{
    public async Task<Outcome<OrderTurned>> HandleAsync(Guid orderId, string? carrier, string? code, string actor, CancellationToken cancel)
    {
        var handOver = HandOver.Read(carrier, code);
        return handOver.Succeeded
            ? await turn.TakeAsync(orderId, new Turn(OrderAct.Ship, actor) { HandOver = handOver.Value }, cancel)
            : Outcome<OrderTurned>.Refused(handOver.Refusals);
    }
}
