using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <summary>How a try to take goods ended: done, or how many there would be.</summary>
internal readonly record struct StockTake(bool Done, int Available);

/// <param name="Loose">On hand, and in no batch.</param>
internal readonly record struct BatchStand(int InBatches, int Loose);

/// <summary>
/// The only writer of stock, one for each transaction, always inside it. Callers go through variants in the order of their keys and finish
/// with <see cref="SettleAsync"/>; then two of them can wait for each other but never deadlock: levels first, search rows after.
/// </summary>
internal sealed class StockLedger(IOrderingDb db, TimeProvider clock)
{
    private static readonly CompiledQuery<Guid, Guid?, DateTime, DateOnly, Stand> Stands = new((db, variantId, cartId, now, today) => db.Set<StockLevel>()
        .Where(level => level.VariantId == variantId)
        .Select(level => new Stand(level.ProductId,
            level.OnHand - level.Allocated - level.Reserved - db.Set<StockBatch>().Where(batch => batch.VariantId == variantId && batch.BestBefore < today).Sum(batch => batch.Quantity),
            db.Set<StockReservation>().Where(hold => hold.VariantId == variantId && (hold.ExpiresAt <= now || hold.CartId == cartId)).Sum(hold => hold.Quantity))));

    /// <param name="Free">Can be bought, but for <paramref name="Over"/>.</param>
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
    public async Task<StockTake> AllocateAsync(Guid cartId, Guid variantId, int quantity, string order, CancellationToken cancel, string actor = "buyer")
    {
        var available = await OpenAsync(variantId, cartId, cancel);
        var taken = await Free(variantId, quantity)
            .ExecuteUpdateAsync(level => level.SetProperty(it => it.Allocated, it => it.Allocated + quantity), cancel);
        if (taken == 0) return new StockTake(false, available);
        Note(variantId, StockMovementKind.Allocated, 0, quantity, order, actor);
        return new StockTake(true, available);
    }

    public async Task ReleaseAsync(Guid variantId, int quantity, string order, string actor, CancellationToken cancel)
    {
        await OpenAsync(variantId, null, cancel);
        MustBeOne(await db.StockLevels.Where(level => level.VariantId == variantId && level.Allocated >= quantity)
            .ExecuteUpdateAsync(level => level.SetProperty(it => it.Allocated, it => it.Allocated - quantity), cancel), variantId);
        Note(variantId, StockMovementKind.Released, 0, -quantity, order, actor);
    }

    /// <summary>All that an order takes of a variant at once: which batches it comes from is planned by order.</summary>
    public async Task ShipAsync(Guid variantId, int quantity, string order, string actor, CancellationToken cancel)
    {
        await OpenAsync(variantId, null, cancel);
        var shares = await new BatchPlan(db, clock).OfAsync(variantId, order, quantity, cancel);
        MustBeOne(await db.StockLevels.Where(level => level.VariantId == variantId && level.Allocated >= quantity && level.OnHand >= quantity)
            .ExecuteUpdateAsync(level => level
                .SetProperty(it => it.OnHand, it => it.OnHand - quantity)
                .SetProperty(it => it.Allocated, it => it.Allocated - quantity), cancel), variantId);
        foreach (var (batch, part) in shares)
        {
            await AddToBatchAsync(batch?.Id, -part, cancel);
            Note(variantId, StockMovementKind.Shipped, -part, -part, order, actor, batch?.Id);
        }
    }

    /// <summary>What was on its way comes back. Broken goods leave at once: the ledger keeps that they came, and that nobody can sell them.</summary>
    public async Task ReturnAsync(Guid variantId, int quantity, bool areBroken, string order, string actor, CancellationToken cancel)
    {
        await OpenAsync(variantId, null, cancel);
        var left = await db.StockMovements.Where(movement => movement.VariantId == variantId && movement.Kind == StockMovementKind.Shipped && movement.Reason == order)
            .Select(movement => new { movement.BatchId, Quantity = -movement.OnHand }).ToListAsync(cancel);
        foreach (var part in left)
        {
            Note(variantId, StockMovementKind.Returned, part.Quantity, 0, order, actor, part.BatchId);
            if (areBroken) Note(variantId, StockMovementKind.WrittenOff, -part.Quantity, 0, order, actor, part.BatchId);
            else await AddToBatchAsync(part.BatchId, part.Quantity, cancel);
        }

        if (left.Sum(part => part.Quantity) != quantity) throw new InvalidOperationException($"{quantity} of variant {variantId} come back, and not as many left with {order}.");
        if (!areBroken)
            MustBeOne(await db.StockLevels.Where(level => level.VariantId == variantId)
                .ExecuteUpdateAsync(level => level.SetProperty(it => it.OnHand, it => it.OnHand + quantity), cancel), variantId);
    }

