using System.Globalization;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>What must be filled in before a fair can be kept so. All unmet points come back at once.</summary>
internal static class FairRequirements
{
    public const int LongestTitle = 120;
    private const int LongestAbout = 2000, LongestAddress = 200;

    public static readonly Refusal TitleWrong = new("TitleWrong", "titleVi", "Tên hội chợ từ 4 đến 120 chữ.", "The fair’s name has 4 to 120 letters.");
    public static readonly Refusal CommuneUnknown = new("CommuneUnknown", "communeCode", "Chọn một xã, phường trong danh sách.", "Choose a commune of the list.");
    private static readonly Refusal RuleWrong = new("RuleWrong", "comes", "Chọn chợ họp vào thứ mấy, ngày nào.", "Choose on which days the market is held.");

    public static PlaceAsIssued PlaceOf(Commune commune, Province province) => new(commune.Name, null, province.Name, province.Code, commune.Code, null);

    public static Outcome<FairFacts> Meet(FairForm form)
    {
        var unmet = new List<Refusal>();
        var (titleVi, titleEn, address) = (FairFields.Line(form.TitleVi), FairFields.Line(form.TitleEn), FairFields.Line(form.Address));
        var (aboutVi, aboutEn) = (FairFields.Text(form.AboutVi), FairFields.Text(form.AboutEn));
        if (titleVi.Length is < 4 or > LongestTitle) unmet.Add(TitleWrong);
        if (titleEn.Length > LongestTitle) unmet.Add(TitleWrong with { Field = "titleEn" });
        if (address.Length > LongestAddress) unmet.Add(new("AddressTooLong", "address", "Địa chỉ dài quá 200 chữ.", "The address is longer than 200 letters."));
        foreach (var (text, field) in new[] { (aboutVi, "aboutVi"), (aboutEn, "aboutEn") })
            if (text.Length > LongestAbout) unmet.Add(new("AboutTooLong", field, "Lời giới thiệu dài quá 2.000 chữ.", "The introduction is longer than 2,000 letters."));
        var applyUntil = FairFields.Day(form.ApplyUntil);
        if (applyUntil is null && !string.IsNullOrWhiteSpace(form.ApplyUntil)) unmet.Add(DayWrong("applyUntil"));
        Guid? plan = Guid.TryParse(form.PlanMediaId, out var id) ? id : null;
        return unmet.Count > 0 ? Outcome<FairFacts>.Refused(unmet) : new FairFacts(titleVi, titleEn, aboutVi, aboutEn, address, applyUntil, plan);
    }

    public static Outcome<MarketHours> MeetMarket(FairForm form)
    {
        var unmet = new List<Refusal>();
        var rule = RuleOf(form);
        if (rule is null) unmet.Add(RuleWrong);
        var (from, until) = (FairFields.Day(form.From), FairFields.Day(form.Until));
        if (from is null) unmet.Add(DayWrong("from"));
        if (until is null ? !string.IsNullOrWhiteSpace(form.Until) : until < from) unmet.Add(DayWrong("until"));
        var (opens, closes) = (FairFields.Time(form.Opens), FairFields.Time(form.Closes));
        if (opens is null) unmet.Add(TimeWrong("opens"));
        if (closes is null || closes <= opens) unmet.Add(TimeWrong("closes"));
        return unmet.Count > 0 ? Outcome<MarketHours>.Refused(unmet) : new MarketHours(rule!, from!.Value, until, opens!.Value, closes!.Value);
    }

    public static Refusal DayWrong(string field) => new("DayWrong", field, "Chưa phải ngày, ví dụ 12/02/2027.", "Not a day, for example 12/02/2027.");

    public static Refusal TimeWrong(string field) => new("TimeWrong", field, "Giờ chưa đúng, ví dụ 08:00 đến 21:30.", "Not the right time, for example 08:00 to 21:30.");

    private static Recurrence? RuleOf(FairForm form)
    {
        switch (form.Comes)
        {
            case "tuan":
                var weekdays = form.Weekdays.Select(Weekday).OfType<DayOfWeek>().ToList();
                return weekdays.Count > 0 ? Recurrence.Weekly(weekdays) : null;
            case "thu":
                return Weekday(form.MonthWeekday) is { } weekday && (form.Nth == "-1" ? -1 : FairFields.Number(form.Nth, 1, 4)) is { } nth ? Recurrence.MonthlyByWeekday(nth, weekday) : null;
            case "ngay":
                return DaysOf(form.MonthDays, 31, mayBeLast: true) is { } days ? Recurrence.MonthlyByDay(days) : null;
            case "am-lich":
                return DaysOf(form.MonthDays, 30, mayBeLast: false) is { } lunar ? Recurrence.Lunar(lunar) : null;
            default:
                return null;
        }
    }

    private static DayOfWeek? Weekday(string? value) => FairFields.Number(value, 0, 6) is { } day ? (DayOfWeek)day : null;

    private static List<int>? DaysOf(string? text, int most, bool mayBeLast)
    {
        var days = new List<int>();
        foreach (var word in (text ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (mayBeLast && VietnameseText.Fold(word) is "cuoi" or "-1") days.Add(-1);
            else if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day >= 1 && day <= most) days.Add(day);
            else return null;
        }

        return days.Count > 0 ? days : null;
    }
}
