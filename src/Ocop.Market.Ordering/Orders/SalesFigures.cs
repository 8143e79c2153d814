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
        // None of these states is ever left, so the order's own state finds it by index, and the step only tells when.
        var ended = from order in db.Orders join step in db.OrderEvents on new { order.Id, order.Status } equals new { Id = step.OrderId, step.Status } where step.At >= since
            select new { order.ProducerId, order.Status, Day = step.At.AddHours(VietnamTime.HoursAhead), step.OrderId };
        // Whoever made the goods sold them, in whichever parcel they lay.
        // Named one by one, or SQLite would begin with every delivered order of the market.
        var goods = await db.Products.Where(product => producers.Contains(product.ProducerId)).Select(product => product.Id).ToListAsync(cancel);
        var lines = from line in db.OrderLines where goods.Contains(line.ProductId)
            join end in ended on line.OrderId equals end.OrderId where end.Status == OrderStatus.Delivered select new { end.Day.Year, end.Day.Month, Line = line };
        var orders = await lines.GroupBy(it => new { it.Year, it.Month }).Select(same => new { same.Key.Year, same.Key.Month, Count = same.Select(it => it.Line.OrderId).Distinct().Count() })
            .ToDictionaryAsync(same => new DateOnly(same.Year, same.Month, 1), same => same.Count, cancel);
        // Money has no sum in a database, numbers have: lines of one price are added up there, what they cost is worked out here.
        var groups = await (from it in lines group it.Line by new { it.Year, it.Month, it.Line.ProductId, it.Line.Price, it.Line.BorneByProducer } into same
            select new { same.Key.Year, same.Key.Month, same.Key.ProductId, same.Key.Price, same.Key.BorneByProducer, Name = same.Max(line => line.Name), Lines = same.Count(), Quantity = same.Sum(line => line.Quantity) }).ToListAsync(cancel);
        var sold = groups.Select(group => (Month: new DateOnly(group.Year, group.Month, 1), group.ProductId, group.Name, group.Quantity, Goods: group.Price * group.Quantity - group.BorneByProducer * group.Lines)).ToList();
        var byMonth = sold.ToLookup(group => group.Month, group => group.Goods);
        return new Sales(
            [.. Enumerable.Range(0, Months).Select(first.AddMonths).Select(month => new MonthOfSales(month, orders.GetValueOrDefault(month), byMonth[month].Sum()))],
            [.. sold.GroupBy(group => group.ProductId).Select(same => new SoldProduct(same.Last().Name!, same.Sum(group => group.Quantity), same.Select(group => group.Goods).Sum()))
                .OrderByDescending(product => product.Goods.Amount).ThenBy(product => product.Name, StringComparer.Ordinal).Take(MostProducts)],
            await ended.CountAsync(end => producers.Contains(end.ProducerId) && (end.Status == OrderStatus.Refused || end.Status == OrderStatus.Expired), cancel));
    }
}
