namespace Ocop.Market.Proof.Channels;

/// <summary>Simulated time: the test moves it on, and whoever waits by it moves it too, a twentieth of the wait later. An hour of work takes little more than its work.</summary>
internal sealed class SimulatedClock(DateTime utc) : TimeProvider
{
    private const double Speed = 20;

    private long _ticks = utc.Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan) return System.CreateTimer(callback, state, dueTime, period);
        // Those who began to wait at the same moment for as long move it once.
        var until = GetTimestamp() + dueTime.Ticks;
        return System.CreateTimer(_ =>
        {
            MoveTo(until);
            callback(state);
        }, null, dueTime / Speed, Timeout.InfiniteTimeSpan);
    }

    private void MoveTo(long until)
    {
        for (var now = GetTimestamp(); now < until; now = GetTimestamp())
            if (Interlocked.CompareExchange(ref _ticks, until, now) == now) return;
    }
}
