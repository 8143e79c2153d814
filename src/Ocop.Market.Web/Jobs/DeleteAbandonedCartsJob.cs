using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.GiftBoxes;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class DeleteAbandonedCartsJob(DeleteAbandonedCarts deleteAbandonedCarts, DeleteUnorderedBoxes deleteUnorderedBoxes, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("delete-carts", async cancel => await deleteAbandonedCarts.HandleAsync(cancel) + await deleteUnorderedBoxes.HandleAsync(cancel), cancellationToken);
}
