using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

/// <summary>Somebody with a right on the producer's things takes one of its three acts: at the desk for whoever was called, or in the producer's own rooms.</summary>
public sealed class AnswerForProducer(IOrderingDb db, AcceptOrder accept, RefuseOrder refuse, DeliverOrder deliver)
{
    public async Task<Outcome<OrderTurned>> HandleAsync(Person person, Guid orderId, OrderAct act, string? reason, CancellationToken cancel)
    {
        var producer = await (from order in db.Orders join owner in db.Producers on order.ProducerId equals owner.Id where order.Id == orderId select owner).AsNoTracking().FirstOrDefaultAsync(cancel);
        if (producer is null) return new Refusal("OrderUnknown", "", "Không có đơn này.", "There is no such order.");
        if (!person.May(Act.AnswerOrders, producer.Scope)) return NoRight.Here;
        return act switch
        {
            OrderAct.Accept => await accept.HandleAsync(orderId, person.Actor, cancel),
            OrderAct.Refuse => await refuse.HandleAsync(orderId, reason, person.Actor, cancel),
            OrderAct.Deliver => await deliver.HandleAsync(orderId, person.Actor, cancel),
            OrderAct.Expire or OrderAct.Place or OrderAct.Lapse => throw new ArgumentOutOfRangeException(nameof(act), act, "Time and money do this, no person."),
        };
    }
}
