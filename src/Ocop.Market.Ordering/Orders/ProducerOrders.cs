using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

/// <param name="Province">Where it goes. Who gets it stands on the order's own page.</param>
public sealed record ProducerOrder(Order Order, string Province);

/// <summary>Orders as the people of a producer work through them.</summary>
public sealed class ProducerOrders(IOrderingDb db)
{
    public const int PageSize = 20;

    /// <summary>Those that wait for an answer or for being handed over come with the nearest end first (a company's parcels in the order of its sheet), those on their way with the longest away, those that are done with the newest.</summary>
    public async Task<ListPage<ProducerOrder>> PageAsync(Person person, IReadOnlyList<OrderStatus> of, int page, CancellationToken cancel)
    {
        var found = Own(person).Where(order => of.Contains(order.Status));
        var ordered = of.Contains(OrderStatus.Placed) || of.Contains(OrderStatus.Accepted) ? found.OrderBy(order => order.AnswerBy).ThenBy(order => order.GroupId).ThenBy(order => order.Number.Length).ThenBy(order => order.Number)
            : of.Contains(OrderStatus.Shipped) ? found.OrderBy(order => order.ShippedAt).ThenBy(order => order.Id)
            : found.OrderByDescending(order => order.PlacedAt).ThenByDescending(order => order.Id);
        var cut = await ordered.Select(order => order.Id).PageAsync(page, PageSize, cancel);
        var orders = await (from order in db.Orders.AsNoTracking().AsSplitQuery().Include(order => order.Lines.OrderBy(line => line.Position)).Include(order => order.Boxes.OrderBy(box => box.Position)) where cut.Rows.Contains(order.Id)
            join grouped in db.OrderGroups on order.GroupId equals grouped.Id select new { Order = order, Province = order.Address != null ? order.Address.Province : grouped.Address.Province }).ToListAsync(cancel);
        var byId = orders.ToDictionary(it => it.Order.Id);
        return new ListPage<ProducerOrder>([.. cut.Rows.Where(byId.ContainsKey).Select(id => new ProducerOrder(byId[id].Order, byId[id].Province))], cut.Total, cut.Page, cut.Size);
    }

    public async Task<IReadOnlyDictionary<OrderStatus, int>> CountsAsync(Person person, CancellationToken cancel) =>
        await Own(person).GroupBy(order => order.Status).Select(same => new { same.Key, Count = same.Count() }).ToDictionaryAsync(it => it.Key, it => it.Count, cancel);

    private IQueryable<Order> Own(Person person)
    {
        var producers = db.Producers.Within(person.ScopesFor(Act.ReadOrders)).Select(producer => producer.Id);
        return db.Orders.AsNoTracking().Where(order => producers.Contains(order.ProducerId));
    }
}
