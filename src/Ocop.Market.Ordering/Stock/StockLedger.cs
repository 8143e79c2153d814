using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <summary>How a try to take goods ended: done, or how many there would be.</summary>
internal readonly record struct StockTake(bool Done, int Available);

/// <summary>
/// The only writer of stock, one for each transaction, always inside it. Callers go through variants in the order of their keys and finish
/// with <see cref="SettleAsync"/>; then two of them can wait for each other but never deadlock: levels first, search rows after.
/// </summary>
internal sealed class StockLedger(IOrderingDb db, TimeProvider clock)
{
    private static readonly CompiledQuery<Guid, Guid?, DateTime, Stand> Stands = new((db, variantId, cartId, now) => db.Set<StockLevel>()
        .Where(level => level.VariantId == variantId)
        .Select(level => new Stand(level.ProductId, level.OnHand - level.Allocated - level.Reserved,
            db.Set<StockReservation>().Where(hold => hold.VariantId == variantId && (hold.ExpiresAt <= now || hold.CartId == cartId)).Sum(hold => hold.Quantity))));

    /// <param name="Over">Held by nobody any more: holds that ran out, and the cart's own.</param>
    private sealed record Stand(Guid ProductId, int Free, int Over);

    private readonly Dictionary<Guid, (Guid ProductId, int Before)> _touched = [];

    /// <summary>Holds goods for a cart instead of what it held before; zero lets go.</summary>
    public async Task<StockTake> HoldAsync(Guid cartId, Guid variantId, int quantity, CancellationToken cancel)
    {
        var available = await OpenAsync(variantId, cartId, cancel);
        if (quantity == 0) return new StockTake(true, available);
        var held = await Free(variantId, quantity)
            .ExecuteUpdateAsync(level => level.SetProperty(it => it.Reserved, it => it.Reserved + quantity), cancel);
        if (held == 0) return new StockTake(false, available);
        db.StockReservations.Add(new StockReservation(cartId, variantId, quantity, clock.UtcNow() + StockReservation.Lasts));
        return new StockTake(true, available);
    }

    /// <summary>Promises goods to an order, using up what its cart held.</summary>
    public async Task<StockTake> AllocateAsync(Guid cartId, Guid variantId, int quantity, string order, CancellationToken cancel)
    {
        var available = await OpenAsync(variantId, cartId, cancel);
        var taken = await Free(variantId, quantity)
            .ExecuteUpdateAsync(level => level.SetProperty(it => it.Allocated, it => it.Allocated + quantity), cancel);
        if (taken == 0) return new StockTake(false, available);
        Note(variantId, StockMovementKind.Allocated, 0, quantity, order, "buyer");
        return new StockTake(true, available);
    }

    public async Task ReleaseAsync(Guid variantId, int quantity, string order, string actor, CancellationToken cancel)
    {
        await OpenAsync(variantId, null, cancel);
        MustBeOne(await db.StockLevels.Where(level => level.VariantId == variantId && level.Allocated >= quantity)
            .ExecuteUpdateAsync(level => level.SetProperty(it => it.Allocated, it => it.Allocated - quantity), cancel), variantId);
        Note(variantId, StockMovementKind.Released, 0, -quantity, order, actor);
    }

    public async Task ShipAsync(Guid variantId, int quantity, string order, string actor, CancellationToken cancel)
    {
        await OpenAsync(variantId, null, cancel);
        MustBeOne(await db.StockLevels.Where(level => level.VariantId == variantId && level.Allocated >= quantity && level.OnHand >= quantity)
            .ExecuteUpdateAsync(level => level
                .SetProperty(it => it.OnHand, it => it.OnHand - quantity)
                .SetProperty(it => it.Allocated, it => it.Allocated - quantity), cancel), variantId);
        Note(variantId, StockMovementKind.Shipped, -quantity, -quantity, order, actor);
    }

    /// <summary>What was on its way comes back. Broken goods leave at once: the ledger keeps that they came, and that nobody can sell them.</summary>
    public async Task ReturnAsync(Guid variantId, int quantity, bool areBroken, string order, string actor, CancellationToken cancel)
    {
        await OpenAsync(variantId, null, cancel);
        Note(variantId, StockMovementKind.Returned, quantity, 0, order, actor);
        if (areBroken) Note(variantId, StockMovementKind.WrittenOff, -quantity, 0, order, actor);
        else
            MustBeOne(await db.StockLevels.Where(level => level.VariantId == variantId)
                .ExecuteUpdateAsync(level => level.SetProperty(it => it.OnHand, it => it.OnHand + quantity), cancel), variantId);
    }

    /// <summary>Adds to, or takes from, the goods on hand; refuses to take what is promised or held.</summary>
    public async Task<StockTake> CountAsync(Guid variantId, int difference, StockMovementKind kind, string reason, string actor, CancellationToken cancel)
    {
        var available = await OpenAsync(variantId, null, cancel);
        var changed = await Free(variantId, -difference)
            .ExecuteUpdateAsync(level => level.SetProperty(it => it.OnHand, it => it.OnHand + difference), cancel);
        if (changed == 0) return new StockTake(false, available);
        Note(variantId, kind, difference, 0, reason, actor);
        return new StockTake(true, available);
    }

