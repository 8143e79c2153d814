using Ocop.Market.Ordering.Payments;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class SendRefundsJob(SendRefunds sendRefunds, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("send-refunds", sendRefunds.HandleAsync, cancellationToken);
}
