using Quartz;

namespace Ocop.Market.Web.Jobs;

/// <summary>
/// A trigger waits for the moment it has reckoned with. When the machine's clock ran ahead and is set right, that moment lies as far away as
/// the clock was wrong, and nothing would be sent or released until then. So the schedule is looked at when the clock has gone back, and at the start.
/// </summary>
public sealed partial class ClockWatch(ISchedulerFactory schedulers, TimeProvider clock, ILogger<ClockWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2), Tolerance = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Pause);
        // What the wall clock shows beyond the time that has passed.
        var (began, ahead) = (clock.GetTimestamp(), DateTimeOffset.MaxValue);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                var now = clock.GetUtcNow() - clock.GetElapsedTime(began);
                // Where the schedule cannot be looked at, it is tried again at the next tick.
                if (now >= ahead - Tolerance || await TrySetRightAsync(stopping)) ahead = now;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task<bool> TrySetRightAsync(CancellationToken cancel)
    {
        try
        {
            var scheduler = await schedulers.GetScheduler(cancel);
            foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup(), cancel))
            {
                if (await scheduler.GetTrigger(key, cancel) is not { } trigger || trigger.NextFireTimeUtc is not { } next || next <= Latest(trigger)) continue;
                await scheduler.RescheduleJob(key, Anew(trigger), cancel);
                WaitedTooLong(key.Name, next);
            }

            return true;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            // Of whatever kind: a watch that fails must not end the market.
            CannotLook(failure);
            return false;
        }
    }

    private DateTimeOffset Latest(ITrigger trigger) => trigger is ISimpleTrigger every
        ? clock.GetUtcNow() + every.RepeatInterval + Tolerance
        : Anew(trigger).GetFireTimeAfter(clock.GetUtcNow()) ?? DateTimeOffset.MaxValue;

    private static ITrigger Anew(ITrigger trigger) => trigger.GetTriggerBuilder().StartNow().Build();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock has gone back: {Trigger} would have waited until {Next} and starts anew")]
    private partial void WaitedTooLong(string trigger, DateTimeOffset next);

    [LoggerMessage(Level = LogLevel.Error, Message = "The clock has gone back, but the schedule cannot be looked at")]
    private partial void CannotLook(Exception failure);
}
