using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;

namespace Ocop.Market.Ordering.Orders;

/// <summary>With whoever sends and gets it: what stands on slip and label.</summary>
public sealed record ParcelToPack(Order Order, OrderGroup Group, Producer Producer);

/// <summary>A row of the pick list: one thing, for all parcels together.</summary>
public sealed record Pick(string Name, string Pack, string Net, int Quantity, IReadOnlyList<string> Numbers);

/// <summary>Orders that a producer has accepted, for the packing table.</summary>
public sealed class ParcelsToPack(IOrderingDb db)
{
    /// <summary>More at once is another stack of paper.</summary>
    public const int Most = 100;

    /// <summary>A label may be needed once more when the parcel is on its way.</summary>
    private static readonly OrderStatus[] Printable = [OrderStatus.Accepted, OrderStatus.Shipped, OrderStatus.Failed];

    /// <param name="numbers">Those that were chosen, whichever of them the person may read; none means all that wait to be packed.</param>
    public async Task<IReadOnlyList<ParcelToPack>> FindAsync(Person person, IReadOnlyCollection<string> numbers, CancellationToken cancel)
    {
        var producers = db.Producers.Within(person.ScopesFor(Act.ReadOrders)).Select(producer => producer.Id);
        var own = db.Orders.AsNoTracking().Where(order => producers.Contains(order.ProducerId));
        own = numbers.Count == 0 ? own.Where(order => order.Status == OrderStatus.Accepted) : own.Where(order => numbers.Contains(order.Number) && Printable.Contains(order.Status));
        var orders = await own.OrderBy(order => order.PlacedAt).ThenBy(order => order.Number).Take(Most).Include(order => order.Lines.OrderBy(line => line.Position)).Include(order => order.Boxes.OrderBy(box => box.Position)).AsSplitQuery().ToListAsync(cancel);
        var ids = orders.Select(order => order.GroupId).ToList();
        var groups = await db.OrderGroups.AsNoTracking().Where(group => ids.Contains(group.Id)).ToDictionaryAsync(group => group.Id, cancel);
        var senders = orders.Select(order => order.ProducerId).Distinct().ToList();
        var owners = await db.Producers.AsNoTracking().Where(producer => senders.Contains(producer.Id)).ToDictionaryAsync(producer => producer.Id, cancel);
        return [.. orders.Select(order => new ParcelToPack(order, groups[order.GroupId], owners[order.ProducerId]))];
    }

    public static IReadOnlyList<Pick> Picks(IEnumerable<ParcelToPack> parcels) =>
    [
        .. parcels.SelectMany(parcel => parcel.Order.Lines.Select(line => (line, parcel.Order.Number))).GroupBy(it => it.line.VariantId)
            .Select(same => new Pick(same.First().line.Name, same.First().line.Pack, same.First().line.Net, same.Sum(it => it.line.Quantity), [.. same.Select(it => it.Number)]))
            .OrderBy(pick => pick.Name, StringComparer.CurrentCulture).ThenBy(pick => pick.Pack, StringComparer.CurrentCulture),
    ];
}
