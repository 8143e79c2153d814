using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

/// <summary>For a job: 48 hours of silence cancel an order. Each in a transaction of its own, safe to repeat and to kill.</summary>
public sealed class ExpireUnansweredOrders(IOrderingDb db, OrderTurn turn, TimeProvider clock)
{
    public const string Actor = "job:unanswered-orders";

    /// <returns>How many orders ended now; one that was answered meanwhile is not among them.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var due = db.Orders.Where(order => order.Status == OrderStatus.Placed && order.AnswerBy <= now).OrderBy(order => order.AnswerBy).ThenBy(order => order.Id).Select(order => order.Id);
        var each = new OneByOne(db);
        await each.TakeAsync(due, async order => (await turn.TakeAsync(order, new Turn(OrderAct.Expire, Actor), cancel)).Succeeded ? 1 : 0, cancel);
        return each.Told();
    }
}
