using Ocop.Market.Ordering.Payments;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class RepeatMessagesJob(TakeMessage takeMessage, IEnumerable<INotificationSource> sources, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("gateway-messages", cancel => takeMessage.RepeatAsync([.. sources], cancel), cancellationToken);
}
