namespace Ocop.Market.Proof.Channels;

/// <summary>Goes faster than others: an hour in three minutes. Whoever waits by it waits the shorter.</summary>
internal sealed class QuickClock(DateTime start, double speed) : TimeProvider
{
    private readonly long _began = System.GetTimestamp();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => (long)(System.GetElapsedTime(_began).Ticks * speed);

    public override DateTimeOffset GetUtcNow() => new(start.Ticks + GetTimestamp(), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, Real(dueTime), Real(period));

    private TimeSpan Real(TimeSpan span) => span <= TimeSpan.Zero ? span : span / speed;
}
