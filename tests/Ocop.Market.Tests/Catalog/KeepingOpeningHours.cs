using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.SalesPoints;
using Ocop.Market.Kernel;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Catalog;

public sealed class KeepingOpeningHours
{
    // 23 November 2026 is a Monday.
    private static readonly DateOnly Monday = new(2026, 11, 23);

    [Theory]
    [InlineData("7:00–11:30, 13:30–17:00", "7:00–11:30, 13:30–17:00")]
    [InlineData("7h-11h30; 13.30 - 17", "7:00–11:30, 13:30–17:00")]
    [InlineData("13:30 đến 17:00 và 7:00 đến 11:30", "7:00–11:30, 13:30–17:00")]
    [InlineData("18:00-02:00", "18:00–2:00")]
    [InlineData("Cả ngày", "0:00–24:00")]
    [InlineData(" nghỉ ", "")]
    [InlineData("", "")]
    public void A_day_is_read_as_people_write_it(string typed, string shown)
    {
        var hours = Assert.Succeeded(OpeningHours.Read([typed, "", "", "", "", "", "8:00–9:00"]));
        Assert.Equal(shown, hours.Typed(DayOfWeek.Monday));
        Assert.Equal(hours, OpeningHours.Of(hours.Stored));
        Assert.Equal(shown, Assert.Succeeded(OpeningHours.Read([shown])).Typed(DayOfWeek.Monday));
    }

    [Theory]
    [InlineData("sáng", "HoursWrong")]
    [InlineData("7:00", "HoursWrong")]
    [InlineData("7:60–8:00", "HoursWrong")]
    [InlineData("25:00–26:00", "HoursWrong")]
    [InlineData("7:00–7:00", "HoursWrong")]
    [InlineData("7:00–12:00, 11:00–13:00", "HoursOverlap")]
    [InlineData("18:00–2:00, 20:00–21:00", "HoursOverlap")]
    public void What_is_no_day_is_refused_beside_its_field(string typed, string reason) =>
        Assert.Equal("hours-2", Assert.Refused(reason, OpeningHours.Read(["7:00–8:00", typed])).Field);

    [Fact]
    public void A_week_of_empty_fields_is_not_known_rather_than_closed()
    {
        var plan = Plan("", "", "", "", "", "", "");
        Assert.Equal(OpenState.HoursUnknown, plan.At(Local(Monday, 9, 0)));
        Assert.Equal(OpenState.ClosedNow, Plan("", "8:00–9:00").At(Local(Monday, 9, 0)));
        Assert.Equal(OpenState.Paused, (plan with { Status = SalesPointStatus.Paused }).At(Local(Monday, 9, 0)));
    }

    [Fact]
    public void Open_now_is_asked_of_the_clock_in_Viet_Nam()
    {
        var plan = Plan("7:00–11:30, 13:30–17:00");
        // Seven in the morning of Monday in Hà Nội is midnight in Greenwich, and six is still Sunday there.
        Assert.False(plan.IsOpenAt(new DateTime(2026, 11, 22, 23, 59, 0, DateTimeKind.Utc)));
        Assert.True(plan.IsOpenAt(new DateTime(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc)));
        Assert.True(plan.IsOpenAt(Local(Monday, 11, 29)));
        Assert.False(plan.IsOpenAt(Local(Monday, 11, 30)));
        Assert.Equal(17 * 60, plan.RunningAt(Local(Monday, 13, 30))!.Value.End);
        Assert.False(plan.IsOpenAt(Local(Monday.AddDays(1), 8, 0)));
    }

    [Fact]
    public void An_evening_that_ends_after_midnight_belongs_to_the_day_on_which_it_began()
    {
        var plan = Plan("18:00–2:00", "", "", "", "", "", "20:00–1:00");
        Assert.True(plan.IsOpenAt(Local(Monday, 0, 59)));
        Assert.False(plan.IsOpenAt(Local(Monday, 1, 0)));
        Assert.True(plan.IsOpenAt(Local(Monday, 23, 59)));
        Assert.True(plan.IsOpenAt(Local(Monday.AddDays(1), 1, 59)));
        Assert.False(plan.IsOpenAt(Local(Monday.AddDays(1), 2, 0)));
        Assert.Equal((Monday, 24 * 60 + 30, 26 * 60), (plan.RunningAt(Local(Monday.AddDays(1), 0, 30)) is { } span ? (span.Day, span.Minute, span.End) : default));

        // Closed at half past midnight: it is Monday's evening that ends, and Tuesday's own hours stay.
        var closed = plan with { ClosedDay = Monday, ClosedFrom = 24 * 60 + 30 };
        Assert.False(closed.IsOpenAt(Local(Monday.AddDays(1), 0, 30)));
        Assert.True(closed.IsOpenAt(Local(Monday.AddDays(1), 0, 29)));
        Assert.Equal("18:00–0:30", string.Join(", ", closed.On(Monday)));
        Assert.True(closed.IsCutShort(Monday));
    }

    [Fact]
    public void A_day_off_is_over_with_the_day()
    {
        var plan = Plan("7:00–17:00", "7:00–17:00") with { ClosedDay = Monday, ClosedFrom = 0 };
        Assert.False(plan.IsOpenAt(Local(Monday, 9, 0)));
        Assert.Empty(plan.On(Monday));
        Assert.True(plan.IsOpenAt(Local(Monday.AddDays(1), 9, 0)));
    }

    [Fact]
    public void A_distance_is_that_of_the_map()
    {
        // Hà Nội to Thành phố Hồ Chí Minh, as the crow flies.
        Assert.InRange(Distance.Kilometres(new SpotOnMap(21.0278, 105.8342), new SpotOnMap(10.7769, 106.7009)), 1138, 1148);
        Assert.Equal(0, Distance.Kilometres(new SpotOnMap(21, 105), new SpotOnMap(21, 105)), 6);
    }

    [Fact]
    public void What_the_sources_do_not_say_stays_blank()
    {
        Assert.Equal(8, SalesPointKinds.All.Count);
        Assert.All(SalesPointKinds.All, kind => Assert.Contains(kind.Decision, new[] { "920/QĐ-BCT", "950/QĐ-BCT" }));
        Assert.Contains(SalesPointCriteria.All, criterion => criterion.Requirement is null && criterion.Source is null);
        Assert.All(SalesPointCriteria.All, criterion => Assert.Equal(criterion.Requirement is null, criterion.Source is null));
    }

    private static OpenPlan Plan(params string[] week) => new(SalesPointStatus.Open, Assert.Succeeded(OpeningHours.Read(week)), null, null);

    private static DateTime Local(DateOnly day, int hour, int minute) => VietnamTime.ToUtc(day.ToDateTime(new TimeOnly(hour, minute)));
}
