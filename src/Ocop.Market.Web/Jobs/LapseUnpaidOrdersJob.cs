using Ocop.Market.Ordering.Payments;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class LapseUnpaidOrdersJob(LapseUnpaidOrders lapseUnpaidOrders, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("unpaid-orders", lapseUnpaidOrders.HandleAsync, cancellationToken);
}
