using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <param name="Seen">How many could be bought when the form was shown.</param>
/// <param name="Left">How many can be bought, as counted.</param>
public sealed record StockCount(Guid VariantId, int Seen, int Left);

/// <summary>
/// The producer says how many are left to sell. What is promised to orders lies apart and is not counted. Counted against a figure that is no
/// longer true (an order came in between) it is refused with the new one; sent twice it is done once.
/// </summary>
public sealed class CountStock(IOrderingDb db, Availability availability, TimeProvider clock)
{
    public const int Most = 1_000_000;
    private const string Reason = "chủ thể đếm lại";

    public static string Field(Guid variantId) => $"left-{variantId:n}";

    /// <returns>How many can be bought now.</returns>
    public Task<Outcome<int>> HandleAsync(Person person, StockCount count, CancellationToken cancel) => db.InTransactionAsync<int>(async () =>
    {
        var found = await (from variant in db.Variants where variant.Id == count.VariantId join product in db.Products on variant.ProductId equals product.Id
            join producer in db.Producers on product.ProducerId equals producer.Id select new { ProductId = product.Id, Producer = producer }).AsNoTracking().SingleOrDefaultAsync(cancel);
        if (found is null) return new Refusal("VariantUnknown", "", "Không có quy cách này.", "There is no such variant.");
        if (!person.May(Act.KeepStock, found.Producer.Scope)) return NoRight.Here;
        if (count.Left is < 0 or > Most) return new Refusal("QuantityWrong", Field(count.VariantId), "Số còn lại là một số từ 0 trở lên.", "What is left is a number from 0 upwards.");

        // The lock; a variant that never had stock has none to lock, and then its first row decides.
        await db.StockLevels.Where(level => level.VariantId == count.VariantId).ExecuteUpdateAsync(set => set.SetProperty(it => it.Reserved, it => it.Reserved), cancel);
        var now = (await availability.OfAsync([count.VariantId], cancel)).TryGetValue(count.VariantId, out var free) ? free : (int?)null;
        if ((now ?? 0) == count.Left) return count.Left;
        if ((now ?? 0) != count.Seen)
            return new Refusal("CountMovedOn", Field(count.VariantId), $"Vừa có đơn mới hoặc ai đó vừa đếm: giờ còn {now ?? 0}. Mời bạn xem lại rồi ghi.", $"An order or another count came in: {now ?? 0} are left now. Please look again.");

        var ledger = new StockLedger(db, clock);
        if (now is null) await ledger.ReceiveFirstAsync([(count.VariantId, found.ProductId, count.Left)], Reason, person.Actor, cancel);
        else if (!(await ledger.CountAsync(count.VariantId, count.Left - now.Value, StockMovementKind.Adjusted, Reason, person.Actor, cancel)).Done)
            throw new InvalidOperationException($"Variant {count.VariantId} is locked, yet what was free is not.");
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "StockCounted", ChangeSubject.Product(found.ProductId), $"{count.VariantId} {now ?? 0}", $"{count.VariantId} {count.Left}"));
        await ledger.SettleAsync(cancel);
        return count.Left;
    }, cancel);
}
