using Ocop.Market.Ordering.Stock;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class WatchStockJob(WatchStock watchStock, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("watch-stock", watchStock.HandleAsync, cancellationToken);
}
