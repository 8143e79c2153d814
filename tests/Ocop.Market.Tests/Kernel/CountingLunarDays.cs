using Ocop.Market.Kernel;
using Xunit;

namespace Ocop.Market.Tests.Kernel;

public sealed class CountingLunarDays
{
    // First days of Tết as celebrated; 1985, 2007 and 2030 lie a day or a month off the Chinese calendar.
    [Theory]
    [InlineData(1968, 1, 29), InlineData(1985, 1, 21), InlineData(2000, 2, 5), InlineData(2007, 2, 17), InlineData(2012, 1, 23), InlineData(2015, 2, 19), InlineData(2020, 1, 25)]
    [InlineData(2023, 1, 22), InlineData(2024, 2, 10), InlineData(2025, 1, 29), InlineData(2026, 2, 17), InlineData(2027, 2, 6), InlineData(2028, 1, 26), InlineData(2029, 2, 13), InlineData(2030, 2, 2)]
    public void Tet_falls_on_its_day(int year, int month, int day)
    {
        Assert.Equal(new LunarDate(1, 1, year, false), LunarDate.Of(new DateOnly(year, month, day)));
        Assert.Equal(12, LunarDate.Of(new DateOnly(year, month, day).AddDays(-1)).Month);
    }

    [Theory]
    [InlineData(2020, 5, 23, 4), InlineData(2023, 3, 22, 2), InlineData(2025, 7, 25, 6), InlineData(2028, 6, 23, 5), InlineData(2017, 7, 23, 6), InlineData(2033, 12, 22, 11)]
    public void A_leap_month_repeats_the_one_before(int year, int month, int day, int lunarMonth) =>
        Assert.Equal(new LunarDate(1, lunarMonth, year, true), LunarDate.Of(new DateOnly(year, month, day)));

    [Theory]
    [InlineData(2027, 2, 4, 2027, 2, 4), InlineData(2027, 2, 5, 2027, 2, 9), InlineData(2027, 2, 6, 2027, 2, 9), InlineData(2027, 2, 8, 2027, 2, 9), InlineData(2027, 2, 9, 2027, 2, 9)]
    [InlineData(2028, 1, 24, 2028, 1, 24), InlineData(2028, 1, 25, 2028, 1, 29), InlineData(2028, 1, 28, 2028, 1, 29), InlineData(2026, 12, 24, 2026, 12, 24)]
    public void Nothing_is_delivered_from_the_last_day_of_the_year_to_the_third_of_the_new_one(int year, int month, int day, int nextYear, int nextMonth, int nextDay)
    {
        var (wished, next) = (new DateOnly(year, month, day), new DateOnly(nextYear, nextMonth, nextDay));
        Assert.Equal((next, wished != next), (wished.PastTet(), wished.IsTet()));
        Assert.Equal(wished == next ? wished : next.AddDays(-5), wished.BeforeTet());
        if (wished.IsTet()) Assert.Contains(next.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture), TetDays.Closed(wished).Vi, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_is_said_as_people_say_it()
    {
        var kitchenGods = LunarDate.Of(new DateOnly(2027, 1, 30));
        Assert.Equal(("23 tháng Chạp", "Bính Ngọ"), (kitchenGods.InWords, kitchenGods.YearName));
        Assert.Equal("mùng 1 tháng Giêng", new LunarDate(1, 1, 2027, false).InWords);
        Assert.Equal("15 tháng 6 nhuận", new LunarDate(15, 6, 2025, true).InWords);
    }

    [Fact]
    public void Every_day_of_a_century_leads_back_to_itself()
    {
        for (var day = new DateOnly(1950, 1, 1); day.Year < 2051; day = day.AddDays(1))
            if (LunarDate.Of(day).ToSolar() != day) Assert.Fail($"{day:yyyy-MM-dd}: {LunarDate.Of(day)} → {LunarDate.Of(day).ToSolar()}");
    }

    [Fact]
    public void A_day_that_no_calendar_has_is_none()
    {
        Assert.Null(new LunarDate(1, 4, 2026, true).ToSolar());
        Assert.Null(new LunarDate(31, 1, 2026, false).ToSolar());
        Assert.Null(new LunarDate(1, 13, 2026, false).ToSolar());
    }
}
