using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.Orders;

/// <summary>
/// For a job: a producer who accepts and does not send, or hands over and forgets, is asked once, and a parcel that was paid before counts as delivered some
/// days after the question. Never one that is paid at the door: money must be counted by a person; and none about which the buyer claims or complains.
/// Each in a transaction of its own, safe to repeat and to kill.
/// </summary>
public sealed class CompleteShippedOrders(IOrderingDb db, OrderTurn turn, OrderMails mails, IOptions<OrderOptions> options, TimeProvider clock)
{
    public const string Actor = "job:complete-orders";

    /// <returns>How many were asked after or completed.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var (now, wait) = (clock.UtcNow(), options.Value);
        var (leftBefore, askedBefore) = (now - wait.Asking, now - (wait.Completing - wait.Asking));
        var unsent = db.Orders.Unsent(now - wait.Sending, clock.Today()).Where(order => order.AskedAt == null);
        var silent = db.Orders.Where(order => order.Status == OrderStatus.Shipped && order.ShippedAt <= leftBefore && order.AskedAt == null);
        var overdue = db.Orders.Where(order => order.Status == OrderStatus.Shipped && order.AskedAt <= askedBefore && order.PaymentMethod != PaymentMethod.CashOnDelivery).Undisputed(db)
            .OrderBy(order => order.ShippedAt).ThenBy(order => order.Id).Select(order => order.Id);
        var each = new OneByOne(db);
        await each.TakeAsync(Together(unsent), them => AskAsync(unsent, them, mails.AskWhetherSentAsync, cancel), cancel);
        await each.TakeAsync(Together(silent), them => AskAsync(silent, them, mails.AskWhetherDeliveredAsync, cancel), cancel);
        await each.TakeAsync(overdue, async order => (await turn.TakeAsync(order, new Turn(OrderAct.Complete, Actor), cancel)).Succeeded ? 1 : 0, cancel);
        return each.Told();
    }

    /// <summary>A company's parcels have one packer, who is asked after all of them in one mail.</summary>
    private static IQueryable<Parcels> Together(IQueryable<Order> orders) =>
        orders.GroupBy(order => new { order.GroupId, order.ProducerId }).OrderBy(same => same.Min(order => order.PlacedAt)).ThenBy(same => same.Key.GroupId).ThenBy(same => same.Key.ProducerId).Select(same => new Parcels(same.Key.GroupId, same.Key.ProducerId));

    private sealed record Parcels(Guid GroupId, Guid ProducerId);

    private async Task<int> AskAsync(IQueryable<Order> among, Parcels them, Func<IReadOnlyList<Order>, CancellationToken, Task> ask, CancellationToken cancel) => (await db.InTransactionAsync<int>(async () =>
    {
        // The group is the lock: of two jobs one asks.
        await db.OrderGroups.Where(group => group.Id == them.GroupId).LockAsync(cancel);
        var orders = await among.AsNoTracking().Where(order => order.GroupId == them.GroupId && order.ProducerId == them.ProducerId).OrderBy(order => order.Number.Length).ThenBy(order => order.Number).ToListAsync(cancel);
        if (orders.Count == 0) return 0;
        var (ids, now) = (orders.Select(order => order.Id).ToList(), clock.UtcNow());
        await db.Orders.Where(order => ids.Contains(order.Id)).ExecuteUpdateAsync(set => set.SetProperty(order => order.AskedAt, now), cancel);
        await ask(orders, cancel);
        await db.SaveChangesAsync(cancel);
        return orders.Count;
    }, cancel)).Value;
}
