using Ocop.Market.Ordering.Orders;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class CompleteShippedOrdersJob(CompleteShippedOrders completeShippedOrders, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("complete-orders", completeShippedOrders.HandleAsync, cancellationToken);
}
