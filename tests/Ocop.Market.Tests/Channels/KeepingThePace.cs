using Ocop.Market.Channels.Sync;
using Xunit;

namespace Ocop.Market.Tests.Channels;

public sealed class KeepingThePace
{
    [Theory]
    [InlineData(1), InlineData(5), InlineData(10), InlineData(50), InlineData(200)]
    public void No_second_ever_sees_more_than_is_permitted_and_nearly_all_of_it_is_used(double permitted)
    {
        var line = new Line(permitted, lateness: 0, jitter: 0);
        // An idle minute before it saves nothing up.
        line.Clock.Advance(TimeSpan.FromMinutes(1));
        line.Run(TimeSpan.FromMinutes(1));
        AssertNeverMoreThan(permitted, line.Arrivals);
        Assert.InRange(line.Arrivals.Count / 60.0, permitted * 0.97, permitted + 0.1);
    }

    [Theory]
    [InlineData(5), InlineData(20), InlineData(50), InlineData(200)]
    public void Whoever_wakes_up_late_loses_little_and_calls_that_are_longer_under_way_pass_nothing(double permitted)
    {
        // Timers ring up to eight milliseconds late, a call takes up to fifteen longer than another to arrive, and its answer as much longer to come back.
        var line = new Line(permitted, lateness: 8, jitter: 15);
        line.Run(TimeSpan.FromMinutes(3));
        AssertNeverMoreThan(permitted, line.Arrivals);
        Assert.InRange(line.Arrivals.Count / 180.0, permitted * 0.95, permitted);
    }

    [Theory]
    [InlineData(2), InlineData(5), InlineData(20), InlineData(50)]
    public void A_call_that_is_held_up_on_its_way_arrives_beside_others_and_yet_is_none_too_many(double permitted)
    {
        // One call in ten takes up to two seconds to arrive, and now and then all that are under way arrive together.
        var line = new Line(permitted, lateness: 8, jitter: 5) { HeldUp = 0.1 };
        line.Run(TimeSpan.FromMinutes(10));
        AssertNeverMoreThan(permitted, line.Arrivals);
        Assert.True(line.Arrivals.Count / 600.0 > permitted / 2, $"{line.Arrivals.Count / 600.0} of {permitted} a second.");
    }

    [Theory]
    [InlineData(5), InlineData(50)]
    public void A_line_that_has_become_longer_is_the_usual_one_after_a_while(double permitted)
    {
        var line = new Line(permitted, lateness: 1, jitter: 2);
        line.Run(TimeSpan.FromMinutes(1));
        line.Way = 200;
        line.Run(TimeSpan.FromMinutes(15));
        line.Arrivals.Clear();
        line.Run(TimeSpan.FromMinutes(1));
        AssertNeverMoreThan(permitted, line.Arrivals);
        Assert.InRange(line.Arrivals.Count / 60.0, permitted * 0.95, permitted);
    }

    [Fact]
    public void Calls_of_a_slow_kind_are_not_held_against_those_of_a_fast_one()
    {
        var clock = new PushedClock();
        var pace = new Pace(5, clock);
        var calls = 0;
        for (var end = clock.GetUtcNow().AddMinutes(1); clock.GetUtcNow() < end;)
        {
            if (pace.Draw(calls % 2 == 0 ? "read" : "create", out var wait) is not { } sent)
            {
                clock.Advance(wait);
                continue;
            }

            calls++;
            clock.Advance(TimeSpan.FromMilliseconds(calls % 2 == 1 ? 10 : 180));
            sent.End(isAnswered: true);
        }

        Assert.InRange(calls, 60 * 5 * 0.95, 60 * 5);
    }

    [Fact]
    public void A_slow_call_that_is_under_way_for_longer_than_a_second_may_arrive_at_any_moment()
    {
        var clock = new PushedClock();
        var pace = new Pace(1, clock);
        var first = pace.Draw("create", out _)!;
        clock.Advance(TimeSpan.FromSeconds(3));
        first.End(isAnswered: true);
        // That long such a call takes, and where it is meanwhile nobody knows.
        clock.Advance(TimeSpan.FromSeconds(2));
        var second = pace.Draw("create", out _)!;
        clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.Null(pace.Draw("create", out var wait));
        Assert.InRange(wait, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(100));
        clock.Advance(TimeSpan.FromSeconds(0.1));
        second.End(isAnswered: true);
        Assert.NotNull(pace.Draw("create", out _));
    }

