using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Settlements;

/// <summary>Statements up to this month stay as they are from now on.</summary>
public sealed class CloseMonth(IOrderingDb db, SettlementBook book, LedgerAmounts ledger, TimeProvider clock)
{
    /// <param name="month">"2026-11".</param>
    public Task<Outcome<DateOnly>> HandleAsync(Person person, string? month, CancellationToken cancel) => db.InTurnAsync<DateOnly>(async () =>
    {
        if (!person.May(Act.MoveMoney, Scope.Programme)) return NoRight.Here;
        if (Read(month) is not { } closing) return new Refusal("MonthMisread", "month", "Chọn lại tháng.", "Choose the month again.");
        if (closing >= SettlementBook.MonthOf(clock.Today())) return new Refusal("MonthNotOver", "month", "Tháng này chưa hết, chưa khoá sổ được.", "This month is not over, so it cannot be closed.");
        // Every account at once: what is being booked comes before the end of the month, or stands on the next.
        await book.LockAsync(await db.Producers.Select(producer => producer.Id).ToListAsync(cancel), cancel);
        if (await db.ClosedMonths.AnyAsync(closed => closed.Month >= closing, cancel)) return closing;
        db.ClosedMonths.Add(new ClosedMonth(closing, person.Actor, clock.UtcNow()));
        await ledger.CarryAsync(closing, cancel);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "SettlementClosed", ChangeSubject.Settlement(Written(closing)), after: Written(closing)));
        await db.SaveChangesAsync(cancel);
        return closing;
    }, cancel);

    public static DateOnly? Read(string? month) => DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? first : null;

    public static string Written(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
