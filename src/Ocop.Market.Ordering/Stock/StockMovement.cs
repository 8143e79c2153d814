namespace Ocop.Market.Ordering.Stock;

/// <summary>Replaced: left for a buyer whose first goods were at fault.</summary>
public enum StockMovementKind { Received, Allocated, Shipped, Released, Adjusted, Returned, WrittenOff, Replaced }

/// <summary>One line of the ledger; never changed, never deleted. Both columns sum to those of the <see cref="StockLevel"/>.</summary>
public sealed class StockMovement
{
    private StockMovement() { }

    public StockMovement(DateTime at, Guid variantId, StockMovementKind kind, int onHand, int allocated, string reason, string actor, Guid? batchId = null) =>
        (At, VariantId, Kind, OnHand, Allocated, Reason, Actor, BatchId) = (at, variantId, kind, onHand, allocated, reason, actor, batchId);

    public long Id { get; private set; }
    public DateTime At { get; private set; }
    public Guid VariantId { get; private set; }
    public StockMovementKind Kind { get; private set; }

    /// <summary>What it added to the goods on hand.</summary>
    public int OnHand { get; private set; }

    /// <summary>What it added to the goods promised.</summary>
    public int Allocated { get; private set; }

    /// <summary>Whose goods they are; null for what lies in no batch.</summary>
    public Guid? BatchId { get; private set; }

    /// <summary>An order number, or the words of whoever counted.</summary>
    public string Reason { get; private set; } = "";
    public string Actor { get; private set; } = "";
}
