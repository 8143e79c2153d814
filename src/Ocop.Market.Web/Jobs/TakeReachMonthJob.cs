using Ocop.Market.Channels.Reach;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class TakeReachMonthJob(TakeReachMonth takeReachMonth, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("reach-months", takeReachMonth.HandleAsync, cancellationToken);
}
