namespace Ocop.Market.Ordering.Orders;

/// <summary>AwaitingPayment: chosen, promised, not paid, and no producer has heard of it. Unpaid: the money did not come in time.</summary>
public enum OrderStatus { AwaitingPayment, Placed, Accepted, Refused, Expired, Delivered, Unpaid }

/// <summary>Refunded: all of it was paid and goes back; how far it has come stands with its refunds.</summary>
public enum PaymentStatus { Due, Paid, Cancelled, Refunded }

/// <summary>What can happen to an order.</summary>
public enum OrderAct { Place, Lapse, Accept, Refuse, Expire, Deliver }

public enum StockEffect { None, Allocate, Release, Ship }

/// <summary>Settle: paid now where the buyer pays first, due where at the door. Collect: paid, now at the latest. Drop: nothing is to be paid any more, and what was paid goes back.</summary>
public enum PaymentEffect { None, Settle, Collect, Drop }

public sealed record OrderMove(OrderAct Act, OrderStatus From, OrderStatus To, StockEffect Stock, PaymentEffect Payment);

/// <summary>The whole way of an order in one table. Checked at the start: a hole in it is a bug, not a surprise for a buyer.</summary>
public static class OrderFlow
{
    public static readonly IReadOnlyList<OrderMove> Moves =
    [
        new(OrderAct.Place, OrderStatus.AwaitingPayment, OrderStatus.Placed, StockEffect.None, PaymentEffect.Settle),
        // The money came when the goods had been let go: placed after all where there are still enough.
        new(OrderAct.Place, OrderStatus.Unpaid, OrderStatus.Placed, StockEffect.Allocate, PaymentEffect.Settle),
        new(OrderAct.Lapse, OrderStatus.AwaitingPayment, OrderStatus.Unpaid, StockEffect.Release, PaymentEffect.Drop),
        new(OrderAct.Accept, OrderStatus.Placed, OrderStatus.Accepted, StockEffect.None, PaymentEffect.None),
        new(OrderAct.Refuse, OrderStatus.Placed, OrderStatus.Refused, StockEffect.Release, PaymentEffect.Drop),
        new(OrderAct.Expire, OrderStatus.Placed, OrderStatus.Expired, StockEffect.Release, PaymentEffect.Drop),
        new(OrderAct.Deliver, OrderStatus.Accepted, OrderStatus.Delivered, StockEffect.Ship, PaymentEffect.Collect),
    ];

    public static OrderMove? Find(OrderAct act, OrderStatus from) => Moves.SingleOrDefault(move => move.Act == act && move.From == from);

    /// <summary>Where the act leads to; an order that is already there has had it.</summary>
    public static OrderStatus EndOf(OrderAct act) => Moves.First(move => move.Act == act).To;

    /// <exception cref="InvalidOperationException">An act without a move, two moves for one act and state, a state out of reach, or an end that keeps goods promised.</exception>
    public static void Check(IReadOnlyList<OrderMove> moves)
    {
        foreach (var act in Enum.GetValues<OrderAct>())
        {
            var own = moves.Where(move => move.Act == act).ToList();
            if (own.Count == 0) throw new InvalidOperationException($"No order can ever {act}.");
            if (own.DistinctBy(move => move.From).Count() != own.Count) throw new InvalidOperationException($"{act} leads to two states from one.");
            if (own.DistinctBy(move => move.To).Count() != 1) throw new InvalidOperationException($"{act} must lead to one state, or repeating it cannot be recognised.");
        }

        foreach (var waiting in moves.Where(move => move.Act == OrderAct.Lapse).SelectMany(lapse => new[] { lapse.From, lapse.To }))
            if (!moves.Any(move => move.Act == OrderAct.Place && move.From == waiting)) throw new InvalidOperationException($"Money that comes when the order is {waiting} finds no way.");

        foreach (var status in Enum.GetValues<OrderStatus>())
        {
            if (status != OrderStatus.AwaitingPayment && moves.All(move => move.To != status)) throw new InvalidOperationException($"No order ever becomes {status}.");
            // Out of an end that may be taken back its goods must be taken anew.
            if (moves.Any(move => move.From == status && move.Stock != StockEffect.Allocate)) continue;
            if (moves.Any(move => move.To == status && (move.Stock is StockEffect.None or StockEffect.Allocate))) throw new InvalidOperationException($"{status} is an end, but its goods stay promised.");
        }
    }
}
