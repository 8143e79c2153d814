using Ocop.Market.Channels.Floors;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class CompareListingsJob(CompareListings compare, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("compare-listings", compare.HandleAsync, cancellationToken);
}