    [Fact]
    public void A_call_that_failed_early_says_nothing_of_how_long_they_take()
    {
        var clock = new PushedClock();
        var pace = new Pace(1, clock);
        // Nobody knows yet when such a call arrives: when its answer is there at the latest.
        Assert.Equal(1110, Stays(100, isAnswered: true));
        Assert.Equal(1010, Stays(100, isAnswered: true));
        Assert.Equal(1010, Stays(1, isAnswered: false));
        Assert.Equal(1010, Stays(100, isAnswered: true));
        Assert.Equal(1060, Stays(150, isAnswered: true));

        // In milliseconds, from the moment it was sent until the log, which has room for one, is empty.
        double Stays(int took, bool isAnswered)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            var (began, sent) = (clock.GetUtcNow(), pace.Draw("read", out _)!);
            clock.Advance(TimeSpan.FromMilliseconds(took));
            sent.End(isAnswered);
            Pace.Sent? next;
            while ((next = pace.Draw("read", out var wait)) is null) clock.Advance(wait);
            next.End(isAnswered: false);
            return (clock.GetUtcNow() - began).TotalMilliseconds;
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
        Assert.Null(pace.Draw("read", out var wait));
        Assert.Equal(TimeSpan.FromSeconds(0.4), wait);
        clock.Advance(TimeSpan.FromMinutes(4));
        pace.Draw("read", out _)!.End(isAnswered: true);
        Assert.Equal(2.5, pace.PerSecond);
        for (var i = 0; i < 8; i++)
        {
            clock.Advance(TimeSpan.FromMinutes(5));
            pace.Draw("read", out _)!.End(isAnswered: true);
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

    private static void AssertNeverMoreThan(double permitted, List<DateTimeOffset> arrivals)
    {
        arrivals.Sort();
        for (int first = 0, last = 0; last < arrivals.Count; last++)
        {
            while (arrivals[last] - arrivals[first] >= TimeSpan.FromSeconds(1)) first++;
            Assert.True(last - first + 1 <= permitted, $"{last - first + 1} calls in one second at {arrivals[last]:O}, {permitted} are permitted.");
        }
    }

    /// <summary>One who calls as often as may be, and a platform behind a line that holds some calls up.</summary>
    private sealed class Line(double permitted, double lateness, double jitter)
    {
        private readonly Random _dice = new(7);
        private readonly PriorityQueue<Pace.Sent, DateTimeOffset> _underWay = new();
        private Pace? _pace;

        public PushedClock Clock { get; } = new();

        /// <summary>Milliseconds there, and as many back.</summary>
        public double Way { get; set; } = 20;

        /// <summary>Of all calls, how many are held up (0 to 1).</summary>
        public double HeldUp { get; init; }

        public List<DateTimeOffset> Arrivals { get; } = [];

        public void Run(TimeSpan length)
        {
            var pace = _pace ??= new Pace(permitted, Clock);
            for (var end = Clock.GetUtcNow() + length; Clock.GetUtcNow() < end;)
            {
                if (pace.Draw("read", out var wait) is { } sent)
                {
                    var arrives = Clock.GetUtcNow() + Milliseconds(Way + _dice.NextDouble() * jitter + (_dice.NextDouble() < HeldUp ? _dice.NextDouble() * 2000 : 0));
                    Arrivals.Add(arrives);
                    _underWay.Enqueue(sent, arrives + Milliseconds(80 + Way + _dice.NextDouble() * jitter));
                    continue;
                }

                var next = Clock.GetUtcNow() + wait + Milliseconds(_dice.NextDouble() * lateness);
                while (_underWay.TryPeek(out var first, out var over) && over <= next)
                {
                    if (over > Clock.GetUtcNow()) Clock.Advance(over - Clock.GetUtcNow());
                    _underWay.Dequeue();
                    first.End(isAnswered: true);
                }

                if (next > Clock.GetUtcNow()) Clock.Advance(next - Clock.GetUtcNow());
            }
        }

        private static TimeSpan Milliseconds(double count) => TimeSpan.FromMilliseconds(count);
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
