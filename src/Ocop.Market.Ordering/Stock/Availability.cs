using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <summary>What can be bought now. What is past its day no longer counts, nor does a hold that ran out, whether or not a job has cleared it; a cart's own hold does not stand in its way.</summary>
public sealed class Availability(IOrderingDb db, TimeProvider clock) : IAvailability
{
    private sealed record Level(Guid VariantId, int Free);

    private static readonly CompiledQuery<Guid?, Guid[], DateTime, DateOnly, Level> Levels = new((db, cartId, variantIds, now, today) => db.Set<StockLevel>()
        .Where(level => variantIds.Contains(level.VariantId))
        .Select(level => new Level(level.VariantId, level.OnHand - level.Allocated - level.Reserved
            - db.Set<StockBatch>().Where(batch => batch.VariantId == level.VariantId && batch.BestBefore < today).Sum(batch => batch.Quantity)
            + db.Set<StockReservation>().Where(hold => hold.VariantId == level.VariantId && (hold.ExpiresAt <= now || hold.CartId == cartId)).Sum(hold => hold.Quantity))));

    public Task<IReadOnlyDictionary<Guid, int>> OfAsync(IReadOnlyCollection<Guid> variantIds, CancellationToken cancel) => ForCartAsync(null, variantIds, cancel);

    public async Task<IReadOnlyDictionary<Guid, int>> ForCartAsync(Guid? cartId, IReadOnlyCollection<Guid> variantIds, CancellationToken cancel)
    {
        var levels = await ReadAsync(cartId, variantIds, cancel);
        return levels.ToDictionary(level => level.VariantId, level => Math.Max(0, level.Free));
    }

    /// <summary>Below zero where promised goods passed their day; null where there never were any.</summary>
    internal async Task<int?> FreeAsync(Guid variantId, CancellationToken cancel) => (await ReadAsync(null, [variantId], cancel)).SingleOrDefault()?.Free;

    private ValueTask<List<Level>> ReadAsync(Guid? cartId, IReadOnlyCollection<Guid> variantIds, CancellationToken cancel) =>
        Levels.ToListAsync(db, cartId, [.. variantIds], clock.UtcNow(), clock.Today(), cancel);
}
