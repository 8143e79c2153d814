using System.Threading.Channels;
using Ocop.Market.Channels.Calls;
using Ocop.Market.Channels.Connectors;

namespace Ocop.Market.Web.Platforms;

/// <summary>
/// Writes calls down behind the back of those who make them. Nobody waits for it: what was not written in time is lost to the desk, the log has it, and a
/// warning says how many there were.
/// </summary>
public sealed partial class KeptCalls : BackgroundService
{
    /// <summary>Some minutes of several busy shops, for as long as the database is away.</summary>
    private const int Most = 10_000;

    private const int Portion = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly ILogger<KeptCalls> _log;
    private readonly Channel<CallNote> _queue;

    /// <summary>Taken out of the queue and not yet written.</summary>
    private readonly List<CallNote> _portion = [];

    private int _lost;
    private bool _isStuck;

    public KeptCalls(IServiceScopeFactory scopes, TimeProvider clock, ILogger<KeptCalls> log)
    {
        (_scopes, _clock, _log) = (scopes, clock, log);
        _queue = Channel.CreateBounded<CallNote>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropOldest }, _ => Interlocked.Increment(ref _lost));
    }

    public void Take(CallNote note) => _queue.Writer.TryWrite(note);

    public override async Task StopAsync(CancellationToken cancel)
    {
        await base.StopAsync(cancel);
        await DrainAsync(cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Pause, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping)) await DrainAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops, and drains once more.
        }
    }

    private async Task DrainAsync(CancellationToken cancel)
    {
        if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost) Lost(lost);
        try
        {
            while (true)
            {
                while (_portion.Count < Portion && _queue.Reader.TryRead(out var note)) _portion.Add(note);
                if (_portion.Count == 0) return;
                await using var scope = _scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<NoteCalls>().HandleAsync(_portion, cancel);
                _portion.Clear();
                _isStuck = false;
            }
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            // Of whatever kind: they are tried again at the next tick, and meanwhile the queue keeps the others. Said once, not every two seconds for as long as it lasts.
            if (!_isStuck) CannotWrite(failure, _portion.Count + _queue.Reader.Count);
            _isStuck = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} calls of platforms came faster than they could be written, and are missing on the desk")]
    private partial void Lost(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} calls of platforms cannot be written down, and wait")]
    private partial void CannotWrite(Exception failure, int count);
}
