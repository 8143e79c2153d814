using Ocop.Market.Ordering.PersonalData;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class ForgetOldOrdersJob(ForgetOldOrders forgetOldOrders, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("forget-orders", forgetOldOrders.HandleAsync, cancellationToken);
}
