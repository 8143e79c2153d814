using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Ordering.Carts;

/// <summary>Another quantity for a line; zero takes it out.</summary>
public sealed class ChangeCartLine(IOrderingDb db, Availability availability, TimeProvider clock)
{
    public async Task<Outcome<CartChange>> HandleAsync(Guid cartId, Guid variantId, int quantity, CancellationToken cancel)
    {
        if (quantity < 0) return new Refusal("QuantityNotPositive", "quantity", "Số lượng không hợp lệ.", "This is not a quantity.");
        if (quantity > CartLine.MostPieces) return WantedVariant.TooMany;
        var wanted = await WantedVariant.FindAsync(db, variantId, cancel);
        if (wanted is null) return WantedVariant.NotForSale;
        var available = (await availability.ForCartAsync(cartId, [variantId], cancel)).GetValueOrDefault(variantId);

        return await db.InTransactionAsync<CartChange>(async () =>
        {
            var now = clock.UtcNow();
            var open = db.Carts.Where(cart => cart.Id == cartId && cart.PlacedAt == null);
            if (await open.ExecuteUpdateAsync(set => set.SetProperty(it => it.UpdatedAt, now), cancel) == 0) return NotInCart;
            var cart = await db.Carts.Include(cart => cart.Lines).Include(cart => cart.Boxes).AsSplitQuery().SingleAsync(cart => cart.Id == cartId, cancel);
            if (cart.Line(variantId) is not { } line) return NotInCart;

            // Fewer is always allowed, even where fewer is still too many.
            if (quantity > line.Quantity && quantity > available) return wanted.Shortage(available, 0);
            if (quantity == 0) cart.Remove(variantId);
            else line.Change(quantity);
            await db.SaveChangesAsync(cancel);
            return new CartChange(cart.Id, cart.Count, wanted.Name);
        }, cancel);
    }

    internal static readonly Refusal NotInCart = new("NotInCart", "variant", "Món này không còn trong giỏ.", "This is no longer in the cart.");
}
