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
        var first = MonthOf(clock.Today()).AddMonths(1 - Months);
        var since = VietnamTime.StartOf(first);
        var producers = db.Producers.Within(person.ScopesFor(Act.ReadOrders)).Select(producer => producer.Id);
        // None of these states is ever left: the step that led there tells when, and the order itself need not be read.
        var ended = db.OrderEvents.Where(step => step.At >= since);
        // Whoever made the goods sold them, in whichever parcel they lay. Named one by one, or SQLite would begin with every delivered order of the market.
        var names = await db.Products.Where(product => producers.Contains(product.ProducerId)).ToDictionaryAsync(product => product.Id, product => product.Name, cancel);
        var goods = names.Keys.ToList();
        // Nothing of a line that the index of sold lines does not hold; a few thousand for a large producer, read once and added up here.
        var lines = await (from line in db.OrderLines where goods.Contains(line.ProductId) join step in ended on line.OrderId equals step.OrderId where step.Status == OrderStatus.Delivered
            select new { step.At, line.OrderId, line.ProductId, line.Price, line.BorneByProducer, line.Quantity }).ToListAsync(cancel);
        var sold = lines.Select(line => (Month: MonthOf(VietnamTime.DayOf(line.At)), line.OrderId, line.ProductId, line.Quantity, Goods: line.Price * line.Quantity - line.BorneByProducer)).ToLookup(line => line.Month);
        return new Sales(
            [.. Enumerable.Range(0, Months).Select(first.AddMonths).Select(month => new MonthOfSales(month, sold[month].Select(line => line.OrderId).Distinct().Count(), sold[month].Select(line => line.Goods).Sum()))],
            [.. sold.SelectMany(month => month).GroupBy(line => line.ProductId).Select(same => new SoldProduct(names[same.Key], same.Sum(line => line.Quantity), same.Select(line => line.Goods).Sum()))
                .OrderByDescending(product => product.Goods.Amount).ThenBy(product => product.Name, StringComparer.Ordinal).Take(MostProducts)],
            await db.Orders.CountAsync(order => producers.Contains(order.ProducerId) && (order.Status == OrderStatus.Refused || order.Status == OrderStatus.Expired) && ended.Any(end => end.OrderId == order.Id && end.Status == order.Status), cancel));
    }

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
}
