using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Ordering.Payments;

/// <summary>
/// For a job: orders whose time to pay is over give their goods back. The gateways are asked first and their pages closed, for the notification may be late; money that comes
/// later still is booked all the same and finds its way (<see cref="BookPayment"/>). Each group in a transaction of its own, safe to repeat and to kill.
/// </summary>
public sealed class LapseUnpaidOrders(IOrderingDb db, OrderMails mails, AskGateway ask, RefundBook refunds, TimeProvider clock)
{
    public const string Actor = "job:unpaid-orders";

    /// <summary>A gateway that does not answer keeps goods promised no longer than this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    /// <returns>How many groups lapsed.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        // From the few that wait: nearly every group that was ever paid first has a time behind it.
        var waiting = db.Orders.Where(order => order.Status == OrderStatus.AwaitingPayment).Select(order => order.GroupId);
        var due = db.OrderGroups.Where(group => waiting.Contains(group.Id) && group.PayUntil <= now)
            .OrderBy(group => group.PayUntil).ThenBy(group => group.Id).Select(group => new { group.Id, group.PayUntil });
        var each = new OneByOne(db);
        await each.TakeAsync(due, async group =>
        {
            // Another step of the buyer may have come since: then the page is wanted still.
            if (!await db.OrderGroups.AnyAsync(it => it.Id == group.Id && it.PayUntil <= now, cancel)) return 0;
            return (await ask.CloseAsync(group.Id, Actor, cancel) || group.PayUntil + Patience <= now) && (await db.InTransactionAsync(() => LapseAsync(group.Id, now, cancel), cancel)).Value ? 1 : 0;
        }, cancel);
        return each.Told();
    }

    private async Task<Outcome<bool>> LapseAsync(Guid groupId, DateTime now, CancellationToken cancel)
    {
        // The money, or another step of the buyer, may have come since.
        if (!await db.OrderGroups.Where(group => group.Id == groupId && group.PayUntil <= now).LockAsync(cancel)) return false;
        var orders = await db.Orders.Include(order => order.Lines).Include(order => order.Boxes).Where(order => order.GroupId == groupId && order.Status == OrderStatus.AwaitingPayment).OrderBy(order => order.Number).AsSplitQuery().ToListAsync(cancel);
        if (orders.Count == 0) return false;
        var group = await db.OrderGroups.AsNoTracking().Include(it => it.Orders).SingleAsync(it => it.Id == groupId, cancel);
        // One ledger for all parcels, by the keys of the goods: as everybody who waits for them does.
        var ledger = new StockLedger(db, clock);
        foreach (var (order, line) in orders.SelectMany(order => order.Lines.Select(line => (order, line))).OrderBy(pair => pair.line.VariantId))
            await ledger.ReleaseAsync(line.VariantId, line.Quantity, order.Number, Actor, cancel);
        foreach (var order in orders)
        {
            order.Take(OrderFlow.Find(OrderAct.Lapse, order.Status)!, now, Actor, null);
            db.AuditEntries.Add(new AuditEntry(now, Actor, "OrderUnpaid", order.ChangeSubject, nameof(OrderStatus.AwaitingPayment), nameof(OrderStatus.Unpaid)));
            mails.TellAnswer(group, order, OrderAct.Lapse, null);
        }

        await CompanyMoney.LapseAsync(db, group, now, Actor, cancel);
        foreach (var payment in await db.Payments.Where(payment => payment.GroupId == groupId && payment.State == PaymentState.Open).ToListAsync(cancel)) payment.Lapse();
        var partly = await db.Receipts.CountedFor(groupId).ToListAsync(cancel);
        var left = partly.Select(receipt => receipt.Left).Sum();
        if (left > Money.Zero) await refunds.OweAsync(partly, null, groupId, left, new("Tiền chưa đủ khi hết hạn trả, đơn đã huỷ.", "Not all of the money had come when the time to pay was over; the order is cancelled."), Actor, cancel);
        await ledger.SettleAsync(cancel);
        await PromotionUses.GiveBackAsync(db, groupId, now, cancel);
        FaultPoint.Pass("unpaid.before-commit");
        return true;
    }
}
