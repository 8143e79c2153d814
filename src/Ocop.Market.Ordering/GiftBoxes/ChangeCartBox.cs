using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;

namespace Ocop.Market.Ordering.GiftBoxes;

/// <summary>Another number of a box in the cart; zero takes it out.</summary>
public sealed class ChangeCartBox(IOrderingDb db, CartContents carts, TimeProvider clock)
{
    public async Task<Outcome<CartChange>> HandleAsync(Guid cartId, Guid cartBoxId, int quantity, CancellationToken cancel)
    {
        if (quantity < 0) return new Refusal("QuantityNotPositive", "quantity", "Số lượng không hợp lệ.", "This is not a quantity.");
        if (quantity > CartLine.MostPieces) return PutBox.TooMany;
        var shown = (await carts.FindAsync(cartId, cancel)).Boxes.FirstOrDefault(box => box.Row.Id == cartBoxId);
        if (shown is null) return ChangeCartLine.NotInCart;

        return await db.InTransactionAsync<CartChange>(async () =>
        {
            if (!await AddToCart.Touch(db, cartId, clock.UtcNow(), cancel)) return ChangeCartLine.NotInCart;
            var cart = await db.Carts.Include(it => it.Lines).Include(it => it.Boxes).AsSplitQuery().SingleAsync(it => it.Id == cartId, cancel);
            if (cart.Boxes.FirstOrDefault(box => box.Id == cartBoxId) is not { } row) return ChangeCartLine.NotInCart;
            // Fewer is always allowed, even where fewer is still too many.
            if (quantity > row.Quantity && quantity > shown.Available) return PutBox.Shortage(shown.Box, shown.Available);
            if (quantity == 0) cart.Remove(row);
            else row.Change(quantity);
            await db.SaveChangesAsync(cancel);
            return new CartChange(cart.Id, cart.Count, shown.Box.Box.Name);
        }, cancel);
    }
}
