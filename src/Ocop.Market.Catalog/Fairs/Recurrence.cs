using System.Globalization;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

public enum RecurrenceKind { Weekly, MonthlyByWeekday, MonthlyByDay, Lunar }

/// <summary>
/// How a market comes round: the three shapes of RFC 5545's RRULE that markets have, and days of the moon, which no RRULE can say.
/// <see cref="Text"/> is the RRULE itself, or "LUNAR=2,7,12" for days of each lunar month.
/// </summary>
public sealed record Recurrence
{
    private const string LunarPrefix = "LUNAR=";
    private static readonly string[] Codes = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
    private static readonly string[] NamesVi = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];

    private Recurrence(RecurrenceKind kind, IReadOnlyList<DayOfWeek> weekdays, int nth, IReadOnlyList<int> days) => (Kind, Weekdays, Nth, Days) = (kind, weekdays, nth, days);

    public RecurrenceKind Kind { get; }
    public IReadOnlyList<DayOfWeek> Weekdays { get; }

    /// <summary>1 to 4 from the month's beginning, -1 for its last.</summary>
    public int Nth { get; }

    /// <summary>Of the month, solar or lunar; -1 is a solar month's last. A month without a 31st has no market on it.</summary>
    public IReadOnlyList<int> Days { get; }

    public bool IsLunar => Kind == RecurrenceKind.Lunar;

    public static Recurrence Weekly(params IReadOnlyList<DayOfWeek> weekdays) => new(RecurrenceKind.Weekly, [.. weekdays.Distinct().OrderBy(FromMonday)], 0, []);

    public static Recurrence MonthlyByWeekday(int nth, DayOfWeek weekday) => new(RecurrenceKind.MonthlyByWeekday, [weekday], nth, []);

    public static Recurrence MonthlyByDay(params IReadOnlyList<int> days) => new(RecurrenceKind.MonthlyByDay, [], 0, [.. days.Distinct().OrderBy(day => day < 0 ? 32 : day)]);

    public static Recurrence Lunar(params IReadOnlyList<int> days) => new(RecurrenceKind.Lunar, [], 0, [.. days.Distinct().Order()]);

    public string Text => Kind switch
    {
        RecurrenceKind.Weekly => "FREQ=WEEKLY;BYDAY=" + string.Join(',', Weekdays.Select(Code)),
        RecurrenceKind.MonthlyByWeekday => FormattableString.Invariant($"FREQ=MONTHLY;BYDAY={Nth}{Code(Weekdays[0])}"),
        RecurrenceKind.MonthlyByDay => "FREQ=MONTHLY;BYMONTHDAY=" + Numbers(Days),
        RecurrenceKind.Lunar => LunarPrefix + Numbers(Days),
    };

    /// <exception cref="FormatException">Not what <see cref="Text"/> writes.</exception>
    public static Recurrence Parse(string text)
    {
        if (text.StartsWith(LunarPrefix, StringComparison.Ordinal)) return Lunar(ReadNumbers(text[LunarPrefix.Length..]));
        var parts = text.Split(';').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[^1], StringComparer.Ordinal);
        if (parts.TryGetValue("BYMONTHDAY", out var days)) return MonthlyByDay(ReadNumbers(days));
        if (!parts.TryGetValue("BYDAY", out var weekdays)) throw new FormatException($"\"{text}\" is no rule of a market.");
        return parts["FREQ"] == "WEEKLY"
            ? Weekly([.. weekdays.Split(',').Select(Weekday)])
            : MonthlyByWeekday(int.Parse(weekdays[..^2], CultureInfo.InvariantCulture), Weekday(weekdays[^2..]));
    }

    /// <summary>Every market from one local day to another, both included.</summary>
    public IEnumerable<DateOnly> Between(DateOnly from, DateOnly until)
    {
        for (var day = from; day <= until; day = day.AddDays(1))
            if (Falls(day)) yield return day;
    }

    public bool Falls(DateOnly day) => Kind switch
    {
        RecurrenceKind.Weekly => Weekdays.Contains(day.DayOfWeek),
        RecurrenceKind.MonthlyByWeekday => day.DayOfWeek == Weekdays[0] && (Nth > 0 ? (day.Day - 1) / 7 + 1 == Nth : day.Day + 7 > LengthOf(day)),
        RecurrenceKind.MonthlyByDay => Days.Contains(day.Day) || (Days.Contains(-1) && day.Day == LengthOf(day)),
        RecurrenceKind.Lunar => Days.Contains(LunarDate.Of(day).Day),
    };

    public LocalText Words => Kind switch
    {
        RecurrenceKind.Weekly => new($"{List(Weekdays.Select(day => NamesVi[(int)day]), "và")} hằng tuần", $"every {List(Weekdays.Select(day => day.ToString()), "and")}"),
        RecurrenceKind.MonthlyByWeekday => new($"{NamesVi[(int)Weekdays[0]]} {(Nth == -1 ? "cuối" : Nth == 1 ? "đầu" : FormattableString.Invariant($"thứ {Nth}"))} của mỗi tháng",
            $"the {Nth switch { 1 => "first", 2 => "second", 3 => "third", 4 => "fourth", _ => "last" }} {Weekdays[0]} of each month"),
        RecurrenceKind.MonthlyByDay => new($"ngày {List(Days.Select(Said), "và")} hằng tháng", $"on the {List(Days.Select(day => day == -1 ? "last day" : Ordinal(day)), "and")} of each month"),
        RecurrenceKind.Lunar => new($"ngày {Numbers(Days, ", ")} âm lịch", $"on days {Numbers(Days, ", ")} of the lunar month"),
    };

    private static string Said(int day) => day == -1 ? "cuối" : Number(day);

    private static string Ordinal(int day) => Number(day) + (day is 11 or 12 or 13 ? "th" : (day % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });

    private static string List(IEnumerable<string> words, string and) => words.ToList() is [.. var first, var last] && first.Count > 0 ? $"{string.Join(", ", first)} {and} {last}" : string.Join("", words);

    private static int LengthOf(DateOnly day) => DateTime.DaysInMonth(day.Year, day.Month);

    private static int FromMonday(DayOfWeek day) => ((int)day + 6) % 7;

    private static string Code(DayOfWeek day) => Codes[(int)day];

    private static DayOfWeek Weekday(string code) => Array.IndexOf(Codes, code) is >= 0 and var found ? (DayOfWeek)found : throw new FormatException($"\"{code}\" is no weekday.");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Numbers(IEnumerable<int> numbers, string comma = ",") => string.Join(comma, numbers.Select(Number));

    private static int[] ReadNumbers(string text) => [.. text.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
}
