using Ocop.Market.Catalog.Enquiries;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class ForgetOldEnquiriesJob(ForgetOldEnquiries forgetOldEnquiries, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("forget-enquiries", forgetOldEnquiries.HandleAsync, cancellationToken);
}
