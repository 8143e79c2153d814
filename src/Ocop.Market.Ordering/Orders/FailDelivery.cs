using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

/// <summary>The parcel came to the door in vain. What becomes of it is said next: <see cref="ShipOrder"/> once more, or <see cref="TakeBackParcel"/>.</summary>
public sealed class FailDelivery(OrderTurn turn)
{
    /// <summary>What mostly happens, for the forms; the buyer reads it.</summary>
    public static readonly IReadOnlyList<LocalText> Reasons =
    [
        new("Không có ai nhận.", "Nobody was there."), new("Khách không nhận hàng.", "Refused at the door."), new("Sai địa chỉ hoặc không gọi được.", "Wrong address, or no answer on the phone."),
        new("Hàng vỡ, hỏng dọc đường.", "Broken on the way."),
    ];

    public async Task<Outcome<OrderTurned>> HandleAsync(Guid orderId, string? reason, string actor, CancellationToken cancel)
    {
        var words = RefuseOrder.Words(reason);
        return words.Succeeded ? await turn.TakeAsync(orderId, new Turn(OrderAct.Fail, actor, words.Value), cancel) : Outcome<OrderTurned>.Refused(words.Refusals);
    }
}
