namespace Ocop.Market.Ordering.Stock;

/// <summary>A level with what of it is past its day.</summary>
internal sealed class StockStand
{
    public Guid VariantId { get; init; }
    public Guid ProductId { get; init; }

    /// <summary>What can be bought; below zero where promised goods passed their day.</summary>
    public int Free { get; init; }

    /// <summary>The same with what carts hold for a while: a hold is no sale.</summary>
    public int Unpromised { get; init; }
    public int? LowAt { get; init; }
    public DateTime? LowToldAt { get; init; }
}

internal static class StockStands
{
    public static IQueryable<StockStand> Stands(this IOrderingDb db, DateOnly today) => db.StockLevels.Select(level => new StockStand
    {
        VariantId = level.VariantId,
        ProductId = level.ProductId,
        Free = level.OnHand - level.Allocated - level.Reserved - db.StockBatches.Where(batch => batch.VariantId == level.VariantId && batch.BestBefore < today).Sum(batch => batch.Quantity),
        Unpromised = level.OnHand - level.Allocated - db.StockBatches.Where(batch => batch.VariantId == level.VariantId && batch.BestBefore < today).Sum(batch => batch.Quantity),
        LowAt = level.LowAt,
        LowToldAt = level.LowToldAt,
    });
}
