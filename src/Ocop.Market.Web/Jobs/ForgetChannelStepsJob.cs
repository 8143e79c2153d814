using Ocop.Market.Channels.Board;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class ForgetChannelStepsJob(ForgetSteps forgetSteps, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("forget-channel-steps", forgetSteps.HandleAsync, cancellationToken);
}
