using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

/// <summary>A parcel that failed is not sent again: its goods go back onto the shelf or are written off, nothing is to be paid, and what was paid goes back.</summary>
public sealed class TakeBackParcel(OrderTurn turn)
{
    /// <param name="areBroken">Null: it was not said what became of the goods.</param>
    public async Task<Outcome<OrderTurned>> HandleAsync(Guid orderId, bool? areBroken, string actor, CancellationToken cancel) => areBroken is { } broken
        ? await turn.TakeAsync(orderId, new Turn(OrderAct.TakeBack, actor) { AreBroken = broken }, cancel)
        : new Refusal("GoodsUnknown", "goods", "Chọn hàng còn bán được hay đã hỏng.", "Say whether the goods can still be sold.");
}
