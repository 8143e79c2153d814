using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

public sealed record StockReceipt(Guid VariantId, int Quantity);

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
            foreach (var chunk in receipts.OrderBy(receipt => receipt.VariantId).Chunk(500))
                if (await ReceiveAsync(ledger, chunk, reason, actor, cancel) is { } refusal) return refusal;
            await ledger.SettleAsync(cancel);
            return receipts.Count;
        }, cancel);
    }

    private async Task<Refusal?> ReceiveAsync(StockLedger ledger, StockReceipt[] receipts, string reason, string actor, CancellationToken cancel)
    {
        var ids = receipts.Select(receipt => receipt.VariantId).ToArray();
        var products = await db.Variants.Where(variant => ids.Contains(variant.Id)).ToDictionaryAsync(variant => variant.Id, variant => variant.ProductId, cancel);
        var known = await db.StockLevels.Where(level => ids.Contains(level.VariantId)).Select(level => level.VariantId).ToHashSetAsync(cancel);
        if (receipts.Any(receipt => !products.ContainsKey(receipt.VariantId)))
            return new Refusal("VariantUnknown", "variant", "Không có quy cách này.", "There is no such variant.");

        var isFirst = receipts.ToLookup(receipt => known.Add(receipt.VariantId));
        await ledger.ReceiveFirstAsync([.. isFirst[true].Select(receipt => (receipt.VariantId, products[receipt.VariantId], receipt.Quantity))], reason, actor, cancel);
        foreach (var (variantId, quantity) in isFirst[false]) await ledger.CountAsync(variantId, quantity, StockMovementKind.Received, reason, actor, cancel);

        var now = clock.UtcNow();
        await db.InsertAsync([.. receipts.Select(receipt =>
            new AuditEntry(now, actor, "StockReceived", ChangeSubject.Product(products[receipt.VariantId]), after: $"{receipt.VariantId} +{receipt.Quantity}"))], now, cancel);
        return null;
    }
}
