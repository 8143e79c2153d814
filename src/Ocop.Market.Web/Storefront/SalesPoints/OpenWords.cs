using System.Globalization;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Storefront.SalesPoints;

/// <summary>Hours, states and distances of sales points in words.</summary>
public static class OpenWords
{
    public static string Day(this Words words, DayOfWeek day) => day switch
    {
        DayOfWeek.Monday => words["Thứ hai", "Monday"],
        DayOfWeek.Tuesday => words["Thứ ba", "Tuesday"],
        DayOfWeek.Wednesday => words["Thứ tư", "Wednesday"],
        DayOfWeek.Thursday => words["Thứ năm", "Thursday"],
        DayOfWeek.Friday => words["Thứ sáu", "Friday"],
        DayOfWeek.Saturday => words["Thứ bảy", "Saturday"],
        DayOfWeek.Sunday => words["Chủ nhật", "Sunday"],
    };

    public static string Hours(this Words words, IReadOnlyList<OpenSpan> spans) => spans switch
    {
        [] => words["nghỉ", "closed"],
        [{ From: 0, Until: OpenSpan.Day }] => words["cả ngày", "all day"],
        _ => string.Join(", ", spans),
    };

    /// <summary>True for this minute only: a page that says it is kept no longer.</summary>
    public static string State(this Words words, OpenPlan plan, DateTime utc) => plan.At(utc) switch
    {
        OpenState.Open => words[$"đang mở, đến {OpenSpan.Clock(plan.RunningAt(utc)!.Value.End)}", $"open until {OpenSpan.Clock(plan.RunningAt(utc)!.Value.End)}"],
        OpenState.ClosedNow => plan.OpensLater(utc) is { } opens ? words[$"mở lúc {OpenSpan.Clock(opens)}", $"opens at {OpenSpan.Clock(opens)}"] : words["đóng cửa", "closed now"],
        OpenState.HoursUnknown => words["chưa rõ giờ", "hours not known"],
        OpenState.Paused => words["tạm nghỉ", "paused"],
        OpenState.Ended => words["đã thôi bán", "closed for good"],
    };

    /// <summary>The look of the tag that says it.</summary>
    public static string LookOf(OpenPlan plan, DateTime utc) => plan.At(utc) switch
    {
        OpenState.Open => "tag tag--good",
        OpenState.Paused => "tag tag--warn",
        _ => "tag",
    };

    /// <summary>"dưới 1 km", "4,2 km", "84 km".</summary>
    public static string Away(this Words words, double kilometres) => kilometres switch
    {
        < 1 => words["dưới 1\u00a0km", "under 1\u00a0km"],
        < 10 => words[kilometres.ToString("0.0", CultureInfo.InvariantCulture).Replace('.', ','), kilometres.ToString("0.0", CultureInfo.InvariantCulture)] + "\u00a0km",
        _ => words.Number((long)Math.Round(kilometres)) + "\u00a0km",
    };

    public static string Of(this Words words, SalesPointStatus status) => words[status switch
    {
        SalesPointStatus.Open => new LocalText("đang hoạt động", "open"),
        SalesPointStatus.Paused => new LocalText("tạm nghỉ", "paused"),
        SalesPointStatus.Closed => new LocalText("đã thôi", "closed for good"),
    }];
}
