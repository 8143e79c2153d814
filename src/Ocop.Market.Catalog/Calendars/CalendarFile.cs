using System.Globalization;
using System.Text;

namespace Ocop.Market.Catalog.Calendars;

/// <summary>One VEVENT: a local day in Việt Nam with its hours, alone or by a rule.</summary>
/// <param name="Uid">The same for ever, whatever else changes.</param>
/// <param name="ToldAt">DTSTAMP and LAST-MODIFIED: a file made twice of the same facts is the same file.</param>
public sealed record CalendarEntry(string Uid, int Sequence, DateTime ToldAt, DateOnly Day, TimeOnly Opens, TimeOnly Closes, string Summary)
{
    public string? Location { get; init; }
    public string? Description { get; init; }
    public string? Url { get; init; }
    public bool IsCancelled { get; init; }

    /// <summary>Where it goes on past midnight.</summary>
    public DateOnly? ClosesOn { get; init; }

    /// <summary>How long before it begins the phone is to ring; null stays silent.</summary>
    public TimeSpan? RemindBefore { get; init; }

    /// <summary>An RRULE without its end.</summary>
    public string? Rule { get; init; }
    public DateOnly? RuleUntil { get; init; }

    /// <summary>Days of the rule that do not take place.</summary>
    public IReadOnlyList<DateOnly> Except { get; init; } = [];

    /// <summary>The day of the rule that this entry takes the place of.</summary>
    public DateOnly? InsteadOf { get; init; }
}

/// <summary>
/// An iCalendar file (RFC 5545). Written by hand, because what makes it right for Vietnamese is its line folding: 75 octets, not letters, and never
/// inside one. An independent parser reads it in the tests.
/// </summary>
public static class CalendarFile
{
    public const string ContentType = "text/calendar; charset=utf-8";
    private const int LongestLine = 75;
    private const string Zone = "Asia/Ho_Chi_Minh";

    public static string Write(string name, IEnumerable<CalendarEntry> entries)
    {
        var file = new StringBuilder();
        void Line(string text) => Fold(file, text);
        // Việt Nam has kept one offset since 13 June 1975: no daylight saving, so no rule.
        foreach (var line in new[] { "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Ocop.Market//Lich//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", $"X-WR-CALNAME:{Text(name)}", $"X-WR-TIMEZONE:{Zone}",
            "REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H", "BEGIN:VTIMEZONE", $"TZID:{Zone}", "BEGIN:STANDARD", "DTSTART:19750613T000000", "TZOFFSETFROM:+0800", "TZOFFSETTO:+0700", "TZNAME:+07", "END:STANDARD", "END:VTIMEZONE" }) Line(line);
        foreach (var entry in entries)
        {
            Line("BEGIN:VEVENT");
            Line("UID:" + Text(entry.Uid));
            Line("DTSTAMP:" + Utc(entry.ToldAt));
            Line("LAST-MODIFIED:" + Utc(entry.ToldAt));
            Line(FormattableString.Invariant($"SEQUENCE:{entry.Sequence}"));
            Line($"STATUS:{(entry.IsCancelled ? "CANCELLED" : "CONFIRMED")}");
            Line(Local("DTSTART", entry.Day, entry.Opens));
            Line(Local("DTEND", entry.ClosesOn ?? entry.Day, entry.Closes));
            if (entry.Rule is not null) Line("RRULE:" + entry.Rule + (entry.RuleUntil is { } until ? ";UNTIL=" + Utc(Kernel.VietnamTime.StartOf(until.AddDays(1)).AddSeconds(-1)) : ""));
            foreach (var day in entry.Except) Line(Local("EXDATE", day, entry.Opens));
            if (entry.InsteadOf is { } instead) Line(Local("RECURRENCE-ID", instead, entry.Opens));
            Line("SUMMARY:" + Text(entry.Summary));
            if (entry.Location is { Length: > 0 } location) Line("LOCATION:" + Text(location));
            if (entry.Description is { Length: > 0 } description) Line("DESCRIPTION:" + Text(description));
            if (entry.Url is not null) Line("URL:" + entry.Url);
            // Nobody is called to what does not take place.
            if (entry is { RemindBefore: { } before, IsCancelled: false }) foreach (var line in new[] { "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:" + Text(entry.Summary), FormattableString.Invariant($"TRIGGER:-PT{(int)before.TotalMinutes}M"), "END:VALARM" }) Line(line);
            Line("END:VEVENT");
        }

        Line("END:VCALENDAR");
        return file.ToString();
    }

    private static string Local(string name, DateOnly day, TimeOnly time) => string.Create(CultureInfo.InvariantCulture, $"{name};TZID={Zone}:{day:yyyyMMdd}T{time:HHmmss}");

    private static string Utc(DateTime time) => time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Text(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\r\n", "\\n", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\n", StringComparison.Ordinal);

    private static void Fold(StringBuilder file, string line)
    {
        var octets = 0;
        foreach (var letter in line.EnumerateRunes())
        {
            if (octets + letter.Utf8SequenceLength > LongestLine)
            {
                file.Append("\r\n ");
                octets = 1;
            }

            file.Append(letter.ToString());
            octets += letter.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }
}
