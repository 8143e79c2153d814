namespace Ocop.Market.Ordering.Orders;

/// <summary>
/// AwaitingPayment: chosen, promised, not paid, and no producer has heard of it. Unpaid: the money did not come in time. Shipped: handed over, or under way
/// with the producer. Failed: it came to the door in vain; it is sent again or goes back. Returned: back for good. Cancelled: by the buyer,
/// or by the market after the producer had accepted it.
/// </summary>
public enum OrderStatus { AwaitingPayment, Placed, Accepted, Refused, Expired, Delivered, Unpaid, Shipped, Failed, Returned, Cancelled }

/// <summary>Refunded: all of it was paid and goes back; how far it has come stands with its refunds.</summary>
public enum PaymentStatus { Due, Paid, Cancelled, Refunded }

/// <summary>What can happen to an order. Cancel: the buyer thinks again. CallOff: the market ends what was accepted and does not leave. Complete: nobody said anything, and time says that it arrived.</summary>
public enum OrderAct { Place, Lapse, Accept, Refuse, Expire, Cancel, CallOff, Ship, Fail, TakeBack, Deliver, Complete }

/// <summary>Return: what was on its way comes back, onto the shelf or broken.</summary>
public enum StockEffect { None, Allocate, Release, Ship, Return }

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
        new(OrderAct.Cancel, OrderStatus.Placed, OrderStatus.Cancelled, StockEffect.Release, PaymentEffect.Drop),
        new(OrderAct.CallOff, OrderStatus.Accepted, OrderStatus.Cancelled, StockEffect.Release, PaymentEffect.Drop),
        new(OrderAct.Ship, OrderStatus.Accepted, OrderStatus.Shipped, StockEffect.Ship, PaymentEffect.None),
        new(OrderAct.Ship, OrderStatus.Failed, OrderStatus.Shipped, StockEffect.None, PaymentEffect.None),
        // Who carries the parcel round the corner says so once, at the end of the way: the goods leave with that.
        new(OrderAct.Fail, OrderStatus.Accepted, OrderStatus.Failed, StockEffect.Ship, PaymentEffect.None),
        new(OrderAct.Fail, OrderStatus.Shipped, OrderStatus.Failed, StockEffect.None, PaymentEffect.None),
        new(OrderAct.TakeBack, OrderStatus.Failed, OrderStatus.Returned, StockEffect.Return, PaymentEffect.Drop),
        new(OrderAct.Deliver, OrderStatus.Accepted, OrderStatus.Delivered, StockEffect.Ship, PaymentEffect.Collect),
        new(OrderAct.Deliver, OrderStatus.Shipped, OrderStatus.Delivered, StockEffect.None, PaymentEffect.Collect),
        new(OrderAct.Deliver, OrderStatus.Failed, OrderStatus.Delivered, StockEffect.None, PaymentEffect.Collect),
        new(OrderAct.Complete, OrderStatus.Shipped, OrderStatus.Delivered, StockEffect.None, PaymentEffect.Collect),
    ];

    /// <summary>What whoever has a parcel may have to tell of it at any time.</summary>
    private static readonly OrderAct[] OfTheRoad = [OrderAct.Ship, OrderAct.Fail, OrderAct.Deliver];

    private enum Goods { Promised, OnTheShelf, Away }

    public static OrderMove? Find(OrderAct act, OrderStatus from) => Moves.SingleOrDefault(move => move.Act == act && move.From == from);

    /// <summary>Where the act leads to; an order that is already there has had it.</summary>
    public static OrderStatus EndOf(OrderAct act) => EndOf(Moves, act);

    /// <exception cref="InvalidOperationException">
    /// An act without a move, two moves for one act and state, a state out of reach, goods that leave twice or never or can only leave, an end that keeps goods
    /// promised or gives them away for nothing, or a parcel on its way that can neither arrive nor fail to.
    /// </exception>
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

        var reached = Follow(moves, OrderStatus.AwaitingPayment, Goods.Promised);
        foreach (var status in Enum.GetValues<OrderStatus>())
        {
            if (!reached.TryGetValue(status, out var goods)) throw new InvalidOperationException($"No order ever becomes {status}.");
            if (goods == Goods.Promised && !moves.Any(move => move.From == status && move.Stock == StockEffect.Release)) throw new InvalidOperationException($"Goods of an order that is {status} can never go back on the shelf.");
            if (!IsEnd(moves, status)) continue;
            if (goods == Goods.Away && moves.Any(move => move.To == status && move.Payment != PaymentEffect.Collect)) throw new InvalidOperationException($"{status} is an end at which goods are gone and nobody paid.");
        }

        var accepted = EndOf(moves, OrderAct.Accept);
        foreach (var onTheWay in Follow(moves, accepted, reached[accepted]).Keys.Where(status => !IsEnd(moves, status)))
            foreach (var act in OfTheRoad)
                if (EndOf(moves, act) != onTheWay && !moves.Any(move => move.Act == act && move.From == onTheWay)) throw new InvalidOperationException($"An order that is {onTheWay} cannot {act}.");
    }

    private static OrderStatus EndOf(IReadOnlyList<OrderMove> moves, OrderAct act) => moves.First(move => move.Act == act).To;

    // Out of an end that may be taken back its goods must be taken anew.
    private static bool IsEnd(IReadOnlyList<OrderMove> moves, OrderStatus status) => !moves.Any(move => move.From == status && move.Stock != StockEffect.Allocate);

    /// <summary>Where the goods are in each state, whichever way led to it.</summary>
    private static Dictionary<OrderStatus, Goods> Follow(IReadOnlyList<OrderMove> moves, OrderStatus start, Goods goods)
    {
        var found = new Dictionary<OrderStatus, Goods> { [start] = goods };
        var open = new Queue<OrderStatus>([start]);
        while (open.TryDequeue(out var from))
            foreach (var move in moves.Where(move => move.From == from))
            {
                var after = After(move, found[from]);
                if (found.TryAdd(move.To, after)) open.Enqueue(move.To);
                else if (found[move.To] != after) throw new InvalidOperationException($"Where the goods are when an order is {move.To} depends on its way.");
            }

        return found;
    }

    private static Goods After(OrderMove move, Goods goods) => (move.Stock, goods) switch
    {
        (StockEffect.None, _) => goods,
        (StockEffect.Allocate, Goods.OnTheShelf) => Goods.Promised,
        (StockEffect.Release, Goods.Promised) => Goods.OnTheShelf,
        (StockEffect.Ship, Goods.Promised) => Goods.Away,
        (StockEffect.Return, Goods.Away) => Goods.OnTheShelf,
        _ => throw new InvalidOperationException($"{move.Act} would {move.Stock} goods that are {goods} when the order is {move.From}."),
    };
}
