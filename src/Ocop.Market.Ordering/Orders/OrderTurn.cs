using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Ordering.Orders;

public sealed record OrderTurned(Guid OrderId, string Number, OrderStatus Status);

/// <summary>One step on an order's way: the move of the table with its stock, history, audit and mail. Each act's use case is a line around it.</summary>
public sealed class OrderTurn(IOrderingDb db, OrderMails mails, RefundBook refunds, TimeProvider clock)
{
    public Task<Outcome<OrderTurned>> TakeAsync(Guid orderId, OrderAct act, string actor, string? reason, CancellationToken cancel) => db.InTransactionAsync<OrderTurned>(async () =>
    {
        // The lock of the whole group: an answer, the end of the 48 hours, the money and its way back may meet here.
        if (await db.OrderGroups.Where(group => group.Orders.Any(order => order.Id == orderId)).ExecuteUpdateAsync(set => set.SetProperty(it => it.Number, it => it.Number), cancel) == 0)
            return new Refusal("OrderUnknown", "", "Không có đơn này.", "There is no such order.");
        var order = await db.Orders.Include(order => order.Lines).SingleAsync(order => order.Id == orderId, cancel);
        var group = await db.OrderGroups.AsNoTracking().SingleAsync(group => group.Id == order.GroupId, cancel);

        if (order.Status == OrderFlow.EndOf(act)) return Turned(order);
        if (OrderFlow.Find(act, order.Status) is not { } move) return TooLate(order);

        var (before, wasPaid) = (order.Status.ToString(), order.PaymentStatus == PaymentStatus.Paid);
        order.Take(move, clock.UtcNow(), actor, reason);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), actor, $"Order{order.Status}", order.ChangeSubject, before, order.Status.ToString()));
        var ledger = new StockLedger(db, clock);
        await MoveStockAsync(ledger, order, move.Stock, actor, cancel);
        if (wasPaid && move.Payment == PaymentEffect.Drop) await refunds.OweAsync(order, order.Total - order.Refunded, ReasonFor(act, reason), actor, cancel);
        if (!wasPaid && move.Payment == PaymentEffect.Collect && order.Total > Money.Zero) db.Receipts.Add(new Receipt(group.Id, order.Id, order.Number, order.Total, clock.UtcNow()));
        mails.TellAnswer(group, order, act, reason);
        await ledger.SettleAsync(cancel);
        if (move.Payment == PaymentEffect.Drop) await PromotionUses.GiveBackAsync(db, group.Id, clock.UtcNow(), cancel);
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
                case StockEffect.Allocate: throw new InvalidOperationException("Goods that were let go are taken anew by whoever books the money.");
            }
    }

    /// <summary>Vietnamese, as all words that people leave with money.</summary>
    private static string ReasonFor(OrderAct act, string? reason) => act == OrderAct.Refuse ? $"Người bán không nhận được đơn: {reason}" : "Người bán chưa trả lời trong 48 giờ, đơn đã huỷ.";

    private static OrderTurned Turned(Order order) => new(order.Id, order.Number, order.Status);

    private static Refusal TooLate(Order order) => order.Status switch
    {
        OrderStatus.AwaitingPayment => new("NotYetPaid", "", "Đơn này chưa trả tiền, người bán chưa phải làm gì.", "This order has not been paid; there is nothing to do for it yet."),
        OrderStatus.Unpaid => new("NeverPaid", "", "Đơn này không được trả tiền nên đã huỷ; hàng đã nhả ra.", "This order was never paid and is cancelled; its goods were released."),
        OrderStatus.Placed => new("NotYetAccepted", "", "Đơn này chưa được nhận, nên chưa thể báo đã giao.", "This order has not been accepted yet."),
        OrderStatus.Accepted => new("AlreadyAccepted", "", "Đơn này đã được nhận rồi.", "This order was accepted already."),
        OrderStatus.Refused => new("AlreadyRefused", "", "Đơn này đã bị từ chối.", "This order was refused."),
        OrderStatus.Expired => new("AlreadyExpired", "", "Đơn này đã quá 48 giờ nên tự huỷ; hàng đã nhả ra.", "This order passed 48 hours and was cancelled; its goods were released."),
        OrderStatus.Delivered => new("AlreadyDelivered", "", "Đơn này đã giao xong.", "This order was delivered."),
    };
}
