using Ocop.Market.Channels.Shops;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class RemindOfConsentsJob(RemindOfConsents remindOfConsents, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("remind-of-consents", remindOfConsents.HandleAsync, cancellationToken);
}
