namespace Ocop.Market.Ordering.Carts;

/// <param name="CartId">May differ from the one asked for: a cart that became an order is closed.</param>
/// <param name="Count">Pieces in the cart now.</param>
public sealed record CartChange(Guid CartId, int Count, string ProductName);
