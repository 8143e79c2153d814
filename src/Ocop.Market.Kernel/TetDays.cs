using System.Globalization;

namespace Ocop.Market.Kernel;

/// <summary>From the last day of the lunar year to the third of the new one nobody packs, carries or opens the door to a parcel.</summary>
public static class TetDays
{
    public static bool IsTet(this DateOnly day) =>
        LunarDate.Of(day) is { Month: 1, Day: <= 3, IsLeapMonth: false } || LunarDate.Of(day.AddDays(1)) is { Month: 1, Day: 1, IsLeapMonth: false };

    /// <summary>The day itself, or the first after the holidays that it falls on.</summary>
    public static DateOnly PastTet(this DateOnly day) => day.IsTet() ? day.AddDays(1).PastTet() : day;

    /// <summary>The day itself, or the last before the holidays that it falls on.</summary>
    public static DateOnly BeforeTet(this DateOnly day) => day.IsTet() ? day.AddDays(-1).BeforeTet() : day;

    /// <summary>To whoever wishes for a day on which nothing is delivered.</summary>
    public static LocalText Closed(DateOnly day)
    {
        var (wished, next) = (Written(day), Written(day.PastTet()));
        return new($"{wished} là ngày Tết, không ai giao hàng. Ngày giao được gần nhất sau Tết là {next}.", $"{wished} is a day of the lunar new year, when nobody delivers. The next day that can be had is {next}.");

        static string Written(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
    }
}
