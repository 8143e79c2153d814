using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Stock;

namespace Ocop.Market.Ordering.Carts;

/// <summary>Puts pieces of a variant into the cart, and opens one for whoever has none.</summary>
public sealed class AddToCart(IOrderingDb db, Availability availability, TimeProvider clock)
{
    public async Task<Outcome<CartChange>> HandleAsync(Guid? cartId, Guid variantId, int quantity, string language, CancellationToken cancel)
    {
        if (quantity < 1) return new Refusal("QuantityNotPositive", "quantity", "Chọn ít nhất 1.", "Choose at least 1.");
        var wanted = await WantedVariant.FindAsync(db, variantId, cancel);
        if (wanted is null || !wanted.IsListed) return WantedVariant.NotForSale;
        if (wanted.GroupSlug == Product.TourismGroup) return WantedVariant.IsService;
        var available = (await availability.ForCartAsync(cartId, [variantId], cancel)).GetValueOrDefault(variantId);

        return await db.InTransactionAsync<CartChange>(async () =>
        {
            var now = clock.UtcNow();
            var cart = await OpenAsync(db, cartId, language, now, cancel);
            var line = cart.Line(variantId);
            var total = (line?.Quantity ?? 0) + (long)quantity;
            if (total > CartLine.MostPieces) return WantedVariant.TooMany;
            if (line is null && cart.Lines.Count >= Cart.MostLines)
                return new Refusal("CartFull", "", $"Giỏ chỉ chứa được {Cart.MostLines} món khác nhau.", $"A cart holds {Cart.MostLines} different goods at most.");
            if (total > available) return wanted.Shortage(available, line?.Quantity ?? 0);

            cart.Put(variantId, (int)total, wanted.Price, now);
            await db.SaveChangesAsync(cancel);
            return new CartChange(cart.Id, cart.Count, wanted.Name);
        }, cancel);
    }

    /// <summary>Inside a transaction.</summary>
    internal static async Task<Cart> OpenAsync(IOrderingDb db, Guid? cartId, string language, DateTime now, CancellationToken cancel)
    {
        if (cartId is not null && await Touch(db, cartId.Value, now, cancel))
            return await db.Carts.Include(cart => cart.Lines).Include(cart => cart.Boxes).AsSplitQuery().SingleAsync(cart => cart.Id == cartId, cancel);
        var opened = new Cart(language, now);
        db.Carts.Add(opened);
        return opened;
    }

    // Also the lock: two clicks at once wait for each other here instead of losing one of them.
    internal static async Task<bool> Touch(IOrderingDb db, Guid cartId, DateTime now, CancellationToken cancel) =>
        await db.Carts.Where(cart => cart.Id == cartId && cart.PlacedAt == null).ExecuteUpdateAsync(set => set.SetProperty(it => it.UpdatedAt, now), cancel) == 1;
}
