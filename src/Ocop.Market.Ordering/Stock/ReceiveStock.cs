using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

public sealed record StockReceipt(Guid VariantId, int Quantity)
{
    /// <summary>Both, where the producer keeps batches.</summary>
    public string? Batch { get; init; }
    public DateOnly? BestBefore { get; init; }
}

/// <summary>Goods come in: one variant after a harvest, or a whole market on its first day. All of them or none.</summary>
public sealed class ReceiveStock(IOrderingDb db, TimeProvider clock)
{
    /// <returns>How many variants received goods.</returns>
    public async Task<Outcome<int>> HandleAsync(IReadOnlyCollection<StockReceipt> receipts, string reason, string actor, CancellationToken cancel)
    {
        if (receipts.Any(receipt => receipt.Quantity <= 0))
            return new Refusal("QuantityNotPositive", "quantity", "Số lượng nhập phải lớn hơn 0.", "Received quantities must be above 0.");

        return await db.InTransactionAsync<int>(async () =>
        {
            var ledger = new StockLedger(db, clock);
            // All at once, in the order in which checkouts take them: below, those without a batch come first.
            await db.LockAsync<StockLevel>([.. receipts.Select(receipt => receipt.VariantId).Distinct()], cancel);
            foreach (var chunk in receipts.Where(receipt => receipt.Batch is null).OrderBy(receipt => receipt.VariantId).Chunk(500))
                if (await ReceiveAsync(ledger, chunk, reason, actor, cancel) is { } refusal) return refusal;
            foreach (var receipt in receipts.Where(receipt => receipt.Batch is not null).OrderBy(receipt => receipt.VariantId))
                if (await ReceiveBatchAsync(ledger, receipt, reason, actor, cancel) is { Count: > 0 } refusals) return Outcome<int>.Refused(refusals);
            await ledger.SettleAsync(cancel);
            return receipts.Count;
        }, cancel);
    }

    private async Task<Refusal?> ReceiveAsync(StockLedger ledger, StockReceipt[] receipts, string reason, string actor, CancellationToken cancel)
    {
        var ids = receipts.Select(receipt => receipt.VariantId).ToArray();
        var products = await db.Variants.Where(variant => ids.Contains(variant.Id)).ToDictionaryAsync(variant => variant.Id, variant => variant.ProductId, cancel);
        var known = await ledger.MeetAsync(ids, cancel);
        if (receipts.Any(receipt => !products.ContainsKey(receipt.VariantId)))
            return VariantUnknown;

        var isFirst = receipts.ToLookup(receipt => known.Add(receipt.VariantId));
        await ledger.ReceiveFirstAsync([.. isFirst[true].Select(receipt => (receipt.VariantId, products[receipt.VariantId], receipt.Quantity))], reason, actor, cancel);
        foreach (var (variantId, quantity) in isFirst[false]) await ledger.CountAsync(variantId, quantity, StockMovementKind.Received, reason, actor, cancel);

        var now = clock.UtcNow();
        await db.InsertAsync([.. receipts.Select(receipt =>
            new AuditEntry(now, actor, "StockReceived", ChangeSubject.Product(products[receipt.VariantId]), after: $"{receipt.VariantId} +{receipt.Quantity}"))], now, cancel);
        return null;
    }

    private async Task<IReadOnlyList<Refusal>> ReceiveBatchAsync(StockLedger ledger, StockReceipt receipt, string reason, string actor, CancellationToken cancel)
    {
        var number = StockBatch.Tidy(receipt.Batch);
        List<Refusal> misfits = [.. StockBatch.Misfits(number, receipt.BestBefore, clock.Today())];
        if (misfits.Count > 0) return misfits;
        if (await db.Variants.Where(variant => variant.Id == receipt.VariantId).Select(variant => (Guid?)variant.ProductId).SingleOrDefaultAsync(cancel) is not { } productId) return [VariantUnknown];
        await ledger.OpenBatchesAsync(receipt.VariantId, productId, cancel);
        if (!await ledger.PutIntoBatchAsync(receipt.VariantId, receipt.Quantity, number, receipt.BestBefore!.Value, areHere: false, reason, actor, cancel)) return [StockBatch.OtherDay];
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), actor, "StockReceived", ChangeSubject.Product(productId), after: FormattableString.Invariant($"{receipt.VariantId} +{receipt.Quantity} {number} {receipt.BestBefore:yyyy-MM-dd}")));
        return [];
    }

    private static readonly Refusal VariantUnknown = new("VariantUnknown", "variant", "Không có quy cách này.", "There is no such variant.");
}
