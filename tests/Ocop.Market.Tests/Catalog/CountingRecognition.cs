using FsCheck;
using FsCheck.Fluent;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Catalog;

public sealed class CountingRecognition
{
    private static readonly Guid Product = Guid.CreateVersion7();

    private static readonly Arbitrary<DateOnly> Days =
        Gen.Choose(new DateOnly(2018, 5, 7).DayNumber, new DateOnly(2099, 12, 31).DayNumber).Select(DateOnly.FromDayNumber).ToArbitrary();

    [Fact]
    public void The_last_day_is_the_same_day_three_years_on_or_the_months_last() =>
        Prop.ForAll(Days, day =>
        {
            var last = RecognitionDecision.LastValidDay(day);
            return last.Year == day.Year + 3 && last.Month == day.Month
                && (last.Day == day.Day || (last.Day < day.Day && last.AddDays(1).Month != last.Month));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_decision_holds_from_its_day_to_its_last_day_without_a_gap() =>
        Prop.ForAll(Days, Gen.Choose(-2000, 2000).ToArbitrary(), (decided, offset) =>
        {
            var decision = Of(decided, 4);
            var day = decided.AddDays(offset);
            return decision.IsValidOn(day) == (offset >= 0 && day <= decision.ValidUntil)
                && !decision.IsValidOn(decided.AddDays(-1)) && decision.IsValidOn(decision.ValidUntil) && !decision.IsValidOn(decision.ValidUntil.AddDays(1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_later_end_never_comes_from_an_earlier_day() =>
        Prop.ForAll(Days, Days, (one, other) => one > other || RecognitionDecision.LastValidDay(one) <= RecognitionDecision.LastValidDay(other)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("2024-02-29", "2027-02-28")]
    [InlineData("2025-02-28", "2028-02-28")]
    [InlineData("2024-08-31", "2027-08-31")]
    [InlineData("2023-01-01", "2026-01-01")]
    public void Leap_days_and_month_ends(string decided, string last) => Assert.Equal(Day(last), RecognitionDecision.LastValidDay(Day(decided)));

    [Fact]
    public void Revocation_takes_the_stars_from_its_day_on() =>
        Prop.ForAll(Days, Gen.Choose(0, 1000).ToArbitrary(), (decided, offset) =>
        {
            var (decision, revokedOn) = (Of(decided, 4), decided.AddDays(offset));
            decision.Revoke(revokedOn);
            return !decision.IsValidOn(revokedOn) && !decision.IsValidOn(revokedOn.AddDays(1)) && (offset == 0 || decision.IsValidOn(revokedOn.AddDays(-1)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_latest_decision_speaks_whatever_its_stars() =>
        Prop.ForAll(Days, Gen.Choose(1, 1000).ToArbitrary(), Gen.Elements(3, 4, 5).Two().ToArbitrary(), (decided, gap, stars) =>
        {
            RecognitionDecision[] decisions = [Of(decided.AddDays(gap), stars.Item2), Of(decided, stars.Item1)];
            return decisions.StarsOn(decided.AddDays(gap)) == stars.Item2 && decisions.StarsOn(decided.AddDays(gap - 1)) == stars.Item1
                && decisions.StarsOn(decided.AddDays(-1)) is null;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_revoked_upgrade_does_not_bring_the_old_stars_back()
    {
        var upgrade = Of(Day("2026-03-01"), 5);
        upgrade.Revoke(Day("2026-06-01"));
        RecognitionDecision[] decisions = [Of(Day("2025-01-01"), 4), upgrade];
        Assert.Equal((5, null), (decisions.StarsOn(Day("2026-05-31")), decisions.StarsOn(Day("2026-06-01"))));
    }

    [Fact]
    public void Two_decisions_of_one_day_give_one_answer_in_any_order()
    {
        RecognitionDecision[] decisions = [Of(Day("2026-03-01"), 3), Of(Day("2026-03-01"), 4)];
        Assert.Same(decisions.DecisionOn(Day("2026-03-01")), decisions.Reverse().DecisionOn(Day("2026-03-01")));
    }

    [Fact]
    public void Without_a_decision_there_are_no_stars() => Assert.Null(Array.Empty<RecognitionDecision>().StarsOn(Day("2026-03-01")));

    [Fact]
    public void The_mark_of_lapse_changes_nothing_that_the_dates_say()
    {
        var decision = Of(Day("2025-01-01"), 4);
        decision.MarkLapsed();
        Assert.True(decision.IsValidOn(Day("2026-01-01")));
    }

    [Fact]
    public void Stars_end_with_the_last_second_of_the_local_day()
    {
        var decision = Of(Day("2023-11-23"), 4);
        var clock = StandingClock.At(2026, 11, 23, 23, 59, 59);
        Assert.True(decision.IsValidOn(clock.Today()));
        clock.SetLocal(2026, 11, 24, 0, 0, 0);
        Assert.False(decision.IsValidOn(clock.Today()));
        clock.SetLocal(2023, 11, 22, 23, 59, 59);
        Assert.False(decision.IsValidOn(clock.Today()));
        clock.SetLocal(2023, 11, 23, 0, 0, 0);
        Assert.True(decision.IsValidOn(clock.Today()));
    }

    [Fact]
    public void Of_a_bare_year_only_the_certain_is_told()
    {
        var of2023 = RecognitionDecision.OfYear(Product, 3, 2023);
        Assert.Equal((Day("2023-01-01"), false, null, null, null, null), (of2023.DecidedOn, of2023.IsDayKnown, of2023.Number, of2023.Authority, of2023.Level, of2023.CriteriaVersion));
        var of2024 = RecognitionDecision.OfYear(Product, 3, 2024);
        Assert.Equal((RecognitionLevel.District, "148"), (of2024.Level, of2024.CriteriaVersion));
        Assert.Equal(RecognitionLevel.Ministry, RecognitionDecision.OfYear(Product, 5, 2023).Level);
    }

    private static RecognitionDecision Of(DateOnly day, int stars) =>
        new(Product, stars, RecognitionLevel.Province, "1/QĐ", "UBND tỉnh", day, "148", RecognitionState.New, isDemo: false);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
