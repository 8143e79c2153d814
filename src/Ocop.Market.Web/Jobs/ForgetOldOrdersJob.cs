using Ocop.Market.Ordering.Claims;
using Ocop.Market.Ordering.Complaints;
using Ocop.Market.Ordering.PersonalData;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class ForgetOldOrdersJob(ForgetOldOrders forgetOldOrders, ForgetClaims forgetClaims, ForgetComplaints forgetComplaints, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("forget-orders", async cancel => await forgetOldOrders.HandleAsync(cancel) + await forgetClaims.HandleAsync(cancel) + await forgetComplaints.HandleAsync(cancel), cancellationToken);
}
