using System.Globalization;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Storefront.Fairs;

/// <summary>Days and hours of fairs as people say them.</summary>
public static class FairWords
{
    /// <summary>"12–16/02/2027", "28/01–03/02/2027", "12/02/2027".</summary>
    public static string Days(this Words words, DateOnly first, DateOnly last) =>
        first == last ? words.Date(first)
        : (first.Year, first.Month) == (last.Year, last.Month) ? FormattableString.Invariant($"{first:dd}–{words.Date(last)}")
        : first.Year == last.Year ? string.Create(CultureInfo.InvariantCulture, $"{first:dd\\/MM}–{words.Date(last)}")
        : $"{words.Date(first)}–{words.Date(last)}";

    public static string When(this Words words, FairCard fair) =>
        fair.Hours is { } hours ? $"{Capital(words[hours.Rule.Words])}, {words.Hours(hours.Opens, hours.Closes)}" : fair is { First: { } first, Last: { } last } ? words.Days(first, last) : words["chưa định ngày", "not dated yet"];

    public static string Hours(this Words words, TimeOnly opens, TimeOnly closes) => $"{words.Hour(opens)}–{words.Hour(closes)}";

    public static string Hour(this Words _, TimeOnly time) => time.ToString("HH\\:mm", CultureInfo.InvariantCulture);

    /// <summary>"thứ Sáu, 12/02/2027".</summary>
    public static string Weekday(this Words words, DateOnly day) => $"{Capital(day.ToString("dddd", CultureInfo.GetCultureInfo(words.Language)))}, {words.Date(day)}";

    /// <summary>"mùng 6 tháng Giêng" in Vietnamese; people abroad are told the solar day alone.</summary>
    public static string? Moon(this Words words, DateOnly day) => words.Language == "en" ? null : $"{LunarDate.Of(day).InWords} âm lịch";

    public static string State(this Words words, FairState state, bool isOver) => state switch
    {
        FairState.Draft => words["bản nháp", "draft"],
        FairState.Cancelled => words["đã huỷ", "cancelled"],
        FairState.Announced => isOver ? words["đã qua", "over"] : words["đã công bố", "announced"],
    };

    public static string LookOf(FairState state, bool isOver) => state switch { FairState.Cancelled => "tag tag--error", FairState.Announced when !isOver => "tag tag--good", _ => "tag" };

    private static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
