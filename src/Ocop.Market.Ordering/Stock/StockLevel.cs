namespace Ocop.Market.Ordering.Stock;

/// <summary>
/// Where a variant stands. Written by <see cref="StockLedger"/> alone, in conditional updates; the row is also the lock of everything
/// about its variant. On hand = the sum of all movements; what can be bought = on hand − allocated − reserved − what lies in
/// batches past their day.
/// </summary>
public sealed class StockLevel
{
    private StockLevel() { }

    public StockLevel(Guid variantId, Guid productId, int onHand) => (VariantId, ProductId, OnHand) = (variantId, productId, onHand);

    public Guid VariantId { get; private set; }
    public Guid ProductId { get; private set; }

    /// <summary>Lies at the producer's, ordered or not.</summary>
    public int OnHand { get; private set; }

    /// <summary>Promised to orders that have not left yet.</summary>
    public int Allocated { get; private set; }

    /// <summary>Held for carts at the checkout, the sum of the reservation rows; those that ran out count until somebody needs the goods.</summary>
    public int Reserved { get; private set; }

    /// <summary>At how many that are not promised the producer wants to hear of it; null where nobody asked.</summary>
    public int? LowAt { get; private set; }

    /// <summary>When that was told; null again once there are more.</summary>
    public DateTime? LowToldAt { get; private set; }
}
