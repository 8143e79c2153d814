using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Shipping;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class RepeatMessagesJob(TakeMessage takeMessage, IEnumerable<INotificationSource> gateways, IEnumerable<ICarrier> carriers, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("gateway-messages", cancel => takeMessage.RepeatAsync([.. gateways, .. carriers], cancel), cancellationToken);
}