    /// <summary>Adds to, or takes from, the goods on hand; refuses to take what is promised or held.</summary>
    public async Task<StockTake> CountAsync(Guid variantId, int difference, StockMovementKind kind, string reason, string actor, CancellationToken cancel)
    {
        var available = await OpenAsync(variantId, null, cancel);
        var shares = difference < 0 ? await new BatchPlan(db, clock).OfAsync(variantId, null, -difference, cancel) : [new BatchShare(null, difference)];
        var changed = await (difference < 0 ? Free(variantId, -difference) : db.StockLevels.Where(level => level.VariantId == variantId))
            .ExecuteUpdateAsync(level => level.SetProperty(it => it.OnHand, it => it.OnHand + difference), cancel);
        if (changed == 0) return new StockTake(false, available);
        foreach (var (batch, part) in shares)
        {
            await AddToBatchAsync(batch?.Id, Math.Sign(difference) * part, cancel);
            Note(variantId, kind, Math.Sign(difference) * part, 0, reason, actor, batch?.Id);
        }

        return new StockTake(true, available);
    }

    /// <summary>Locks the level, which is there from now on, and tells how its goods lie.</summary>
    public async Task<BatchStand> OpenBatchesAsync(Guid variantId, Guid productId, CancellationToken cancel)
    {
        var isKnown = (await MeetAsync([variantId], cancel)).Contains(variantId);
        if (isKnown) await OpenAsync(variantId, null, cancel);
        else await OpenFirstAsync([(variantId, productId, 0)], cancel);
        var onHand = await db.StockLevels.Where(level => level.VariantId == variantId).Select(level => level.OnHand).SingleAsync(cancel);
        var inBatches = await db.StockBatches.Where(batch => batch.VariantId == variantId).SumAsync(batch => batch.Quantity, cancel);
        return new BatchStand(inBatches, onHand - inBatches);
    }

    /// <summary>Goods of a batch come in, or go into one where they lie in none. After <see cref="OpenBatchesAsync"/>.</summary>
    /// <returns>False where the number stands on goods with another day.</returns>
    public async Task<bool> PutIntoBatchAsync(Guid variantId, int quantity, string number, DateOnly bestBefore, bool areHere, string reason, string actor, CancellationToken cancel)
    {
        var batch = await db.StockBatches.AsNoTracking().SingleOrDefaultAsync(known => known.VariantId == variantId && known.Number == number, cancel);
        if (batch is not null && batch.BestBefore != bestBefore) return false;
        if (batch is null)
        {
            db.StockBatches.Add(batch = new StockBatch(variantId, number, bestBefore, clock.UtcNow()));
            await db.SaveChangesAsync(cancel);
        }

        await AddToBatchAsync(batch.Id, quantity, cancel);
        if (areHere) Note(variantId, StockMovementKind.Adjusted, -quantity, 0, reason, actor);
        else
            MustBeOne(await db.StockLevels.Where(level => level.VariantId == variantId)
                .ExecuteUpdateAsync(level => level.SetProperty(it => it.OnHand, it => it.OnHand + quantity), cancel), variantId);
        Note(variantId, areHere ? StockMovementKind.Adjusted : StockMovementKind.Received, quantity, 0, reason, actor, batch.Id);
        return true;
    }

    /// <summary>After <see cref="OpenBatchesAsync"/>; refuses to take what is promised or held.</summary>
    public async Task<StockTake> WriteOffAsync(StockBatch batch, int quantity, string reason, string actor, CancellationToken cancel)
    {
        // What is past its day is none of what can be bought: there it is enough that promises stay covered.
        var today = clock.Today();
        var past = batch.IsPastOn(today) ? await db.StockBatches.Where(it => it.VariantId == batch.VariantId && it.BestBefore < today).SumAsync(it => it.Quantity, cancel) : 0;
        if (await Free(batch.VariantId, quantity - past).ExecuteUpdateAsync(level => level.SetProperty(it => it.OnHand, it => it.OnHand - quantity), cancel) == 0)
            return new StockTake(false, past + await db.Stands(today).Where(stand => stand.VariantId == batch.VariantId).Select(stand => stand.Free).SingleAsync(cancel));
        await AddToBatchAsync(batch.Id, -quantity, cancel);
        Note(batch.VariantId, StockMovementKind.WrittenOff, -quantity, 0, reason, actor, batch.Id);
        return new StockTake(true, quantity);
    }

