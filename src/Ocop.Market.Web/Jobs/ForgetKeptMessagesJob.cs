using Ocop.Market.Ordering.Payments;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class ForgetKeptMessagesJob(ForgetKeptMessages forgetKeptMessages, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("forget-messages", forgetKeptMessages.HandleAsync, cancellationToken);
}
