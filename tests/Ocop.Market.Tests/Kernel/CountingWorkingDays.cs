using System.Globalization;
using Ocop.Market.Kernel;
using Xunit;

namespace Ocop.Market.Tests.Kernel;

public sealed class CountingWorkingDays
{
    [Theory]
    [InlineData("23/11/2026", 3, "26/11/2026")]
    [InlineData("27/11/2026", 3, "01/12/2026")]
    [InlineData("28/11/2026", 1, "30/11/2026")]
    [InlineData("31/12/2026", 1, "02/01/2027")]
    // Tết Đinh Mùi is 6 February 2027: from the day before to the fourth of the month, with a Sunday among them.
    [InlineData("04/02/2027", 1, "10/02/2027")]
    [InlineData("29/04/2027", 1, "03/05/2027")]
    public void What_is_so_many_days_on_its_way_comes_on_none_on_which_nobody_works(string leaves, int days, string comes) => Assert.Equal(Day(comes), WorkingDays.After(Day(leaves), days));

    [Fact]
    public void What_leaves_on_the_last_day_still_comes_in_time_and_a_day_later_does_not()
    {
        for (var wished = new DateOnly(2026, 11, 23); wished < new DateOnly(2027, 9, 10); wished = wished.AddDays(1))
        {
            var by = WorkingDays.Before(wished, 3);
            Assert.True(WorkingDays.After(by, 3) <= wished);
            Assert.True(WorkingDays.After(by.AddDays(1), 3) > wished || WorkingDays.After(by.AddDays(1), 3) == WorkingDays.After(by, 3));
        }
    }

    private static DateOnly Day(string written) => DateOnly.ParseExact(written, "dd/MM/yyyy", CultureInfo.InvariantCulture);
}
