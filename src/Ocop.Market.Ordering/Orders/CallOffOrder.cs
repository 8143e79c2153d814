using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

/// <summary>The market ends an order that its producer accepted and does not send: the goods go back on the shelf, what was paid goes back, and both sides read why.</summary>
public sealed class CallOffOrder(IOrderingDb db, OrderTurn turn)
{
    /// <summary>Beside this form another asks for a reason, too.</summary>
    public const string Field = "callOffReason";

    public async Task<Outcome<OrderTurned>> HandleAsync(Person person, Guid orderId, string? reason, CancellationToken cancel)
    {
        var producer = await (from order in db.Orders join owner in db.Producers on order.ProducerId equals owner.Id where order.Id == orderId select owner).AsNoTracking().FirstOrDefaultAsync(cancel);
        if (producer is null) return new Refusal("OrderUnknown", "", "Không có đơn này.", "There is no such order.");
        if (!person.May(Act.CallOffOrders, producer.Scope)) return NoRight.Here;
        var words = RefuseOrder.Words(reason, Field);
        return words.Succeeded ? await turn.TakeAsync(orderId, new Turn(OrderAct.CallOff, person.Actor, words.Value), cancel) : Outcome<OrderTurned>.Refused(words.Refusals);
    }
}