    /// <summary>The first goods of some variants.</summary>
    public async Task ReceiveFirstAsync(IReadOnlyCollection<(Guid VariantId, Guid ProductId, int Quantity)> goods, string reason, string actor, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        await db.InsertAsync([
            .. goods.Select(first => new StockLevel(first.VariantId, first.ProductId, first.Quantity)),
            .. goods.Select(first => new StockMovement(now, first.VariantId, StockMovementKind.Received, first.Quantity, 0, reason, actor)),
        ], now, cancel);
        foreach (var (variantId, productId, _) in goods) _touched.TryAdd(variantId, (productId, 0));
    }

    /// <summary>Lets go what carts held too long.</summary>
    public Task ReleaseExpiredAsync(Guid variantId, CancellationToken cancel) => OpenAsync(variantId, null, cancel);

    /// <summary>Saves, tells who listens which products changed, and keeps the search rows' InStock right.</summary>
    public async Task SettleAsync(CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        var now = clock.UtcNow();
        foreach (var variants in _touched.Chunk(500))
        {
            var ids = variants.Select(touched => touched.Key).ToArray();
            var free = await db.StockLevels.Where(level => ids.Contains(level.VariantId))
                .Select(level => new { level.VariantId, Free = level.OnHand - level.Allocated - level.Reserved })
                .ToDictionaryAsync(level => level.VariantId, level => level.Free, cancel);
            var changed = variants.Where(touched => free.GetValueOrDefault(touched.Key) != touched.Value.Before).ToList();
            await db.InsertAsync([.. changed.Select(touched => touched.Value.ProductId).Distinct().Select(id => new Change(now, ChangeSubject.Product(id)))], now, cancel);
            // Only a variant that ran out or came back can turn its product's flag.
            await RefreshInStockAsync([.. changed
                .Where(touched => touched.Value.Before <= 0 || free.GetValueOrDefault(touched.Key) <= 0)
                .Select(touched => touched.Value.ProductId).Distinct().Order()], cancel);
        }

        _touched.Clear();
    }

    // Two buyers who take the last of two variants at once would each still see the other's. So the search row is locked by one
    // statement and judged by the next, which sees what was committed meanwhile. A first delivery to the whole market has no rivals.
    private async Task RefreshInStockAsync(IReadOnlyList<Guid> productIds, CancellationToken cancel)
    {
        if (productIds.Count > 50)
        {
            await TurnFlagsAsync(db.SearchRows.Where(row => productIds.Contains(row.ProductId)), cancel);
            return;
        }

        foreach (var productId in productIds)
        {
            var row = db.SearchRows.Where(row => row.ProductId == productId);
            await row.ExecuteUpdateAsync(set => set.SetProperty(it => it.InStock, it => it.InStock), cancel);
            await TurnFlagsAsync(row, cancel);
        }
    }

    private Task<int> TurnFlagsAsync(IQueryable<SearchRow> rows, CancellationToken cancel) => rows
        .Where(row => row.InStock != db.StockLevels.Any(level => level.ProductId == row.ProductId && level.OnHand - level.Allocated - level.Reserved > 0))
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.InStock, row => !row.InStock), cancel);

    private IQueryable<StockLevel> Free(Guid variantId, int quantity) =>
        db.StockLevels.Where(level => level.VariantId == variantId && level.OnHand - level.Allocated - level.Reserved >= quantity);

    /// <summary>Locks the level, drops the holds that ran out and the cart's own; answers what can now be taken.</summary>
    private async Task<int> OpenAsync(Guid variantId, Guid? cartId, CancellationToken cancel)
    {
        var level = db.StockLevels.Where(level => level.VariantId == variantId);
        if (await level.ExecuteUpdateAsync(set => set.SetProperty(it => it.Reserved, it => it.Reserved), cancel) == 0) return 0;
        var now = clock.UtcNow();
        var stand = (await Stands.ToListAsync(db, variantId, cartId, now, cancel)).Single();
        _touched.TryAdd(variantId, (stand.ProductId, stand.Free));
        if (stand.Over == 0) return stand.Free;

        await db.StockReservations.Where(hold => hold.VariantId == variantId && (hold.ExpiresAt <= now || hold.CartId == cartId)).ExecuteDeleteAsync(cancel);
        await level.ExecuteUpdateAsync(set => set.SetProperty(it => it.Reserved, it => it.Reserved - stand.Over), cancel);
        return stand.Free + stand.Over;
    }

    private void Note(Guid variantId, StockMovementKind kind, int onHand, int allocated, string reason, string actor) =>
        db.StockMovements.Add(new StockMovement(clock.UtcNow(), variantId, kind, onHand, allocated, reason, actor));

    private static void MustBeOne(int rows, Guid variantId)
    {
        if (rows != 1) throw new InvalidOperationException($"The ledger of variant {variantId} does not cover what its order was promised.");
    }
}
