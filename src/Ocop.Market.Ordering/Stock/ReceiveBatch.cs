using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <param name="Seen">How much lay in batches when the form was shown.</param>
/// <param name="IsHere">The goods are counted already; only their batch is told now.</param>
public sealed record BatchForm(Guid VariantId, int Seen, int? Quantity, string? Number, DateOnly? BestBefore, bool IsHere);

/// <summary>
/// A batch comes in, or the producer says which of the goods at hand belong to one. The same number again adds to it. Sent twice over a slow line it is
/// done once: the second finds more in batches than its form showed.
/// </summary>
public sealed class ReceiveBatch(IOrderingDb db, TimeProvider clock)
{
    private const string Reason = "chủ thể nhập lô";

    /// <returns>The number of the batch, as it is kept.</returns>
    public Task<Outcome<string>> HandleAsync(Person person, BatchForm form, CancellationToken cancel) => db.InTransactionAsync<string>(async () =>
    {
        var kept = await KeptVariant.FindAsync(db, person, form.VariantId, cancel);
        if (!kept.Succeeded) return Outcome<string>.Refused(kept.Refusals);
        var number = StockBatch.Tidy(form.Number);
        List<Refusal> misfits = [.. StockBatch.Misfits(number, form.BestBefore, clock.Today())];
        if (form.Quantity is not (> 0 and <= CountStock.Most)) misfits.Insert(0, new("QuantityWrong", "quantity", "Số lượng là một số lớn hơn 0.", "The quantity is a number above 0."));
        if (misfits.Count > 0) return Outcome<string>.Refused(misfits);

        var (ledger, quantity, bestBefore) = (new StockLedger(db, clock), form.Quantity!.Value, form.BestBefore!.Value);
        var stand = await ledger.OpenBatchesAsync(form.VariantId, kept.Value.ProductId, cancel);
        if (stand.InBatches != form.Seen) return MovedOn;
        if (form.IsHere && quantity > stand.Loose)
            return new Refusal("NotSoMany", "quantity", $"Chỉ còn {stand.Loose} chưa ghi lô trong kho.", $"Only {stand.Loose} at hand are in no batch yet.");
        if (!await ledger.PutIntoBatchAsync(form.VariantId, quantity, number, bestBefore, form.IsHere, Reason, person.Actor, cancel)) return StockBatch.OtherDay;
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, form.IsHere ? "StockBatched" : "StockReceived", ChangeSubject.Product(kept.Value.ProductId),
            after: FormattableString.Invariant($"{form.VariantId} +{quantity} {number} {bestBefore:yyyy-MM-dd}")));
        await ledger.SettleAsync(cancel);
        return number;
    }, cancel);

    internal static readonly Refusal MovedOn = new("CountMovedOn", "quantity", "Kho vừa đổi: có đơn vừa gửi đi, hoặc bạn đã bấm hai lần. Mời bạn xem lại rồi ghi.", "The stock has just changed: a parcel left, or you pressed twice. Please look again.");
}
