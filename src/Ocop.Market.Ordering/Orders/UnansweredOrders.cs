using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

public sealed record UnansweredOrder(string Number, string Producer, string? ProducerPhone, Money Total, DateTime PlacedAt, DateTime AnswerBy);

/// <summary>Orders that wait for their producer, the most urgent first. Names no buyer.</summary>
public sealed class UnansweredOrders(IOrderingDb db)
{
    public async Task<IReadOnlyList<UnansweredOrder>> FindAsync(CancellationToken cancel) => await (
        from order in db.Orders.AsNoTracking()
        join producer in db.Producers on order.ProducerId equals producer.Id
        where order.Status == OrderStatus.Placed
        orderby order.AnswerBy
        select new UnansweredOrder(order.Number, order.ProducerName, producer.Phone, order.Total, order.PlacedAt, order.AnswerBy)).ToListAsync(cancel);
}
