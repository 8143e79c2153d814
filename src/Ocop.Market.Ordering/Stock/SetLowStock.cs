using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <param name="LowAt">Null: the market's own mark on pages, and no mail.</param>
public sealed record LowMark(Guid VariantId, int? LowAt);

/// <summary>At how many pieces the producer wants to hear that a variant runs low.</summary>
public sealed class SetLowStock(IOrderingDb db, TimeProvider clock)
{
    public static string Field(Guid variantId) => $"low-{variantId:n}";

    /// <returns>How many marks are new.</returns>
    public Task<Outcome<int>> HandleAsync(Person person, IReadOnlyCollection<LowMark> marks, CancellationToken cancel) => db.InTransactionAsync<int>(async () =>
    {
        var (ledger, changed) = (new StockLedger(db, clock), 0);
        foreach (var mark in marks.OrderBy(mark => mark.VariantId))
        {
            var kept = await KeptVariant.FindAsync(db, person, mark.VariantId, cancel);
            if (!kept.Succeeded) return Outcome<int>.Refused(kept.Refusals);
            if (mark.LowAt is < 0 or > CountStock.Most) return new Refusal("QuantityWrong", Field(mark.VariantId), "Mức báo là một số từ 0 trở lên, hoặc để trống.", "A number from 0 upwards, or nothing.");
            await ledger.OpenBatchesAsync(mark.VariantId, kept.Value.ProductId, cancel);
            if (!await ledger.SetLowAsync(mark.VariantId, mark.LowAt, cancel)) continue;
            changed++;
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "LowStockSet", ChangeSubject.Product(kept.Value.ProductId), after: FormattableString.Invariant($"{mark.VariantId} {mark.LowAt}")));
        }

        await ledger.SettleAsync(cancel);
        return changed;
    }, cancel);
}
