using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

/// <summary>The parcel leaves the producer, for the first time or once more; said again with another code, the code is corrected.</summary>
public sealed class ShipOrder(OrderTurn turn)
{
    public Task<Outcome<OrderTurned>> HandleAsync(Guid orderId, string? carrier, string? code, string actor, CancellationToken cancel) => TakeAsync(orderId, carrier, code, actor, corrects: true, cancel);

    /// <summary>A connected carrier has it; refused where the parcel went another way meanwhile.</summary>
    internal Task<Outcome<OrderTurned>> BookedAsync(Guid orderId, string carrier, string code, string actor, CancellationToken cancel) => TakeAsync(orderId, carrier, code, actor, corrects: false, cancel);

    private async Task<Outcome<OrderTurned>> TakeAsync(Guid orderId, string? carrier, string? code, string actor, bool corrects, CancellationToken cancel)
    {
        var handOver = HandOver.Read(carrier, code);
        return handOver.Succeeded
            ? await turn.TakeAsync(orderId, new Turn(OrderAct.Ship, actor) { HandOver = handOver.Value, Corrects = corrects }, cancel)
            : Outcome<OrderTurned>.Refused(handOver.Refusals);
    }
}
