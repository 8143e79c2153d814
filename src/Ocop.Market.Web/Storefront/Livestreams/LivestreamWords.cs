using Ocop.Market.Catalog.Livestreams;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Storefront.Fairs;

namespace Ocop.Market.Web.Storefront.Livestreams;

/// <summary>Sessions as people say them.</summary>
public static class LivestreamWords
{
    /// <summary>"19:30–21:00, Thứ Năm, 26/11/2026", on the clock of Việt Nam.</summary>
    public static string When(this Words words, Livestream session)
    {
        var (starts, ends) = (VietnamTime.Local(session.StartsAt), VietnamTime.Local(session.EndsAt));
        return $"{words.Hours(TimeOnly.FromDateTime(starts), TimeOnly.FromDateTime(ends))}, {words.Weekday(DateOnly.FromDateTime(starts))}";
    }

    /// <summary>Where the public's list shows it.</summary>
    public static string Anchor(this Livestream session) => $"p-{session.Id:n}";

    public static string File(this Livestream session) => $"{LivestreamsModel.Path}/{session.Id}.ics";

    /// <summary>How its own people and officers read it at this minute.</summary>
    public static (string Words, string Look) State(this Words words, Livestream session, DateTime now) => session switch
    {
        { IsCancelled: true } => (words["đã huỷ", "cancelled"], "tag tag--error"),
        _ when session.EndsAt <= now => (words["đã qua", "over"], "tag"),
        _ when session.HasBegunBy(now) => (words["đang phát", "live now"], "tag tag--warn"),
        _ => (words["sắp tới", "coming"], "tag tag--good"),
    };
}
