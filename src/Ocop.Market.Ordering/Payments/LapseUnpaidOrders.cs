using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Payments;

/// <summary>
/// For a job: orders whose time to pay is over give their goods back. The gateways are asked first, for the notification may be late; money that comes
/// later still is booked all the same and finds its way (<see cref="BookPayment"/>). Each group in a transaction of its own, safe to repeat and to kill.
/// </summary>
public sealed class LapseUnpaidOrders(IOrderingDb db, OrderTurn turn, AskGateway ask, RefundBook refunds, TimeProvider clock)
{
    public const string Actor = "job:unpaid-orders";

    /// <summary>A gateway that does not answer keeps goods promised no longer than this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    /// <returns>How many groups lapsed.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var due = await db.OrderGroups.Where(group => group.PayUntil <= now && group.Orders.Any(order => order.Status == OrderStatus.AwaitingPayment))
            .OrderBy(group => group.PayUntil).Take(200).Select(group => new { group.Id, group.PayUntil }).ToListAsync(cancel);
        var lapsed = 0;
        foreach (var group in due)
            if (await AskAsync(group.Id, cancel) || group.PayUntil + Patience <= now)
                if ((await db.InTransactionAsync(() => LapseAsync(group.Id, now, cancel), cancel)).Value) lapsed++;
        return lapsed;
    }

    /// <returns>Whether every gateway answered.</returns>
    private async Task<bool> AskAsync(Guid groupId, CancellationToken cancel)
    {
        var open = await db.Payments.Where(payment => payment.GroupId == groupId && payment.State == PaymentState.Open).Select(payment => payment.Id).ToListAsync(cancel);
        var answered = true;
        foreach (var payment in open) answered &= await ask.HandleAsync(payment, Actor, cancel) is not PaymentNews.Unreachable;
        return answered;
    }

    private async Task<Outcome<bool>> LapseAsync(Guid groupId, DateTime now, CancellationToken cancel)
    {
        // The money, or another step of the buyer, may have come since.
        if (await db.OrderGroups.Where(group => group.Id == groupId && group.PayUntil <= now).ExecuteUpdateAsync(set => set.SetProperty(it => it.Number, it => it.Number), cancel) == 0) return false;
        var orders = await db.Orders.Where(order => order.GroupId == groupId && order.Status == OrderStatus.AwaitingPayment).OrderBy(order => order.Number).Select(order => order.Id).ToListAsync(cancel);
        if (orders.Count == 0) return false;
        foreach (var order in orders) await turn.TakeAsync(order, new Turn(OrderAct.Lapse, Actor), cancel);
        foreach (var payment in await db.Payments.Where(payment => payment.GroupId == groupId && payment.State == PaymentState.Open).ToListAsync(cancel)) payment.Lapse();
        var partly = await db.Receipts.Where(receipt => receipt.GroupId == groupId && receipt.Doubt == ReceiptDoubt.None).ToListAsync(cancel);
        var left = partly.Aggregate(Money.Zero, (sum, receipt) => sum + receipt.Left);
        if (left > Money.Zero) await refunds.OweAsync(partly, null, groupId, left, "Tiền chưa đủ khi hết hạn trả, đơn đã huỷ.", Actor, cancel);
        await db.SaveChangesAsync(cancel);
        FaultPoint.Pass("unpaid.before-commit");
        return true;
    }
}
