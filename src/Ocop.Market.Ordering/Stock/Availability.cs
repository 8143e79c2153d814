using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <summary>What can be bought now. A hold that ran out no longer counts, whether or not a job has cleared it; a cart's own hold does not stand in its way.</summary>
public sealed class Availability(IOrderingDb db, TimeProvider clock) : IAvailability
{
    private sealed record Level(Guid VariantId, int Free);

    private static readonly CompiledQuery<Guid?, Guid[], DateTime, Level> Levels = new((db, cartId, variantIds, now) => db.Set<StockLevel>()
        .Where(level => variantIds.Contains(level.VariantId))
        .Select(level => new Level(level.VariantId, level.OnHand - level.Allocated - level.Reserved
            + db.Set<StockReservation>().Where(hold => hold.VariantId == level.VariantId && (hold.ExpiresAt <= now || hold.CartId == cartId)).Sum(hold => hold.Quantity))));

    public Task<IReadOnlyDictionary<Guid, int>> OfAsync(IReadOnlyCollection<Guid> variantIds, CancellationToken cancel) => ForCartAsync(null, variantIds, cancel);

    public async Task<IReadOnlyDictionary<Guid, int>> ForCartAsync(Guid? cartId, IReadOnlyCollection<Guid> variantIds, CancellationToken cancel)
    {
        var levels = await Levels.ToListAsync(db, cartId, [.. variantIds], clock.UtcNow(), cancel);
        return levels.ToDictionary(level => level.VariantId, level => Math.Max(0, level.Free));
    }
}
