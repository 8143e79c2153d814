using Ocop.Market.Channels.Connectors;

namespace Ocop.Market.Channels.Sync;

/// <summary>
/// How fast one shop may be called. A bucket that fills by the clock spreads the calls; a log of the last second sees to it that never more than is permitted can arrive in any
/// one second over there, however long each was under way: a call stays in it until a second after it must have arrived. "Too fast" halves the pace; five minutes without that bring a tenth back.
/// </summary>
public sealed class Pace
{
    private const double Slowest = 0.2, StepUp = 1.1;
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(5);

    /// <summary>Saved up at most, in seconds' worth of calls beside the one: whoever wakes up late loses nothing.</summary>
    private const double Saved = 0.25;

    /// <summary>A second of theirs, and what two clocks may be apart in one.</summary>
    private static readonly TimeSpan Second = TimeSpan.FromMilliseconds(1010);

    /// <summary>With each call that took longer the fastest is forgotten a little: lines grow longer. Less than the clocks may be apart, because some calls are only held up.</summary>
    private static readonly TimeSpan MostForgotten = TimeSpan.FromMilliseconds(0.5);
    private const double Forgotten = 1.0 / 1024;

    /// <summary>A call that is under way for longer than a second may arrive at any moment.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly double _permitted;
    private readonly List<Sent> _log = [];

    /// <summary>What an answered call of each kind took at least: less than that after it was sent, none is over there and back.</summary>
    private readonly Dictionary<string, TimeSpan> _fastest = [];
    private double _tokens = 1;
    private long _filled;
    private long _changed;

    /// <param name="perSecond">What the platform permits, as far as it says.</param>
    public Pace(double perSecond, TimeProvider clock)
    {
        (_clock, _permitted) = (clock, perSecond);
        (PerSecond, _filled, _changed) = (_permitted, clock.GetTimestamp(), clock.GetTimestamp());
    }

    /// <summary>What counts as permitted now.</summary>
    public double PerSecond { get; private set; }

    /// <param name="kind">Calls of one kind take about as long.</param>
    /// <param name="wait">How long to wait before asking again, where it is too early.</param>
    /// <returns>Go; null: too early, and nothing is taken.</returns>
    public Sent? Draw(string kind, out TimeSpan wait)
    {
        lock (_gate)
        {
            var now = _clock.GetTimestamp();
            if (PerSecond < _permitted && _clock.GetElapsedTime(_changed, now) >= Calm) (PerSecond, _changed) = (Math.Min(_permitted, PerSecond * StepUp), now);
            (_tokens, _filled) = (Math.Min(1 + PerSecond * Saved, _tokens + _clock.GetElapsedTime(_filled, now).TotalSeconds * PerSecond), now);
            var (room, empty) = ((int)Math.Ceiling(PerSecond), TimeSpan.FromSeconds(Math.Max(0, 1 - _tokens) / PerSecond));
            if (_log.Count >= room) _log.RemoveAll(call => Stays(call, now) <= TimeSpan.Zero);
            var full = _log.Count < room ? TimeSpan.Zero : _log.Select(call => Stays(call, now)).Order().ElementAt(_log.Count - room);
            // Whole milliseconds: less is no wait to a timer.
            wait = TimeSpan.FromMilliseconds(Math.Ceiling((full > empty ? full : empty).TotalMilliseconds));
            if (wait > TimeSpan.Zero) return null;
            _tokens--;
            var sent = new Sent(this, kind, now, PerSecond);
            _log.Add(sent);
            return sent;
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

    /// <summary>From now on: until a second after the moment at which it arrived at the latest. One that is under way may arrive now.</summary>
    private TimeSpan Stays(Sent call, long now)
    {
        var since = _clock.GetElapsedTime(call.At, now);
        var late = (call.Took ?? since) - (call.IsFirst ? TimeSpan.Zero : _fastest.GetValueOrDefault(call.Kind));
        var left = (late > TimeSpan.Zero ? late : TimeSpan.Zero) + Second - since;
        return call.Took is null && left < AskAgain ? AskAgain : left;
    }

    private void End(Sent call, bool isAnswered)
    {
        lock (_gate)
        {
            var took = _clock.GetElapsedTime(call.At);
            (call.Took, call.IsFirst) = (took, !_fastest.TryGetValue(call.Kind, out var fastest));
            if (!isAnswered) return;
            var grown = (took - fastest) * Forgotten;
            _fastest[call.Kind] = call.IsFirst || took < fastest ? took : fastest + (grown < MostForgotten ? grown : MostForgotten);
        }
    }

    /// <summary>A call that was let go.</summary>
    public sealed class Sent(Pace pace, string kind, long at, double perSecond) : ICallPass
    {
        internal string Kind => kind;
        internal long At => at;

        /// <summary>Null: under way.</summary>
        internal TimeSpan? Took { get; set; }

        /// <summary>Nothing was known of its kind: it may have arrived just before its answer.</summary>
        internal bool IsFirst { get; set; }

        /// <summary>The pace at which it went out.</summary>
        public double PerSecond => perSecond;

        public void End(bool isAnswered) => pace.End(this, isAnswered);
    }
}
