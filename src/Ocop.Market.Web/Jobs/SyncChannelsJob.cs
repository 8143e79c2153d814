using Ocop.Market.Channels.Sync;
using Quartz;

namespace Ocop.Market.Web.Jobs;

/// <summary>By itself: what was sold must not wait until those who work for the shops have their hands free.</summary>
[DisallowConcurrentExecution]
public sealed class QueueListingsJob(QueueListings queue, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("queue-channels", queue.HandleAsync, cancellationToken);
}

/// <summary>
/// May run on several nodes at once: who works for which shop is decided by leases. Once on each: a run works for several shops together, and other work keeps its threads.
/// </summary>
public sealed class SyncChannelsJob(WorkForShops work, JobLine line) : IJob
{
    private static readonly SemaphoreSlim Room = new(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (!await Room.WaitAsync(0, cancellationToken)) return;
        try
        {
            await line.RunAsync("sync-channels", work.HandleAsync, cancellationToken);
        }
        finally
        {
            Room.Release();
        }
    }
}

[DisallowConcurrentExecution]
public sealed class SweepListingsJob(SweepListings sweep, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("sweep-channels", sweep.HandleAsync, cancellationToken);
}

/// <summary>A promotion was switched on or off: which prices that moves is worked out at once, beside everything else.</summary>
[DisallowConcurrentExecution]
public sealed class SweepForPromotionsJob(SweepListings sweep, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("sweep-promotions", sweep.WhereAskedAsync, cancellationToken);
}
