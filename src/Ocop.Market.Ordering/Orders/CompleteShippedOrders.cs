using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.Orders;

/// <summary>
/// For a job: a producer who hands over and forgets is asked once, and a parcel that was paid before counts as delivered some days after the question.
/// Never one that is paid at the door: money must be counted by a person. Each in a transaction of its own, safe to repeat and to kill.
/// </summary>
public sealed class CompleteShippedOrders(IOrderingDb db, OrderTurn turn, OrderMails mails, IOptions<OrderOptions> options, TimeProvider clock)
{
    public const string Actor = "job:complete-orders";

    /// <returns>How many were asked after or completed.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var (now, wait) = (clock.UtcNow(), options.Value);
        var (askBefore, askedBefore, done) = (now - wait.Asking, now - (wait.Completing - wait.Asking), 0);
        var silent = await db.Orders.Where(order => order.Status == OrderStatus.Shipped && order.ShippedAt <= askBefore && order.AskedAt == null)
            .OrderBy(order => order.ShippedAt).Take(200).Select(order => order.Id).ToListAsync(cancel);
        foreach (var order in silent)
            if ((await db.InTransactionAsync(() => AskAsync(order, now, cancel), cancel)).Value) done++;

        var overdue = await db.Orders.Where(order => order.Status == OrderStatus.Shipped && order.AskedAt <= askedBefore && order.PaymentMethod != PaymentMethod.CashOnDelivery)
            .OrderBy(order => order.ShippedAt).Take(200).Select(order => order.Id).ToListAsync(cancel);
        foreach (var order in overdue)
            if ((await turn.TakeAsync(order, new Turn(OrderAct.Complete, Actor), cancel)).Succeeded) done++;
        return done;
    }

    private async Task<Outcome<bool>> AskAsync(Guid orderId, DateTime now, CancellationToken cancel)
    {
        // The row that was changed is the lock: of two jobs one asks.
        if (await db.Orders.Where(order => order.Id == orderId && order.Status == OrderStatus.Shipped && order.AskedAt == null).ExecuteUpdateAsync(set => set.SetProperty(order => order.AskedAt, now), cancel) == 0) return false;
        await mails.AskWhetherDeliveredAsync(await db.Orders.AsNoTracking().SingleAsync(order => order.Id == orderId, cancel), cancel);
        await db.SaveChangesAsync(cancel);
        return true;
    }
}
