using Ocop.Market.Channels.Floors;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class BuildFloorPackagesJob(BuildFloorPackages build, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync(JobNames.FloorPackages, build.HandleAsync, cancellationToken);
}
