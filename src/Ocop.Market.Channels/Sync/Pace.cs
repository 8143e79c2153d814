namespace Ocop.Market.Channels.Sync;

/// <summary>
/// How fast one shop may be called in one group of endpoints: a bucket that fills by the clock and holds a twentieth of a second's worth, so that no second ever sees more than is permitted.
/// "Too fast" halves it; five minutes without that bring a tenth back. Not safe for several threads: whoever draws holds the shop.
/// </summary>
public sealed class Pace
{
    private const double Slowest = 0.2, StepUp = 1.1, Burst = 0.05;
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _clock;
    private readonly double _permitted;
    private double _tokens = 1;
    private long _filled;
    private long _changed;

    /// <param name="perSecond">What the platform permits, as far as it says.</param>
    public Pace(double perSecond, TimeProvider clock)
    {
        // What a full bucket lets through at once comes off the rate: together they stay within any one second.
        (_clock, _permitted) = (clock, perSecond > 1 / Burst ? perSecond * (1 - Burst) : perSecond);
        (PerSecond, _filled, _changed) = (_permitted, clock.GetTimestamp(), clock.GetTimestamp());
    }

    public double PerSecond { get; private set; }

    /// <returns>Zero: go, and a token is taken. Else how long to wait before asking again; nothing is taken.</returns>
    public TimeSpan Draw()
    {
        var now = _clock.GetTimestamp();
        if (PerSecond < _permitted && _clock.GetElapsedTime(_changed, now) >= Calm) (PerSecond, _changed) = (Math.Min(_permitted, PerSecond * StepUp), now);
        (_tokens, _filled) = (Math.Min(Math.Max(1, PerSecond * Burst), _tokens + _clock.GetElapsedTime(_filled, now).TotalSeconds * PerSecond), now);
        // Whole milliseconds: less is no wait to a timer.
        if (_tokens < 1) return TimeSpan.FromMilliseconds(Math.Ceiling((1 - _tokens) / PerSecond * 1000));
        _tokens--;
        return TimeSpan.Zero;
    }

    /// <summary>The platform said: too fast.</summary>
    public void SlowDown() => (PerSecond, _tokens, _changed) = (Math.Max(Slowest, PerSecond / 2), 0, _clock.GetTimestamp());
}
