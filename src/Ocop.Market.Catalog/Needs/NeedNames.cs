using System.Globalization;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Needs;

public static class NeedNames
{
    public static LocalText Words(this BuyerKind kind) => kind switch
    {
        BuyerKind.Supermarket => new("siêu thị", "supermarket"),
        BuyerKind.Shop => new("cửa hàng", "shop"),
        BuyerKind.Canteen => new("bếp ăn", "canteen"),
        BuyerKind.Exporter => new("nhà xuất khẩu", "exporter"),
        BuyerKind.Other => new("người mua khác", "other buyer"),
    };

    public static LocalText Words(this NeedRhythm rhythm) => rhythm switch
    {
        NeedRhythm.Once => new("một lần", "once"),
        NeedRhythm.Weekly => new("mỗi tuần", "each week"),
        NeedRhythm.Monthly => new("mỗi tháng", "each month"),
    };

    public static LocalText Words(this NeedOutcome outcome) => outcome switch
    {
        NeedOutcome.Deal => new("đã ký kết", "a deal"),
        NeedOutcome.TalksGoOn => new("đang bàn tiếp", "talks go on"),
        NeedOutcome.NothingCame => new("không thành", "nothing came of it"),
    };

    /// <summary>"200 kg mỗi tuần".</summary>
    public static LocalText Amount(int quantity, string unit, NeedRhythm rhythm) =>
        new($"{Grouped(quantity)} {unit} {rhythm.Words().Vi}", $"{Grouped(quantity)} {unit} {rhythm.Words().En}");

    public static string Grouped(long number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.');
}

/// <summary>Months of a year in one number; none and all twelve are both the whole year.</summary>
public static class Months
{
    private const int All = (1 << 12) - 1;

    public static int Of(IEnumerable<int> months)
    {
        var packed = months.Where(month => month is >= 1 and <= 12).Aggregate(0, (sum, month) => sum | (1 << (month - 1)));
        return packed == All ? 0 : packed;
    }

    public static bool Holds(int packed, int month) => (packed & (1 << (month - 1))) != 0;

    public static LocalText Words(int packed)
    {
        if (packed == 0) return new("quanh năm", "all year");
        var months = Enumerable.Range(1, 12).Where(month => Holds(packed, month)).ToList();
        return new($"tháng {string.Join(", ", months)}", string.Join(", ", months.Select(month => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month))));
    }
}
