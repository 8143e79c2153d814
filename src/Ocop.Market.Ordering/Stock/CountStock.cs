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
        var kept = await KeptVariant.FindAsync(db, person, count.VariantId, cancel);
        if (!kept.Succeeded) return Outcome<int>.Refused(kept.Refusals);
        if (count.Left is < 0 or > Most) return new Refusal("QuantityWrong", Field(count.VariantId), "Số còn lại là một số từ 0 trở lên.", "What is left is a number from 0 upwards.");

        var ledger = new StockLedger(db, clock);
        await ledger.MeetAsync([count.VariantId], cancel);
        await db.LockAsync<StockLevel>([count.VariantId], cancel);
        var (free, productId) = (await availability.FreeAsync(count.VariantId, cancel), kept.Value.ProductId);
        var now = Math.Max(0, free ?? 0);
        if (now == count.Left) return count.Left;
        if (now != count.Seen)
            return new Refusal("CountMovedOn", Field(count.VariantId), $"Vừa có đơn mới hoặc ai đó vừa đếm: giờ còn {now}. Mời bạn xem lại rồi ghi.", $"An order or another count came in: {now} are left now. Please look again.");

        if (free is null) await ledger.ReceiveFirstAsync([(count.VariantId, productId, count.Left)], Reason, person.Actor, cancel);
        else if (!(await ledger.CountAsync(count.VariantId, count.Left - free.Value, StockMovementKind.Adjusted, Reason, person.Actor, cancel)).Done)
            throw new InvalidOperationException($"Variant {count.VariantId} is locked, yet what was free is not.");
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "StockCounted", ChangeSubject.Product(productId), $"{count.VariantId} {now}", $"{count.VariantId} {count.Left}"));
        await ledger.SettleAsync(cancel);
        return count.Left;
    }, cancel);
}
