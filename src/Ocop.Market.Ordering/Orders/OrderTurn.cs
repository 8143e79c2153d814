using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Ordering.Orders;

public sealed record OrderTurned(Guid OrderId, string Number, OrderStatus Status);

/// <summary>What somebody does to an order, with what it needs.</summary>
/// <param name="Reason">The buyer reads it.</param>
public sealed record Turn(OrderAct Act, string Actor, string? Reason = null)
{
    public HandOver? HandOver { get; init; }

    /// <summary>A parcel that is on its way otherwise: this is the right one. What a carrier says never is.</summary>
    public bool Corrects { get; init; }

    /// <summary>Goods that come back cannot be sold any more.</summary>
    public bool AreBroken { get; init; }
}

/// <summary>One step on an order's way: the move of the table with its stock, history, audit and mail. Each act's use case is a line around it.</summary>
public sealed class OrderTurn(IOrderingDb db, OrderMails mails, RefundBook refunds, SettlementBook settlements, TimeProvider clock)
{
    public Task<Outcome<OrderTurned>> TakeAsync(Guid orderId, Turn turn, CancellationToken cancel) => db.InTransactionAsync<OrderTurned>(async () =>
    {
        // The lock of the whole group: an answer, the end of the 48 hours, the money and its way back may meet here.
        var groupId = await db.Orders.Where(order => order.Id == orderId).Select(order => (Guid?)order.GroupId).FirstOrDefaultAsync(cancel);
        if (!await db.OrderGroups.Where(group => group.Id == groupId).LockAsync(cancel))
            return new Refusal("OrderUnknown", "", "Không có đơn này.", "There is no such order.");
        var order = await db.Orders.Include(order => order.Lines).Include(order => order.Boxes).Include(order => order.Events).AsSplitQuery().SingleAsync(order => order.Id == orderId, cancel);
        var group = await db.OrderGroups.AsNoTracking().SingleAsync(group => group.Id == order.GroupId, cancel);

        if (order.Status == OrderFlow.EndOf(turn.Act))
        {
            if (turn.HandOver is not { } other || order.WentWith(other)) return Turned(order);
            if (!turn.Corrects) return TooLate(order, turn.Act);
            order.HandOver(other);
            await CorrectAsync(group, order, turn.Actor, cancel);
            return Turned(order);
        }

        if (OrderFlow.Find(turn.Act, order.Status) is not { } move) return TooLate(order, turn.Act);
        if (turn.Act == OrderAct.Complete && !await db.Orders.Where(it => it.Id == orderId).Undisputed(db).AnyAsync(cancel))
            return new Refusal("Disputed", "", "Khách đang báo lỗi hoặc khiếu nại về gói này.", "The buyer has an open claim or complaint about this parcel.");

        var (before, paid, owed) = (order.Status.ToString(), order.PaymentStatus, order.OwesAccount);
        order.Take(move, clock.UtcNow(), turn.Actor, turn.Reason);
        if (turn.HandOver is { } handOver) order.HandOver(handOver);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), turn.Actor, $"Order{order.Status}", order.ChangeSubject, before, order.Status.ToString()));
        var ledger = new StockLedger(db, clock);
        await MoveStockAsync(ledger, order, move.Stock, turn, cancel);
        if (paid == PaymentStatus.Paid && move.Payment == PaymentEffect.Drop) await refunds.OweAsync(order, order.Total - order.Refunded, ReasonFor(turn), turn.Actor, cancel);
        if (owed && move.Payment == PaymentEffect.Drop) await refunds.SettleAccountAsync(group.Id, turn.Actor, cancel);
        if (paid == PaymentStatus.Due && order.PaymentStatus == PaymentStatus.Paid && order.Total > Money.Zero) db.Receipts.Add(new Receipt(group.Id, order.Id, order.Number, order.Total, clock.UtcNow()));
        if (move.Payment == PaymentEffect.Collect) await settlements.BookDeliveredAsync(order, turn.Actor, cancel);
        mails.TellAnswer(group, order, turn.Act, turn.Reason);
        if (turn.Act is OrderAct.Cancel or OrderAct.CallOff) await mails.TellProducerOfCancelAsync(order, turn.Reason, cancel);
        await ledger.SettleAsync(cancel);
        if (move.Payment == PaymentEffect.Drop) await PromotionUses.GiveBackAsync(db, group.Id, clock.UtcNow(), cancel);
        return Turned(order);
    }, cancel);

    private async Task CorrectAsync(OrderGroup group, Order order, string actor, CancellationToken cancel)
    {
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), actor, "OrderCodeCorrected", order.ChangeSubject, after: $"{order.Carrier} {order.TrackingCode}"));
        mails.TellCorrected(group, order);
        await db.SaveChangesAsync(cancel);
    }

    private async Task MoveStockAsync(StockLedger ledger, Order order, StockEffect effect, Turn turn, CancellationToken cancel)
    {
        // By variant: the same goods may lie loose and in boxes, and leave the shelf together.
        foreach (var (variantId, quantity) in order.Lines.GroupBy(line => line.VariantId).OrderBy(same => same.Key).Select(same => (same.Key, same.Sum(line => line.Quantity))))
            switch (effect)
            {
                case StockEffect.Release: await ledger.ReleaseAsync(variantId, quantity, order.Number, turn.Actor, cancel); break;
                case StockEffect.Ship: await ledger.ShipAsync(variantId, quantity, order.Number, turn.Actor, cancel); break;
                case StockEffect.Return: await ledger.ReturnAsync(variantId, quantity, turn.AreBroken, order.Number, turn.Actor, cancel); break;
                case StockEffect.None: break;
                case StockEffect.Allocate: throw new InvalidOperationException("Goods that were let go are taken anew by whoever books the money.");
            }
    }

    private static LocalText ReasonFor(Turn turn) => turn.Act switch
    {
        OrderAct.Refuse => new($"Người bán không nhận được đơn: {turn.Reason}", $"The producer could not take the order: {turn.Reason}"),
        OrderAct.Cancel => new("Bạn đã huỷ đơn khi người bán chưa nhận.", "You cancelled the order before the producer accepted it."),
        OrderAct.CallOff => new($"Chợ đã huỷ đơn: {turn.Reason}", $"The market cancelled the order: {turn.Reason}"),
        OrderAct.TakeBack => new("Gói hàng không giao được và đã về người bán.", "The parcel could not be delivered and is back at the producer’s."),
        _ => new("Người bán chưa trả lời trong 48 giờ, đơn đã huỷ.", "The producer did not answer within 48 hours; the order is cancelled."),
    };

    private static OrderTurned Turned(Order order) => new(order.Id, order.Number, order.Status);

    private static Refusal TooLate(Order order, OrderAct act) => order.Status switch
    {
        OrderStatus.Placed when act == OrderAct.CallOff =>
            new("RefuseInstead", "", "Người bán chưa nhận đơn này: hãy từ chối đơn.", "The producer has not accepted this order: refuse it."),
        OrderStatus.Accepted or OrderStatus.Shipped or OrderStatus.Failed when act == OrderAct.Cancel =>
            new("TooLateToCancel", "", "Người bán đã nhận đơn nên không tự huỷ được nữa. Bạn gọi cho chợ giúp.", "The producer has accepted the order, so it can no longer be cancelled here. Please call the market."),
        OrderStatus.AwaitingPayment => new("NotYetPaid", "", "Đơn này chưa trả tiền, người bán chưa phải làm gì.", "This order has not been paid; there is nothing to do for it yet."),
        OrderStatus.Unpaid => new("NeverPaid", "", "Đơn này không được trả tiền nên đã huỷ; hàng đã nhả ra.", "This order was never paid and is cancelled; its goods were released."),
        OrderStatus.Placed => new("NotYetAccepted", "", "Đơn này chưa được nhận, nên chưa thể báo đã gửi hay đã giao.", "This order has not been accepted yet."),
        OrderStatus.Accepted => new("AlreadyAccepted", "", "Đơn này đã được nhận rồi.", "This order was accepted already."),
        OrderStatus.Refused => new("AlreadyRefused", "", "Đơn này đã bị từ chối.", "This order was refused."),
        OrderStatus.Expired => new("AlreadyExpired", "", "Đơn này đã quá 48 giờ nên tự huỷ; hàng đã nhả ra.", "This order passed 48 hours and was cancelled; its goods were released."),
        OrderStatus.Shipped => new("AlreadyShipped", "", "Gói này đã gửi đi rồi.", "This parcel is on its way."),
        OrderStatus.Failed => new("AlreadyFailed", "", "Gói này giao không được; chọn giao lại hoặc nhận hàng về.", "This parcel came back from the door; send it again or take it back."),
        OrderStatus.Returned => new("AlreadyReturned", "", "Hàng của đơn này đã về người bán, đơn đã xong.", "The goods of this order went back; it is closed."),
        OrderStatus.Cancelled when order.IsCalledOff => new("AlreadyCancelled", "", "Chợ đã huỷ đơn này; hàng đã nhả ra.", "The market cancelled this order; its goods were released."),
        OrderStatus.Cancelled => new("AlreadyCancelled", "", "Khách đã huỷ đơn này; hàng đã nhả ra.", "The buyer cancelled this order; its goods were released."),
        OrderStatus.Delivered => new("AlreadyDelivered", "", "Đơn này đã giao xong.", "This order was delivered."),
    };
}
