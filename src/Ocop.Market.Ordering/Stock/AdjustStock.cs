using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <summary>Someone counted, and the shelf disagrees with the ledger.</summary>
public sealed class AdjustStock(IOrderingDb db, TimeProvider clock)
{
    public Task<Outcome<int>> HandleAsync(Guid variantId, int difference, string reason, string actor, CancellationToken cancel) => db.InTransactionAsync<int>(async () =>
    {
        if (string.IsNullOrWhiteSpace(reason))
            return new Refusal("ReasonMissing", "reason", "Ghi lý do kiểm kho.", "Say why the count changes.");
        var productId = await db.StockLevels.Where(level => level.VariantId == variantId).Select(level => (Guid?)level.ProductId).SingleOrDefaultAsync(cancel);
        if (productId is null)
            return new Refusal("VariantUnknown", "variant", "Quy cách này chưa nhập kho lần nào.", "This variant never received stock.");
        var ledger = new StockLedger(db, clock);
        var count = await ledger.CountAsync(variantId, difference, StockMovementKind.Adjusted, reason, actor, cancel);
        if (!count.Done)
            return new Refusal("PromisedAlready", "quantity", $"Chỉ bớt được {count.Available}: phần còn lại đã hứa cho đơn hàng.", $"Only {count.Available} can go: the rest is promised to orders.");
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), actor, "StockAdjusted", ChangeSubject.Product(productId.Value), after: $"{variantId} {difference}: {reason}"));
        await ledger.SettleAsync(cancel);
        return count.Available + difference;
    }, cancel);
}
