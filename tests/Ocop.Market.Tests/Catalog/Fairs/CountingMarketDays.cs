using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Kernel;
using Xunit;

namespace Ocop.Market.Tests.Catalog.Fairs;

public sealed class CountingMarketDays
{
    [Fact]
    public void A_market_on_the_31st_rests_in_shorter_months_and_one_on_the_last_day_never()
    {
        Assert.Equal(["31/01", "31/03", "31/05", "31/07", "31/08", "31/10", "31/12"], Days(Recurrence.MonthlyByDay(31), 2027));
        Assert.Equal(["31/01", "29/02", "31/03", "30/04"], Days(Recurrence.MonthlyByDay(-1), 2028).Take(4));
        Assert.Equal(["28/02", "28/03"], Days(Recurrence.MonthlyByDay(28, -1), 2027).Where(day => day.StartsWith("28", StringComparison.Ordinal)).Skip(1).Take(2));
    }

    [Fact]
    public void Weekdays_are_counted_by_the_week_and_within_the_month()
    {
        Assert.Equal(["03/01", "10/01", "17/01"], Days(Recurrence.Weekly(DayOfWeek.Sunday), 2027).Take(3));
        Assert.Equal(["03/01", "07/02", "07/03"], Days(Recurrence.MonthlyByWeekday(1, DayOfWeek.Sunday), 2027).Take(3));
        Assert.Equal(["31/01", "28/02", "28/03"], Days(Recurrence.MonthlyByWeekday(-1, DayOfWeek.Sunday), 2027).Take(3));
    }

    [Fact]
    public void Days_of_the_moon_go_on_over_Tet()
    {
        // Tết Đinh Mùi is 06/02/2027; the month before it, Chạp of Bính Ngọ, has 29 days, so that there is no 30th.
        Assert.Equal(new LunarDate(1, 1, 2027, false), LunarDate.Of(new DateOnly(2027, 2, 6)));
        Assert.Equal(["03/02", "07/02", "12/02"], Recurrence.Lunar(2, 7, 27).Between(new DateOnly(2027, 2, 1), new DateOnly(2027, 2, 14)).Select(Short));
        Assert.All(Recurrence.Lunar(30).Between(new DateOnly(2027, 1, 1), new DateOnly(2027, 12, 31)), day => Assert.Equal(30, LunarDate.Of(day).Day));
    }

    [Fact]
    public void A_day_called_off_is_not_held_and_a_moved_one_is_held_where_it_went()
    {
        var hours = new MarketHours(Recurrence.Weekly(DayOfWeek.Sunday), new DateOnly(2027, 1, 1), null, new TimeOnly(5, 0), new TimeOnly(11, 0));
        MarketDayChange[] changes = [new(Guid.Empty, new DateOnly(2027, 1, 10), null), new(Guid.Empty, new DateOnly(2027, 1, 17), new DateOnly(2027, 1, 16)), new(Guid.Empty, new DateOnly(2027, 2, 7), new DateOnly(2027, 1, 30))];
        Assert.Equal(["03/01", "16/01", "24/01", "30/01", "31/01"], MarketDays.Of(hours, changes, new DateOnly(2027, 1, 1), new DateOnly(2027, 1, 31)).Select(held => Short(held.Day)));
        Assert.Equal(new DateOnly(2027, 1, 16), MarketDays.NextFrom(hours, changes, new DateOnly(2027, 1, 4)));
    }

    [Fact]
    public void A_rule_is_read_back_as_it_was_written_and_said_in_words()
    {
        foreach (var rule in new[] { Recurrence.Weekly(DayOfWeek.Sunday, DayOfWeek.Thursday), Recurrence.MonthlyByWeekday(-1, DayOfWeek.Saturday), Recurrence.MonthlyByDay(5, 15, -1), Recurrence.Lunar(2, 7) })
            Assert.Equal(rule.Text, Recurrence.Parse(rule.Text).Text);
        Assert.Equal("FREQ=WEEKLY;BYDAY=TH,SU", Recurrence.Weekly(DayOfWeek.Sunday, DayOfWeek.Thursday).Text);
        Assert.Equal("thứ Năm và Chủ nhật hằng tuần", Recurrence.Weekly(DayOfWeek.Sunday, DayOfWeek.Thursday).Words.Vi);
        Assert.Equal("on the 2nd, 15th and last day of each month", Recurrence.MonthlyByDay(2, 15, -1).Words.En);
        Assert.Throws<FormatException>(() => Recurrence.Parse("FREQ=DAILY"));
    }

    private static IEnumerable<string> Days(Recurrence rule, int year) => rule.Between(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)).Select(Short);

    private static string Short(DateOnly day) => day.ToString("dd/MM", System.Globalization.CultureInfo.InvariantCulture);
}
