using Ocop.Market.Cms.Media;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class WorkThroughMediaJob(WorkThroughMedia workThroughMedia, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("media", workThroughMedia.HandleAsync, cancellationToken);
}
