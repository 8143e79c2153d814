using Ocop.Market.Channels.Sync;
using Xunit;

namespace Ocop.Market.Tests.Channels;

public sealed class KeepingThePace
{
    [Theory]
    [InlineData(1), InlineData(5), InlineData(10), InlineData(50), InlineData(200)]
    public void No_second_ever_sees_more_than_is_permitted_and_nearly_all_of_it_is_used(double permitted)
    {
        var clock = new PushedClock();
        var pace = new Pace(permitted, clock);
        var calls = new List<DateTimeOffset>();
        // An idle minute before it saves nothing up.
        clock.Advance(TimeSpan.FromMinutes(1));
        var end = clock.GetUtcNow().AddMinutes(1);
        while (clock.GetUtcNow() < end)
        {
            if (pace.Draw() is var wait && wait > TimeSpan.Zero) clock.Advance(wait + TimeSpan.FromTicks(1));
            else calls.Add(clock.GetUtcNow());
        }

        for (int first = 0, last = 0; last < calls.Count; last++)
        {
            while (calls[last] - calls[first] >= TimeSpan.FromSeconds(1)) first++;
            Assert.True(last - first + 1 <= Math.Ceiling(permitted), $"{last - first + 1} calls in one second, {permitted} are permitted.");
        }

        Assert.InRange(calls.Count / 60.0, permitted * 0.96, permitted + 1);
    }

    [Theory]
    [InlineData(5), InlineData(50), InlineData(200)]
    public void Whoever_wakes_up_late_loses_little_and_calls_that_are_longer_under_way_pass_nothing(double permitted)
    {
        var (clock, dice) = (new PushedClock(), new Random(7));
        var pace = new Pace(permitted, clock);
        var arrivals = new List<DateTimeOffset>();
        var end = clock.GetUtcNow().AddMinutes(2);
        while (clock.GetUtcNow() < end)
        {
            // Timers ring up to eight milliseconds late, and a call takes up to fifteen to arrive.
            if (pace.Draw() is var wait && wait > TimeSpan.Zero) clock.Advance(wait + TimeSpan.FromMilliseconds(dice.NextDouble() * 8));
            else arrivals.Add(clock.GetUtcNow() + TimeSpan.FromMilliseconds(dice.NextDouble() * 15));
        }

        arrivals.Sort();
        for (int first = 0, last = 0; last < arrivals.Count; last++)
        {
            while (arrivals[last] - arrivals[first] >= TimeSpan.FromSeconds(1)) first++;
            Assert.True(last - first + 1 <= permitted, $"{last - first + 1} calls in one second, {permitted} are permitted.");
        }

        Assert.InRange(arrivals.Count / 120.0, permitted * 0.95, permitted);
    }

    [Theory]
    [InlineData(5), InlineData(20), InlineData(50)]
    public void The_first_call_after_a_rest_arrives_late_and_those_behind_it_do_not_arrive_with_it(double permitted)
    {
        var clock = new PushedClock();
        var pace = new Pace(permitted, clock);
        for (var rest = 0; rest < 3; rest++)
        {
            var arrivals = new List<DateTimeOffset>();
            var end = clock.GetUtcNow().AddSeconds(3);
            while (clock.GetUtcNow() < end)
            {
                if (pace.Draw() is var wait && wait > TimeSpan.Zero) clock.Advance(wait + TimeSpan.FromTicks(1));
                else arrivals.Add(clock.GetUtcNow() + TimeSpan.FromMilliseconds(arrivals.Count == 0 ? 200 : 0));
            }

            arrivals.Sort();
            for (int first = 0, last = 0; last < arrivals.Count; last++)
            {
                while (arrivals[last] - arrivals[first] >= TimeSpan.FromSeconds(1)) first++;
                Assert.True(last - first + 1 <= permitted, $"{last - first + 1} calls in one second, {permitted} are permitted.");
            }

            clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public void Too_fast_halves_it_and_calm_brings_it_back()
    {
        var clock = new PushedClock();
        var pace = new Pace(5, clock);
        clock.Advance(TimeSpan.FromSeconds(1));
        pace.SlowDown(from: 5);
        // Four more that had gone out at the old pace come back with the same answer.
        for (var i = 0; i < 4; i++) pace.SlowDown(from: 5);
        Assert.Equal(2.5, pace.PerSecond);
        Assert.InRange(pace.Draw(), TimeSpan.FromSeconds(0.40), TimeSpan.FromSeconds(0.42));
        clock.Advance(TimeSpan.FromMinutes(4));
        pace.Draw();
        Assert.Equal(2.5, pace.PerSecond);
        for (var i = 0; i < 8; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(5));
            pace.Draw();
        }

        Assert.Equal(5, pace.PerSecond);
        for (var i = 0; i < 9; i++) pace.SlowDown(pace.PerSecond);
        Assert.Equal(0.2, pace.PerSecond);
    }

    [Fact]
    public void Tries_are_further_and_further_apart_up_to_an_hour()
    {
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(22.5)), (Backoff.After(1, 1), Backoff.After(1, 0)));
        Assert.Equal((TimeSpan.FromMinutes(4), TimeSpan.FromHours(1), TimeSpan.FromHours(1)), (Backoff.After(4, 1), Backoff.After(8, 1), Backoff.After(Backoff.MostTries * 10, 1)));
    }

    [Fact]
    public void A_state_that_nothing_leads_to_or_out_of_is_a_hole_in_the_table()
    {
        ListingFlow.Check(ListingFlow.Next);
        Assert.Throws<InvalidOperationException>(() => ListingFlow.Check(ListingFlow.Next.Where(row => row.Key != SyncState.Suspended).ToDictionary()));
        Assert.Throws<InvalidOperationException>(() => ListingFlow.Check(ListingFlow.Next.ToDictionary(row => row.Key, row => row.Key == SyncState.Invalid ? [] : row.Value)));
        Assert.Throws<InvalidOperationException>(() => ListingFlow.Check(ListingFlow.Next.ToDictionary(row => row.Key, row => (IReadOnlyList<SyncState>)[.. row.Value.Where(to => to != SyncState.OutcomeUnknown)])));
        Assert.False(ListingFlow.May(SyncState.Live, SyncState.Submitting));
    }

    /// <summary>Time passes when the test says so, also for what measures it.</summary>
    private sealed class PushedClock : TimeProvider
    {
        private long _ticks = new DateTime(2026, 11, 29, 0, 0, 0, DateTimeKind.Utc).Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public override DateTimeOffset GetUtcNow() => new(_ticks, TimeSpan.Zero);

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}
