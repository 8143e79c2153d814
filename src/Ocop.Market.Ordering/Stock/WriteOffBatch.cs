using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <param name="Seen">How many it held when the form was shown.</param>
public sealed record BatchLoss(Guid BatchId, int Seen, int? Quantity);

/// <summary>Goods of a batch that nobody can buy any more: past their day, spoilt, gone.</summary>
public sealed class WriteOffBatch(IOrderingDb db, TimeProvider clock)
{
    public static string Field(Guid batchId) => $"loss-{batchId:n}";

    /// <returns>How many the batch still holds.</returns>
    public Task<Outcome<int>> HandleAsync(Person person, BatchLoss loss, CancellationToken cancel) => db.InTransactionAsync<int>(async () =>
    {
        var variantId = await db.StockBatches.Where(batch => batch.Id == loss.BatchId).Select(batch => batch.VariantId).SingleOrDefaultAsync(cancel);
        var kept = await KeptVariant.FindAsync(db, person, variantId, cancel);
        if (!kept.Succeeded) return Outcome<int>.Refused(kept.Refusals);
        var field = Field(loss.BatchId);
        if (loss.Quantity is not > 0 || loss.Quantity > loss.Seen) return new Refusal("QuantityWrong", field, $"Số bỏ đi từ 1 đến {loss.Seen}.", $"Write off between 1 and {loss.Seen}.");

        var (ledger, quantity) = (new StockLedger(db, clock), loss.Quantity.Value);
        await ledger.OpenBatchesAsync(variantId, kept.Value.ProductId, cancel);
        var batch = await db.StockBatches.AsNoTracking().SingleAsync(it => it.Id == loss.BatchId, cancel);
        if (batch.Quantity != loss.Seen) return ReceiveBatch.MovedOn with { Field = field };
        var reason = batch.IsPastOn(clock.Today()) ? "lô quá hạn" : "chủ thể bỏ hàng trong lô";
        var take = await ledger.WriteOffAsync(batch, quantity, reason, person.Actor, cancel);
        if (!take.Done)
            return new Refusal("PromisedAlready", field, $"Chỉ bỏ được {Math.Max(0, take.Available)}: phần còn lại đã hứa cho đơn hàng. Nhập hàng mới trước rồi bỏ.", $"Only {Math.Max(0, take.Available)} can go: the rest is promised to orders. Receive new goods first.");
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "StockWrittenOff", ChangeSubject.Product(kept.Value.ProductId), after: FormattableString.Invariant($"{variantId} -{quantity} {batch.Number}: {reason}")));
        await ledger.SettleAsync(cancel);
        return batch.Quantity - quantity;
    }, cancel);
}
