using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Shipping;

namespace Ocop.Market.Ordering.Orders;

/// <summary>What a producer says of an order, with what its act needs.</summary>
public sealed record ProducerAnswer(OrderAct Act, string? Reason = null, string? Carrier = null, string? Code = null, bool? AreBroken = null)
{
    /// <summary>A pressed button, as all three pages send it; null for one that does not exist.</summary>
    public static ProducerAnswer? Read(string? button, string? reason, string? carrier, string? code, string? goods)
    {
        OrderAct? act = button switch
        {
            "accept" => OrderAct.Accept, "refuse" => OrderAct.Refuse, "ship" => OrderAct.Ship, "fail" => OrderAct.Fail, "take-back" => OrderAct.TakeBack, "deliver" => OrderAct.Deliver, _ => null,
        };
        return act is { } known ? new ProducerAnswer(known, reason, carrier, code, goods switch { "shelf" => false, "broken" => true, _ => null }) : null;
    }
}

/// <summary>A producer's acts by their names, for whoever presses the button; who may is asked before.</summary>
public sealed class AnswerOrder(AcceptOrder accept, RefuseOrder refuse, ShipOrder ship, FailDelivery fail, TakeBackParcel takeBack, DeliverOrder deliver, BookShipment book)
{
    public Task<Outcome<OrderTurned>> HandleAsync(Guid orderId, ProducerAnswer answer, string actor, CancellationToken cancel) => answer.Act switch
    {
        OrderAct.Accept => accept.HandleAsync(orderId, actor, cancel),
        OrderAct.Refuse => refuse.HandleAsync(orderId, answer.Reason, actor, cancel),
        // A connected carrier without a code: it is asked for one.
        OrderAct.Ship when string.IsNullOrWhiteSpace(answer.Code) && book.IsConnected(answer.Carrier) => book.HandleAsync(orderId, answer.Carrier!, actor, cancel),
        OrderAct.Ship => ship.HandleAsync(orderId, answer.Carrier, answer.Code, actor, cancel),
        OrderAct.Fail => fail.HandleAsync(orderId, answer.Reason, actor, cancel),
        OrderAct.TakeBack => takeBack.HandleAsync(orderId, answer.AreBroken, actor, cancel),
        OrderAct.Deliver => deliver.HandleAsync(orderId, actor, cancel),
        OrderAct.Place or OrderAct.Lapse or OrderAct.Expire or OrderAct.Cancel or OrderAct.CallOff or OrderAct.Complete => throw new ArgumentOutOfRangeException(nameof(answer), answer.Act, "Time, money, the buyer or the market does this, no producer."),
    };
}

/// <summary>Somebody with a right on the producer's things takes one of its acts: at the desk for whoever was called, or in the producer's own rooms.</summary>
public sealed class AnswerForProducer(IOrderingDb db, AnswerOrder answers)
{
    public async Task<Outcome<OrderTurned>> HandleAsync(Person person, Guid orderId, ProducerAnswer answer, CancellationToken cancel)
    {
        var producer = await (from order in db.Orders join owner in db.Producers on order.ProducerId equals owner.Id where order.Id == orderId select owner).AsNoTracking().FirstOrDefaultAsync(cancel);
        if (producer is null) return new Refusal("OrderUnknown", "", "Không có đơn này.", "There is no such order.");
        return person.May(Act.AnswerOrders, producer.Scope) ? await answers.HandleAsync(orderId, answer, person.Actor, cancel) : NoRight.Here;
    }
}
