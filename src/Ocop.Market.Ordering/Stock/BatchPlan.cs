using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Stock;

/// <param name="Batch">Null for goods that lie in none.</param>
public sealed record BatchShare(StockBatch? Batch, int Quantity);

/// <summary>
/// Which goods leave with which order: first expired, first out, in the order in which orders were accepted. The slip that is printed and the ledger that
/// books the hand-over ask here, so a parcel that leaves before an older one still takes what its slip said.
/// </summary>
internal sealed class BatchPlan(IOrderingDb db, TimeProvider clock)
{
    private sealed record Demand(string Order, Guid VariantId, int Quantity);

    private sealed record Shelves(IReadOnlyDictionary<Guid, List<BatchShare>> OfVariant, IReadOnlyList<Demand> Demands);

    /// <summary>By order and variant, for orders that were accepted and still lie here; nothing for variants of which no batch is kept.</summary>
    public async Task<IReadOnlyDictionary<(string Order, Guid VariantId), IReadOnlyList<BatchShare>>> OfAsync(IReadOnlyCollection<Guid> variantIds, CancellationToken cancel)
    {
        var shelves = await ReadAsync(variantIds, cancel);
        return shelves.Demands.ToDictionary(demand => (demand.Order, demand.VariantId), demand => Take(shelves.OfVariant[demand.VariantId], demand.Quantity));
    }

    /// <summary>What one of these orders takes; without an order, what anybody else takes after all of them.</summary>
    public async Task<IReadOnlyList<BatchShare>> OfAsync(Guid variantId, string? order, int quantity, CancellationToken cancel)
    {
        var shelves = await ReadAsync([variantId], cancel);
        if (!shelves.OfVariant.TryGetValue(variantId, out var shelf)) return [new BatchShare(null, quantity)];
        foreach (var demand in shelves.Demands)
        {
            var taken = Take(shelf, demand.Quantity);
            if (demand.Order == order) return taken;
        }

        return Take(shelf, quantity);
    }

    private async Task<Shelves> ReadAsync(IReadOnlyCollection<Guid> variantIds, CancellationToken cancel)
    {
        var batches = (await db.StockBatches.AsNoTracking().Where(batch => variantIds.Contains(batch.VariantId) && batch.Quantity > 0).ToListAsync(cancel)).ToLookup(batch => batch.VariantId);
        if (batches.Count == 0) return new(new Dictionary<Guid, List<BatchShare>>(), []);

        var kept = batches.Select(same => same.Key).ToArray();
        var onHand = await db.StockLevels.Where(level => kept.Contains(level.VariantId)).ToDictionaryAsync(level => level.VariantId, level => level.OnHand, cancel);
        var lines = await (from order in db.Orders where order.Status == OrderStatus.Accepted join line in db.OrderLines on order.Id equals line.OrderId where kept.Contains(line.VariantId)
            select new { order.Number, line.VariantId, line.Quantity, Turn = db.OrderEvents.Where(step => step.OrderId == order.Id && step.Status == OrderStatus.Accepted).Max(step => (long?)step.Id) }).ToListAsync(cancel);
        var today = clock.Today();
        return new(kept.ToDictionary(id => id, id => Lay(batches[id], onHand[id], today)),
            [.. lines.GroupBy(line => (line.Turn, line.Number, line.VariantId)).OrderBy(same => same.Key.Turn).ThenBy(same => same.Key.Number, StringComparer.Ordinal)
                .Select(same => new Demand(same.Key.Number, same.Key.VariantId, same.Sum(line => line.Quantity)))]);
    }

    // What bears no day goes after what bears one; what is past its day is there for promised goods alone, where nothing else is left.
    private static List<BatchShare> Lay(IEnumerable<StockBatch> batches, int onHand, DateOnly today)
    {
        var isPast = batches.OrderBy(batch => batch.BestBefore).ThenBy(batch => batch.Number, StringComparer.Ordinal).ToLookup(batch => batch.IsPastOn(today), batch => new BatchShare(batch, batch.Quantity));
        var loose = onHand - isPast.SelectMany(same => same).Sum(share => share.Quantity);
        return [.. isPast[false], .. loose > 0 ? [new BatchShare(null, loose)] : Array.Empty<BatchShare>(), .. isPast[true]];
    }

    internal static IReadOnlyList<BatchShare> Take(List<BatchShare> shelf, int quantity)
    {
        var taken = new List<BatchShare>();
        while (quantity > 0 && shelf.Count > 0)
        {
            var part = shelf[0] with { Quantity = Math.Min(quantity, shelf[0].Quantity) };
            taken.Add(part);
            quantity -= part.Quantity;
            if (part == shelf[0]) shelf.RemoveAt(0);
            else shelf[0] = part with { Quantity = shelf[0].Quantity - part.Quantity };
        }

        return taken;
    }
}
