using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

/// <param name="Month">Its first day, on the calendar of Việt Nam.</param>
/// <param name="Goods">What was sold, without delivery and less the discounts that the producer bears: those of the market take nothing from it.</param>
public sealed record MonthOfSales(DateOnly Month, int Orders, Money Goods);

public sealed record SoldProduct(string Name, int Quantity, Money Goods);

/// <param name="Refused">Orders of the time that were refused or left unanswered.</param>
public sealed record Sales(IReadOnlyList<MonthOfSales> Months, IReadOnlyList<SoldProduct> Products, int Refused);

/// <summary>What a producer sold: orders that arrived and were paid, by the month in which they arrived. Twelve months, each one there even where it is empty.</summary>
public sealed class SalesFigures(IOrderingDb db, TimeProvider clock)
{
    public const int Months = 12;
    private const int MostProducts = 10;

    public async Task<Sales> OfAsync(Person person, CancellationToken cancel)
    {
        var today = clock.Today();
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - Months);
        var since = VietnamTime.StartOf(first);
        var producers = db.Producers.Within(person.ScopesFor(Act.ReadOrders)).Select(producer => producer.Id);
        var ended = from step in db.OrderEvents.AsNoTracking() where step.At >= since
            join order in db.Orders on step.OrderId equals order.Id where producers.Contains(order.ProducerId) select new { step.Status, step.At, Order = order };
        var lines = await (from end in ended where end.Status == OrderStatus.Delivered join line in db.OrderLines on end.Order.Id equals line.OrderId
            select new { line.OrderId, end.At, line.ProductId, line.Name, line.Quantity, line.Price, line.BorneByProducer }).ToListAsync(cancel);
        var sold = lines.Select(line => (line.OrderId, line.At, line.ProductId, line.Name, line.Quantity, Goods: line.Price * line.Quantity - line.BorneByProducer)).ToList();
        var byMonth = sold.ToLookup(line => VietnamTime.DayOf(line.At) is var day ? new DateOnly(day.Year, day.Month, 1) : default);
        return new Sales(
            [.. Enumerable.Range(0, Months).Select(first.AddMonths).Select(month => new MonthOfSales(month, byMonth[month].Select(line => line.OrderId).Distinct().Count(), byMonth[month].Select(line => line.Goods).Sum()))],
            [.. sold.GroupBy(line => line.ProductId).Select(same => new SoldProduct(same.First().Name, same.Sum(line => line.Quantity), same.Select(line => line.Goods).Sum()))
                .OrderByDescending(product => product.Goods.Amount).ThenBy(product => product.Name, StringComparer.Ordinal).Take(MostProducts)],
            await ended.CountAsync(it => it.Status == OrderStatus.Refused || it.Status == OrderStatus.Expired, cancel));
    }
}
