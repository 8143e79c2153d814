using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Ordering.Orders;

public sealed record OrderTurned(Guid OrderId, string Number, OrderStatus Status);

/// <summary>One step on an order's way: the move of the table with its stock, history, audit and mail. Each act's use case is a line around it.</summary>
public sealed class OrderTurn(IOrderingDb db, OrderMails mails, TimeProvider clock)
{
    public Task<Outcome<OrderTurned>> TakeAsync(Guid orderId, OrderAct act, string actor, string? reason, CancellationToken cancel) => db.InTransactionAsync<OrderTurned>(async () =>
    {
        // The lock: an answer and the end of the 48 hours may meet here.
        if (await db.Orders.Where(order => order.Id == orderId).ExecuteUpdateAsync(set => set.SetProperty(it => it.Version, it => it.Version), cancel) == 0)
            return new Refusal("OrderUnknown", "", "Không có đơn này.", "There is no such order.");
        var order = await db.Orders.Include(order => order.Lines).SingleAsync(order => order.Id == orderId, cancel);
        var group = await db.OrderGroups.AsNoTracking().SingleAsync(group => group.Id == order.GroupId, cancel);

        if (order.Status == OrderFlow.EndOf(act)) return Turned(order);
        if (OrderFlow.Find(act, order.Status) is not { } move) return TooLate(order);

        var before = order.Status.ToString();
        order.Take(move, clock.UtcNow(), actor, reason);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), actor, $"Order{order.Status}", order.ChangeSubject, before, order.Status.ToString()));
        var ledger = new StockLedger(db, clock);
        await MoveStockAsync(ledger, order, move.Stock, actor, cancel);
        mails.TellAnswer(group, order, act, reason);
        await ledger.SettleAsync(cancel);
        return Turned(order);
    }, cancel);

    private async Task MoveStockAsync(StockLedger ledger, Order order, StockEffect effect, string actor, CancellationToken cancel)
    {
        foreach (var line in order.Lines.OrderBy(line => line.VariantId))
            switch (effect)
            {
                case StockEffect.Release: await ledger.ReleaseAsync(line.VariantId, line.Quantity, order.Number, actor, cancel); break;
                case StockEffect.Ship: await ledger.ShipAsync(line.VariantId, line.Quantity, order.Number, actor, cancel); break;
                case StockEffect.None: break;
            }
    }

    private static OrderTurned Turned(Order order) => new(order.Id, order.Number, order.Status);

    private static Refusal TooLate(Order order) => order.Status switch
    {
        OrderStatus.Placed => new("NotYetAccepted", "", "Đơn này chưa được nhận, nên chưa thể báo đã giao.", "This order has not been accepted yet."),
        OrderStatus.Accepted => new("AlreadyAccepted", "", "Đơn này đã được nhận rồi.", "This order was accepted already."),
        OrderStatus.Refused => new("AlreadyRefused", "", "Đơn này đã bị từ chối.", "This order was refused."),
        OrderStatus.Expired => new("AlreadyExpired", "", "Đơn này đã quá 48 giờ nên tự huỷ; hàng đã nhả ra.", "This order passed 48 hours and was cancelled; its goods were released."),
        OrderStatus.Delivered => new("AlreadyDelivered", "", "Đơn này đã giao xong.", "This order was delivered."),
    };
}