    /// <summary>After <see cref="OpenBatchesAsync"/>. Who sets a mark above what is there sees that, and needs no mail.</summary>
    /// <returns>Whether it is another than before.</returns>
    public async Task<bool> SetLowAsync(Guid variantId, int? lowAt, CancellationToken cancel)
    {
        var stand = await db.Stands(clock.Today()).SingleAsync(it => it.VariantId == variantId, cancel);
        DateTime? toldAt = stand.Unpromised <= lowAt ? clock.UtcNow() : null;
        return await db.StockLevels.Where(level => level.VariantId == variantId && level.LowAt != lowAt)
            .ExecuteUpdateAsync(set => set.SetProperty(level => level.LowAt, lowAt).SetProperty(level => level.LowToldAt, toldAt), cancel) > 0;
    }

    /// <summary>What the producer is to be told of a variant, once: that it runs low, and what passed its day.</summary>
    public async Task<(int Left, bool IsLow, IReadOnlyList<StockBatch> Past)> NoticeAsync(Guid variantId, CancellationToken cancel)
    {
        await OpenAsync(variantId, null, cancel);
        var (now, today) = (clock.UtcNow(), clock.Today());
        var untold = db.StockBatches.Where(batch => batch.VariantId == variantId && batch.BestBefore < today && batch.ToldAt == null && batch.Quantity > 0);
        var past = await untold.AsNoTracking().OrderBy(batch => batch.BestBefore).ThenBy(batch => batch.Number).ToListAsync(cancel);
        await untold.ExecuteUpdateAsync(set => set.SetProperty(batch => batch.ToldAt, now), cancel);
        // Nobody took them: they ceased to be for sale at midnight, and those who listen are told now.
        var (productId, before) = _touched[variantId];
        _touched[variantId] = (productId, before + past.Sum(batch => batch.Quantity));
        var stand = await db.Stands(today).SingleAsync(it => it.VariantId == variantId, cancel);
        if (stand.LowToldAt is not null || !(stand.Unpromised <= stand.LowAt)) return (stand.Unpromised, false, past);
        await db.StockLevels.Where(level => level.VariantId == variantId).ExecuteUpdateAsync(set => set.SetProperty(level => level.LowToldAt, now), cancel);
        return (stand.Unpromised, true, past);
    }

    /// <summary>
    /// Before the first goods of variants, which have no level yet that could be locked: their own rows stand in for it, so that of two who bring the
    /// first goods the second finds a level.
    /// </summary>
    /// <returns>Those of them that have one.</returns>
    public async Task<HashSet<Guid>> MeetAsync(IReadOnlyCollection<Guid> variantIds, CancellationToken cancel)
    {
        var known = await KnownAsync();
        if (known.Count == variantIds.Count) return known;
        await db.LockAsync<Variant>([.. variantIds.Where(id => !known.Contains(id))], cancel);
        return await KnownAsync();

        Task<HashSet<Guid>> KnownAsync() => db.StockLevels.Where(level => variantIds.Contains(level.VariantId)).Select(level => level.VariantId).ToHashSetAsync(cancel);
    }

    /// <summary>The first goods of some variants, after <see cref="MeetAsync"/>.</summary>
    public async Task ReceiveFirstAsync(IReadOnlyCollection<(Guid VariantId, Guid ProductId, int Quantity)> goods, string reason, string actor, CancellationToken cancel)
    {
        await OpenFirstAsync(goods, cancel);
        var now = clock.UtcNow();
        await db.InsertAsync([.. goods.Select(first => new StockMovement(now, first.VariantId, StockMovementKind.Received, first.Quantity, 0, reason, actor))], now, cancel);
    }

