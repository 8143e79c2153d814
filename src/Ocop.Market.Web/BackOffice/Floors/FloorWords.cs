using System.Globalization;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.BackOffice.Floors;

public static class FloorWords
{
    /// <summary>"12,5 %".</summary>
    public static string Percent(this Words words, decimal share)
    {
        var number = share.ToString("0.#", CultureInfo.InvariantCulture);
        return words[$"{number.Replace('.', ',')} %", $"{number} %"];
    }

    public static LocalText Words(this ListingState state) => state switch
    {
        ListingState.Draft => new("mới chọn", "chosen"),
        ListingState.Exported => new("đã đóng gói", "packed"),
        ListingState.HandedOver => new("đã bàn giao", "handed over"),
        ListingState.Live => new("đang bán trên sàn", "live on the floor"),
        ListingState.OutOfDate => new("sàn còn bản cũ", "out of date there"),
        ListingState.RemovalRequested => new("cần gỡ khỏi sàn", "to be removed"),
        ListingState.Removed => new("sàn đã gỡ", "removed"),
    };

    public static string Look(this ListingState state) => state switch
    {
        ListingState.Live => "tag tag--good",
        ListingState.OutOfDate or ListingState.RemovalRequested => "tag tag--warn",
        _ => "tag",
    };

    public static LocalText Words(this PackageState state) => state switch
    {
        PackageState.Waiting => new("chờ tới lượt", "waiting"),
        PackageState.Building => new("đang đóng gói", "being packed"),
        PackageState.Ready => new("xong", "ready"),
        PackageState.NothingChanged => new("không có gì mới", "nothing new"),
        PackageState.Failed => new("gặp lỗi", "failed"),
    };

    public static string Look(this FloorPackage package) => package switch
    {
        { HandedOverAt: not null } => "tag tag--good",
        { State: PackageState.Failed } => "tag tag--error",
        { State: PackageState.Ready } => "tag tag--warn",
        _ => "tag",
    };
}
