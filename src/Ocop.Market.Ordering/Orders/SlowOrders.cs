using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Ordering.Complaints;

namespace Ocop.Market.Ordering.Orders;

/// <summary>Orders that stand still, as the job that asks after them and the desk see them.</summary>
internal static class SlowOrders
{
    // Working days of carriers.
    private const int TravelDays = 3;

    /// <summary>The last day to send what somebody wished for on this one.</summary>
    public static DateOnly SendBy(DateOnly wished) => WorkingDays.Before(wished, TravelDays);

    /// <summary>Accepted so long ago and still not sent, although nobody wished for a day that is still far.</summary>
    public static IQueryable<Order> Unsent(this IQueryable<Order> orders, DateTime acceptedBefore, DateOnly today)
    {
        // On the day itself it would be too late to ask: it has a way to go.
        var soon = WorkingDays.After(today, TravelDays);
        return orders.Where(order =>
            order.Status == OrderStatus.Accepted && order.Events.Any(step => step.Status == OrderStatus.Accepted && step.At <= acceptedBefore) && (order.WishedDay == null || order.WishedDay <= soon));
    }

    /// <summary>Those of which the buyer says nothing bad at the moment: silence may count as arrival.</summary>
    public static IQueryable<Order> Undisputed(this IQueryable<Order> orders, IOrderingDb db) => orders.Where(order =>
        !db.Claims.Any(claim => claim.OrderId == order.Id && (claim.State == ClaimState.Open || claim.State == ClaimState.AwaitingReturn))
        && !db.Complaints.Any(complaint => complaint.OrderId == order.Id && complaint.State != ComplaintState.Closed));
}
