namespace Ocop.Market.Channels.Sync;

/// <summary>
/// How fast one shop may be called: a bucket that fills by the clock. It is filled with 97 % of what is permitted and holds one call and a hundredth of a second's worth:
/// whoever wakes up some milliseconds late loses nothing, and calls that are 20 ms longer or shorter under way than others still stay within any one second over there.
/// "Too fast" halves it; five minutes without that bring a tenth back.
/// </summary>
public sealed class Pace
{
    private const double Slowest = 0.2, StepUp = 1.1, Used = 0.97, Late = 0.01;
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(5);

    /// <summary>The first call after a rest makes the connection and arrives later than those behind it: for a moment half as many follow it, or they arrive together.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10), Warm = TimeSpan.FromMilliseconds(500);
    private readonly Lock _gate = new();

    private readonly TimeProvider _clock;
    private readonly double _permitted;
    private double _tokens = 1;
    private long _filled;
    private long _changed;
    private long _woke;

    /// <param name="perSecond">What the platform permits, as far as it says.</param>
    public Pace(double perSecond, TimeProvider clock)
    {
        (_clock, _permitted) = (clock, perSecond);
        (PerSecond, _filled, _changed, _woke) = (_permitted, clock.GetTimestamp(), clock.GetTimestamp(), clock.GetTimestamp());
    }

    /// <summary>What counts as permitted now.</summary>
    public double PerSecond { get; private set; }

    /// <returns>Zero: go, and a token is taken. Else how long to wait before asking again; nothing is taken.</returns>
    public TimeSpan Draw()
    {
        lock (_gate)
        {
            var now = _clock.GetTimestamp();
            if (PerSecond < _permitted && _clock.GetElapsedTime(_changed, now) >= Calm) (PerSecond, _changed) = (Math.Min(_permitted, PerSecond * StepUp), now);
            if (_clock.GetElapsedTime(_filled, now) >= Idle) _woke = now;
            var rate = PerSecond * (_clock.GetElapsedTime(_woke, now) < Warm ? Used / 2 : Used);
            (_tokens, _filled) = (Math.Min(1 + PerSecond * Late, _tokens + _clock.GetElapsedTime(_filled, now).TotalSeconds * rate), now);
            // Whole milliseconds: less is no wait to a timer.
            if (_tokens < 1) return TimeSpan.FromMilliseconds(Math.Ceiling((1 - _tokens) / rate * 1000));
            _tokens--;
            return TimeSpan.Zero;
        }
    }

    /// <summary>The platform said: too fast.</summary>
    /// <param name="from">The pace at which the call went out: of several that were under way together, the first slows down for all.</param>
    public void SlowDown(double from)
    {
        lock (_gate)
        {
            if (PerSecond >= from) (PerSecond, _tokens, _filled, _changed) = (Math.Max(Slowest, PerSecond / 2), 0, _clock.GetTimestamp(), _clock.GetTimestamp());
        }
    }
}
