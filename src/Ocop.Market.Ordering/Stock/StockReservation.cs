namespace Ocop.Market.Ordering.Stock;

/// <summary>Goods held for a cart while its buyer fills in the checkout.</summary>
public sealed class StockReservation
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    private StockReservation() { }

    public StockReservation(Guid cartId, Guid variantId, int quantity, DateTime expiresAt) =>
        (CartId, VariantId, Quantity, ExpiresAt) = (cartId, variantId, quantity, expiresAt);

    public Guid CartId { get; private set; }
    public Guid VariantId { get; private set; }
    public int Quantity { get; private set; }
    public DateTime ExpiresAt { get; private set; }
}
