using System.Globalization;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

/// <summary>The ordinary week, as its keeper knows it.</summary>
public sealed class KeepHours(ICatalogDb db, TimeProvider clock)
{
    /// <param name="hours">One text for each day of <see cref="OpeningHours.Week"/>.</param>
    public Task<Outcome<SalesPoint>> HandleAsync(Person person, Guid id, long version, IReadOnlyList<string?> hours, string? holidayNote, CancellationToken cancel) => db.InTransactionAsync<SalesPoint>(async () =>
    {
        var turn = await db.TakeSalesPointAsync(person, Act.KeepSalesPoint, id, version, cancel);
        if (!turn.Succeeded) return turn;
        var read = OpeningHours.Read(hours);
        if (!read.Succeeded) return Outcome<SalesPoint>.Refused(read.Refusals);
        var note = SalesPointWords.Line(holidayNote);
        if (note?.Length > SalesPoint.LongestNote) return new Refusal("TooLong", "holidayNote", $"Dài quá {SalesPoint.LongestNote} chữ.", $"Longer than {SalesPoint.LongestNote} letters.");

        var point = turn.Value;
        var before = Told(point);
        point.KeepHours(read.Value, note);
        if (Told(point) == before) return point;
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "SalesPointHoursKept", point.ChangeSubject, before, Told(point)));
        await db.SaveChangesAsync(cancel);
        return point;
    }, cancel);

    private static string Told(SalesPoint point) => string.Join('\n', [.. OpeningHours.Week.Select(day => $"{day}: {point.Hours.Typed(day)}"), $"holidays: {point.HolidayNote}"]);
}

public enum Closing { Now, At, WholeDay, Never }

/// <summary>Closes a point early today, keeps it closed all day, or opens it as usual again. The week stays as it is; tomorrow it holds once more.</summary>
public sealed class CloseEarly(ICatalogDb db, TimeProvider clock)
{
    /// <param name="at">As typed, "15:30"; for <see cref="Closing.At"/> only.</param>
    public Task<Outcome<SalesPoint>> HandleAsync(Person person, Guid id, Closing closing, string? at, CancellationToken cancel) => db.InTransactionAsync<SalesPoint>(async () =>
    {
        var turn = await db.TakeSalesPointAsync(person, Act.KeepSalesPoint, id, null, cancel);
        if (!turn.Succeeded) return turn;
        var point = turn.Value;
        var now = clock.UtcNow();
        var before = Told(point);
        // At one in the morning it may still be yesterday's evening that is closed.
        var running = point.Plan.RunningAt(now);
        switch (closing)
        {
            case Closing.Never: point.OpenAsUsual(); break;
            case Closing.WholeDay: point.CloseOn(clock.Today(), 0); break;
            case Closing.Now when running is { } span: point.CloseOn(span.Day, span.Minute); break;
            case Closing.Now: return new Refusal("ClosedAlready", "", "Điểm bán đang đóng cửa rồi.", "The sales point is closed already.");
            case Closing.At when TimeOnly.TryParseExact((at ?? "").Trim(), ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time): point.CloseOn(clock.Today(), time.Hour * 60 + time.Minute); break;
            default: return new Refusal("TimeWrong", "at", "Ghi giờ như 15:30.", "Write a time like 15:30.");
        }

        if (Told(point) == before) return point;
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, closing == Closing.Never ? "SalesPointReopened" : "SalesPointClosedEarly", point.ChangeSubject, before, Told(point)));
        await db.SaveChangesAsync(cancel);
        return point;
    }, cancel);

    private static string Told(SalesPoint point) =>
        point.ClosedDay is { } day ? string.Create(CultureInfo.InvariantCulture, $"closed: {day:yyyy-MM-dd} from {OpenSpan.Clock(point.ClosedFrom!.Value)}") : "as usual";
}
