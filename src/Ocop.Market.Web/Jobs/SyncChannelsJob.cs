using Ocop.Market.Channels.Sync;
using Quartz;

namespace Ocop.Market.Web.Jobs;

/// <summary>
/// May run on several nodes at once, and twice on one: who works for which shop is decided by leases. No more than that, so that other work keeps its threads.
/// </summary>
public sealed class SyncChannelsJob(QueueListings queue, WorkForShops work, JobLine line) : IJob
{
    private static readonly SemaphoreSlim Room = new(2);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (!await Room.WaitAsync(0, cancellationToken)) return;
        try
        {
            await line.RunAsync("sync-channels", async cancel =>
            {
                await queue.HandleAsync(cancel);
                return await work.HandleAsync(cancel);
            }, cancellationToken);
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
