using Ocop.Market.Accounts.Invitations;
using Ocop.Market.Catalog.Enquiries;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class ForgetOldEnquiriesJob(ForgetOldEnquiries forgetOldEnquiries, ForgetEndedInvitations forgetEndedInvitations, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("forget-enquiries", async cancel => await forgetOldEnquiries.HandleAsync(cancel) + await forgetEndedInvitations.HandleAsync(cancel), cancellationToken);
}
