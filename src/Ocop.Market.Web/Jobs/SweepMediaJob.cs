using Ocop.Market.Cms.Media;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class SweepMediaJob(SweepMedia sweepMedia, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("sweep-media", sweepMedia.HandleAsync, cancellationToken);
}
