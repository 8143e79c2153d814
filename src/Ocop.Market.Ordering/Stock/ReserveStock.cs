using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <summary>Opening the checkout holds the cart's goods for a quarter of an hour; whatever the buyer does there begins it anew.</summary>
public sealed class ReserveStock(IOrderingDb db, TimeProvider clock)
{
    /// <returns>Until when the goods are held. Refused with one sentence for each line that is short; then the cart keeps what it held.</returns>
    public Task<Outcome<DateTime>> HandleAsync(Guid cartId, CancellationToken cancel) => db.InTransactionAsync<DateTime>(async () =>
    {
        var now = clock.UtcNow();
        var cart = db.Carts.Where(cart => cart.Id == cartId && cart.PlacedAt == null);
        if (await cart.ExecuteUpdateAsync(set => set.SetProperty(it => it.UpdatedAt, now), cancel) == 0)
            return new Refusal("CartEmpty", "", "Giỏ hàng đang trống.", "The cart is empty.");

        var wanted = (await db.CartLines.Where(line => line.CartId == cartId).Select(line => new { line.VariantId, line.Quantity })
            .Concat(from box in db.CartBoxes where box.CartId == cartId join part in db.GiftBoxParts on box.BoxId equals part.BoxId select new { part.VariantId, Quantity = part.Quantity * box.Quantity }).ToListAsync(cancel))
            .GroupBy(line => line.VariantId).ToDictionary(same => same.Key, same => same.Sum(line => line.Quantity));
        var held = await db.StockReservations.Where(hold => hold.CartId == cartId).Select(hold => hold.VariantId).ToListAsync(cancel);
        var ledger = new StockLedger(db, clock);
        var shortages = new List<Refusal>();
        foreach (var variantId in wanted.Keys.Union(held).Order())
        {
            var take = await ledger.HoldAsync(cartId, variantId, wanted.GetValueOrDefault(variantId), cancel);
            if (!take.Done) shortages.Add(await ShortageAsync(variantId, take.Available, cancel));
        }

        if (shortages.Count > 0) return Outcome<DateTime>.Refused(shortages);
        await ledger.SettleAsync(cancel);
        return now + StockReservation.Lasts;
    }, cancel);

    /// <summary>The buyer is at work: what is held stays held. Who holds nothing gets nothing by it.</summary>
    public async Task ExtendAsync(Guid cartId, CancellationToken cancel)
    {
        if (await db.StockReservations.AnyAsync(hold => hold.CartId == cartId, cancel)) await HandleAsync(cartId, cancel);
    }

    private async Task<Refusal> ShortageAsync(Guid variantId, int available, CancellationToken cancel)
    {
        var wanted = await (from variant in db.Variants
                            join product in db.Products on variant.ProductId equals product.Id
                            where variant.Id == variantId
                            select new { product.Name, variant.Pack }).SingleAsync(cancel);
        return Shortage.Of(wanted.Name, wanted.Pack, available);
    }
}
