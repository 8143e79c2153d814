using Ocop.Market.Ordering.Orders;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class ExpireUnansweredOrdersJob(ExpireUnansweredOrders expireUnansweredOrders, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("expire-orders", expireUnansweredOrders.HandleAsync, cancellationToken);
}
