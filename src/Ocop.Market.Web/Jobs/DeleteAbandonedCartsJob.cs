using Ocop.Market.Ordering.Carts;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class DeleteAbandonedCartsJob(DeleteAbandonedCarts deleteAbandonedCarts, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("delete-carts", deleteAbandonedCarts.HandleAsync, cancellationToken);
}
