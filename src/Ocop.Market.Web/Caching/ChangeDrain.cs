using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Caching;

/// <summary>
/// Carries every write, of this process or another, to what this node keeps in memory: its cached pages, its units and its menus. It takes its
/// place in the feed before the first request is served; when the feed cannot be read nobody knows what changed, so nothing cached is trusted.
/// </summary>
public sealed partial class ChangeDrain(IChangeFeed feed, CacheFreshness freshness, PlaceDirectory places, SiteMenus menus, ILogger<ChangeDrain> log) : BackgroundService
{
    private const int Portion = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private ChangePosition _position;
    private bool _isBlind;

    public override async Task StartAsync(CancellationToken cancel)
    {
        _position = await feed.EndAsync(cancel);
        await menus.ReadAsync(cancel);
        await base.StartAsync(cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping)) await DrainAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops; there is nothing left to keep fresh.
        }
    }

    internal async Task DrainAsync(CancellationToken cancel)
    {
        try
        {
            int read;
            do
            {
                var (subjects, position) = await feed.ReadAfterAsync(_position, Portion, cancel);
                // Before the eviction: no page that is made after it may show the old units.
                if (subjects.Any(subject => subject.Kind == "place")) places.Forget();
                if (subjects.Any(subject => subject.Kind == "document") && await menus.ReadAsync(cancel)) freshness.EvictEverything();
                freshness.Evict(subjects.SelectMany(CacheTags.StaleAfter).Distinct());
                read = subjects.Count;
                if (position == _position) break;
                _position = position;
            }
            while (read > 0);
            if (_isBlind) SeesAgain();
            _isBlind = false;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            freshness.EvictEverything();
            // Once, not three times a second for as long as it lasts.
            if (!_isBlind) CannotRead(failure);
            _isBlind = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The change feed cannot be read; every cached page is dropped until it can")]
    private partial void CannotRead(Exception failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "The change feed is read again; pages are kept again")]
    private partial void SeesAgain();
}
