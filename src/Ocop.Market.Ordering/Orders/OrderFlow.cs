namespace Ocop.Market.Ordering.Orders;

public enum OrderStatus { Placed, Accepted, Refused, Expired, Delivered }

public enum PaymentStatus { Due, Paid, Cancelled }

/// <summary>What can happen to a placed order.</summary>
public enum OrderAct { Accept, Refuse, Expire, Deliver }

public enum StockEffect { None, Release, Ship }

public sealed record OrderMove(OrderAct Act, OrderStatus From, OrderStatus To, StockEffect Stock, PaymentStatus Payment);

/// <summary>The whole way of an order in one table. Checked at the start: a hole in it is a bug, not a surprise for a buyer.</summary>
public static class OrderFlow
{
    public static readonly IReadOnlyList<OrderMove> Moves =
    [
        new(OrderAct.Accept, OrderStatus.Placed, OrderStatus.Accepted, StockEffect.None, PaymentStatus.Due),
        new(OrderAct.Refuse, OrderStatus.Placed, OrderStatus.Refused, StockEffect.Release, PaymentStatus.Cancelled),
        new(OrderAct.Expire, OrderStatus.Placed, OrderStatus.Expired, StockEffect.Release, PaymentStatus.Cancelled),
        new(OrderAct.Deliver, OrderStatus.Accepted, OrderStatus.Delivered, StockEffect.Ship, PaymentStatus.Paid),
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

        foreach (var status in Enum.GetValues<OrderStatus>())
        {
            if (status != OrderStatus.Placed && moves.All(move => move.To != status)) throw new InvalidOperationException($"No order ever becomes {status}.");
            if (moves.Any(move => move.From == status)) continue;
            if (moves.Any(move => move.To == status && move.Stock == StockEffect.None)) throw new InvalidOperationException($"{status} is an end, but its goods stay promised.");
        }
    }
}