    private async Task OpenFirstAsync(IReadOnlyCollection<(Guid VariantId, Guid ProductId, int Quantity)> goods, CancellationToken cancel)
    {
        await db.InsertAsync([.. goods.Select(first => new StockLevel(first.VariantId, first.ProductId, first.Quantity))], clock.UtcNow(), cancel);
        foreach (var (variantId, productId, _) in goods) _touched.TryAdd(variantId, (productId, 0));
    }

    /// <summary>Lets go what carts held too long.</summary>
    public Task ReleaseExpiredAsync(Guid variantId, CancellationToken cancel) => OpenAsync(variantId, null, cancel);

    /// <summary>Saves, tells who listens which products changed, and keeps the search rows' InStock right.</summary>
    public async Task SettleAsync(CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        var (now, today) = (clock.UtcNow(), clock.Today());
        foreach (var variants in _touched.Chunk(500))
        {
            var ids = variants.Select(touched => touched.Key).ToArray();
            var stands = await db.Stands(today).Where(stand => ids.Contains(stand.VariantId)).ToListAsync(cancel);
            var free = stands.ToDictionary(stand => stand.VariantId, stand => stand.Free);
            // Above its mark again: the next time it falls below is told of anew.
            var risen = stands.Where(stand => stand.LowToldAt is not null && stand.Unpromised > stand.LowAt).Select(stand => stand.VariantId).ToArray();
            if (risen.Length > 0) await db.StockLevels.Where(level => risen.Contains(level.VariantId)).ExecuteUpdateAsync(set => set.SetProperty(level => level.LowToldAt, (DateTime?)null), cancel);
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

    private Task<int> TurnFlagsAsync(IQueryable<SearchRow> rows, CancellationToken cancel)
    {
        var stands = db.Stands(clock.Today());
        return rows.Where(row => row.InStock != stands.Any(stand => stand.ProductId == row.ProductId && stand.Free > 0))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.InStock, row => !row.InStock), cancel);
    }

    private IQueryable<StockLevel> Free(Guid variantId, int quantity)
    {
        var today = clock.Today();
        return db.StockLevels.Where(level => level.VariantId == variantId
            && level.OnHand - level.Allocated - level.Reserved - db.StockBatches.Where(batch => batch.VariantId == variantId && batch.BestBefore < today).Sum(batch => batch.Quantity) >= quantity);
    }

    private async Task AddToBatchAsync(Guid? batchId, int quantity, CancellationToken cancel)
    {
        if (batchId is null) return;
        if (await db.StockBatches.Where(batch => batch.Id == batchId && batch.Quantity >= -quantity).ExecuteUpdateAsync(set => set.SetProperty(batch => batch.Quantity, batch => batch.Quantity + quantity), cancel) != 1)
            throw new InvalidOperationException($"Batch {batchId} does not hold what is taken out of it.");
    }

    /// <summary>Locks the level, drops the holds that ran out and the cart's own; answers what can now be taken.</summary>
    private async Task<int> OpenAsync(Guid variantId, Guid? cartId, CancellationToken cancel)
    {
        var level = db.StockLevels.Where(level => level.VariantId == variantId);
        if (await level.ExecuteUpdateAsync(set => set.SetProperty(it => it.Reserved, it => it.Reserved), cancel) == 0) return 0;
        var now = clock.UtcNow();
        var stand = (await Stands.ToListAsync(db, variantId, cartId, now, clock.Today(), cancel)).Single();
        _touched.TryAdd(variantId, (stand.ProductId, stand.Free));
        if (stand.Over == 0) return stand.Free;

        await db.StockReservations.Where(hold => hold.VariantId == variantId && (hold.ExpiresAt <= now || hold.CartId == cartId)).ExecuteDeleteAsync(cancel);
        await level.ExecuteUpdateAsync(set => set.SetProperty(it => it.Reserved, it => it.Reserved - stand.Over), cancel);
        return stand.Free + stand.Over;
    }

    private void Note(Guid variantId, StockMovementKind kind, int onHand, int allocated, string reason, string actor, Guid? batchId = null) =>
        db.StockMovements.Add(new StockMovement(clock.UtcNow(), variantId, kind, onHand, allocated, reason, actor, batchId));

    private static void MustBeOne(int rows, Guid variantId)
    {
        if (rows != 1) throw new InvalidOperationException($"The ledger of variant {variantId} does not cover what its order was promised.");
    }
}
