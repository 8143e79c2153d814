using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Ordering.Orders;

/// <summary>With whoever sends and gets it: what stands on slip and label.</summary>
public sealed record ParcelToPack(Order Order, OrderGroup Group, Producer Producer)
{
    /// <summary>By the position of its line: out of which batches it is taken, or was; nothing where none are kept.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<BatchShare>> Batches { get; init; } = new Dictionary<int, IReadOnlyList<BatchShare>>();

    /// <summary>By product, for the parts of gift boxes: what is stated today; null where nothing is.</summary>
    public IReadOnlyDictionary<Guid, Allergens?> Allergens { get; init; } = new Dictionary<Guid, Allergens?>();

    public SharedAllergens AllergensOf(OrderBox box) => SharedAllergens.Of([.. Order.PartsOf(box).Select(line => (line.Name, Allergens.GetValueOrDefault(line.ProductId)))]);
}

/// <summary>A row of the pick list: one thing, for all parcels together.</summary>
public sealed record Pick(string Name, string Pack, string Net, int Quantity, IReadOnlyList<string> Numbers, IReadOnlyList<BatchShare> Batches);

/// <summary>Orders that a producer has accepted, for the packing table.</summary>
public sealed class ParcelsToPack(IOrderingDb db, TimeProvider clock)
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
        var orders = await own.OrderBy(order => order.PlacedAt).ThenBy(order => order.GroupId).ThenBy(order => order.Number.Length).ThenBy(order => order.Number).Take(Most).Include(order => order.Lines.OrderBy(line => line.Position)).Include(order => order.Boxes.OrderBy(box => box.Position)).AsSplitQuery().ToListAsync(cancel);
        var ids = orders.Select(order => order.GroupId).ToList();
        var groups = await db.OrderGroups.AsNoTracking().Where(group => ids.Contains(group.Id)).ToDictionaryAsync(group => group.Id, cancel);
        var senders = orders.Select(order => order.ProducerId).Distinct().ToList();
        var owners = await db.Producers.AsNoTracking().Where(producer => senders.Contains(producer.Id)).ToDictionaryAsync(producer => producer.Id, cancel);
        var batches = await BatchesAsync(orders, cancel);
        var products = orders.SelectMany(order => order.Lines).Where(line => line.BoxPosition is not null).Select(line => line.ProductId).Distinct().ToList();
        var allergens = products.Count == 0 ? [] : await db.Products.Where(product => products.Contains(product.Id)).Select(product => new { product.Id, product.Allergens }).ToDictionaryAsync(it => it.Id, it => it.Allergens, cancel);
        return [.. orders.Select(order => new ParcelToPack(order, groups[order.GroupId], owners[order.ProducerId]) { Batches = ByLine(order, batches), Allergens = allergens })];
    }

    /// <summary>What will be taken for parcels that lie here, and what was for those that left.</summary>
    private async Task<Dictionary<(string Order, Guid VariantId), IReadOnlyList<BatchShare>>> BatchesAsync(IReadOnlyList<Order> orders, CancellationToken cancel)
    {
        var variants = orders.SelectMany(order => order.Lines).Select(line => line.VariantId).Distinct().ToList();
        var away = orders.Where(order => order.Status != OrderStatus.Accepted).Select(order => order.Number).ToList();
        var taken = away.Count == 0 ? [] : await (from movement in db.StockMovements where movement.Kind == StockMovementKind.Shipped && variants.Contains(movement.VariantId) && away.Contains(movement.Reason)
            join found in db.StockBatches on movement.BatchId equals found.Id into batches from batch in batches.DefaultIfEmpty()
            orderby movement.Id select new { movement.Reason, movement.VariantId, Batch = batch, Quantity = -movement.OnHand }).AsNoTracking().ToListAsync(cancel);
        return taken.GroupBy(part => (part.Reason, part.VariantId)).Where(same => same.Any(part => part.Batch is not null))
            .Select(same => KeyValuePair.Create(same.Key, (IReadOnlyList<BatchShare>)[.. same.Select(part => new BatchShare(part.Batch, part.Quantity))]))
            .Concat(await new BatchPlan(db, clock).OfAsync(variants, cancel)).ToDictionary();
    }

    private static Dictionary<int, IReadOnlyList<BatchShare>> ByLine(Order order, IReadOnlyDictionary<(string Order, Guid VariantId), IReadOnlyList<BatchShare>> batches)
    {
        var lines = new Dictionary<int, IReadOnlyList<BatchShare>>();
        foreach (var same in order.Lines.OrderBy(line => line.Position).GroupBy(line => line.VariantId))
            if (batches.TryGetValue((order.Number, same.Key), out var shares))
            {
                var shelf = shares.ToList();
                foreach (var line in same) lines.Add(line.Position, BatchPlan.Take(shelf, line.Quantity));
            }

        return lines;
    }

    public static IReadOnlyList<Pick> Picks(IEnumerable<ParcelToPack> parcels) =>
    [
        .. parcels.SelectMany(parcel => parcel.Order.Lines.Select(line => (line, parcel.Order.Number, Batches: parcel.Batches.GetValueOrDefault(line.Position) ?? []))).GroupBy(it => it.line.VariantId)
            .Select(same => new Pick(same.First().line.Name, same.First().line.Pack, same.First().line.Net, same.Sum(it => it.line.Quantity), [.. same.Select(it => it.Number).Distinct()],
                [.. same.SelectMany(it => it.Batches).GroupBy(share => share.Batch?.Id).Select(of => of.First() with { Quantity = of.Sum(share => share.Quantity) })]))
            .OrderBy(pick => pick.Name, StringComparer.CurrentCulture).ThenBy(pick => pick.Pack, StringComparer.CurrentCulture),
    ];
}
