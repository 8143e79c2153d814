using System.Globalization;
using System.Text.RegularExpressions;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

/// <summary>Minutes from midnight. An end at or before the beginning lies on the next day: 18:00–02:00.</summary>
public readonly record struct OpenSpan(int From, int Until)
{
    public const int Day = 24 * 60;

    /// <summary>Counted from the midnight at which the day of the span began.</summary>
    public int End => Until > From ? Until : Until + Day;

    public override string ToString() => $"{Clock(From)}–{Clock(Until)}";

    /// <summary>"7:00", "13:30"; the end of a day is 24:00.</summary>
    public static string Clock(int minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{(minutes > Day ? minutes - Day : minutes) / 60}:{minutes % 60:00}");
}

/// <summary>
/// When a sales point is open in an ordinary week. A day without a span is closed; a week without any is not known, because a point that nobody
/// told the hours of is not a closed one.
/// </summary>
public sealed partial class OpeningHours : IEquatable<OpeningHours>
{
    private const int MostSpans = 4;

    /// <summary>Monday first, as people here count.</summary>
    public static readonly IReadOnlyList<DayOfWeek> Week =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static readonly OpeningHours Unknown = new([.. Week.Select(_ => Array.Empty<OpenSpan>())]);

    private readonly IReadOnlyList<OpenSpan>[] _days;

    private OpeningHours(IReadOnlyList<OpenSpan>[] days) => _days = days;

    public bool IsKnown => _days.Any(spans => spans.Count > 0);

    public IReadOnlyList<OpenSpan> On(DayOfWeek day) => _days[((int)day + 6) % 7];

    public IReadOnlyList<OpenSpan> On(DateOnly day) => On(day.DayOfWeek);

    /// <summary>As a form shows it and takes it back: "7:00–11:30, 13:30–17:00"; empty for a closed day.</summary>
    public string Typed(DayOfWeek day) => string.Join(", ", On(day));

    /// <summary>As a column keeps it: seven days, each of spans "420-690".</summary>
    public string Stored => !IsKnown ? "" : string.Join(';', _days.Select(spans => string.Join(',', spans.Select(span => string.Create(CultureInfo.InvariantCulture, $"{span.From}-{span.Until}")))));

    /// <exception cref="FormatException">Not what <see cref="Stored"/> wrote.</exception>
    public static OpeningHours Of(string stored)
    {
        if (stored.Length == 0) return Unknown;
        var days = stored.Split(';');
        return days.Length == 7 ? new([.. days.Select(day => (IReadOnlyList<OpenSpan>)[.. day.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(SpanOf)])])
            : throw new FormatException($"\"{stored}\" is no week.");
    }

    /// <param name="typed">One text for each day of <see cref="Week"/>.</param>
    public static Outcome<OpeningHours> Read(IReadOnlyList<string?> typed)
    {
        var (days, refusals) = (new IReadOnlyList<OpenSpan>[7], new List<Refusal>());
        for (var i = 0; i < 7; i++)
        {
            var day = ReadDay(i < typed.Count ? typed[i] : null, FieldOf(Week[i]));
            if (day.Succeeded) days[i] = day.Value;
            else refusals.AddRange(day.Refusals);
        }

        return refusals.Count > 0 ? Outcome<OpeningHours>.Refused(refusals) : new OpeningHours(days);
    }

    public static string FieldOf(DayOfWeek day) => $"hours-{(int)day}";

    public bool Equals(OpeningHours? other) => other is not null && Stored == other.Stored;

    public override bool Equals(object? obj) => Equals(obj as OpeningHours);

    public override int GetHashCode() => Stored.GetHashCode(StringComparison.Ordinal);

    private static OpenSpan SpanOf(string stored)
    {
        var dash = stored.IndexOf('-', StringComparison.Ordinal);
        return new(int.Parse(stored.AsSpan(0, dash), CultureInfo.InvariantCulture), int.Parse(stored.AsSpan(dash + 1), CultureInfo.InvariantCulture));
    }

    private static Outcome<List<OpenSpan>> ReadDay(string? typed, string field)
    {
        var text = VietnameseText.Fold(typed ?? "");
        if (text is "" or "nghi" or "dong cua" or "closed") return new List<OpenSpan>();
        if (text is "ca ngay" or "24/24" or "all day") return new List<OpenSpan> { new(0, OpenSpan.Day) };

        var spans = new List<OpenSpan>();
        foreach (var part in text.Replace(" va ", ",", StringComparison.Ordinal).Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (SpanText().Match(part) is not { Success: true } match || Minutes(match, 1) is not { } from || Minutes(match, 3) is not { } until || from == OpenSpan.Day || from == until)
                return new Refusal("HoursWrong", field, "Ghi giờ như 7:00–11:30, 13:30–17:00; để trống là nghỉ.", "Write hours like 7:00–11:30, 13:30–17:00; empty means closed.");
            spans.Add(new(from, until));
        }

        spans.Sort((one, other) => one.From.CompareTo(other.From));
        if (spans.Count > MostSpans || spans.Zip(spans.Skip(1)).Any(pair => pair.Second.From < pair.First.End))
            return new Refusal("HoursOverlap", field, $"Các khoảng giờ chồng lên nhau, hoặc nhiều hơn {MostSpans} khoảng.", $"The hours overlap, or there are more than {MostSpans} of them.");
        return spans;
    }

    private static int? Minutes(Match match, int group)
    {
        var hour = int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups[group + 1] is { Success: true, Length: > 0 } part ? int.Parse(part.Value, CultureInfo.InvariantCulture) : 0;
        var minutes = hour * 60 + minute;
        return minute < 60 && minutes <= OpenSpan.Day ? minutes : null;
    }

    [GeneratedRegex(@"^(\d{1,2})(?: ?[h:.g] ?(\d{2})?)? ?(?:-|–|—|den|to) ?(\d{1,2})(?: ?[h:.g] ?(\d{2})?)?$")]
    private static partial Regex SpanText();
}
