using Ocop.Market.Channels.Campaigns;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class EndCampaignsJob(EndCampaigns endCampaigns, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("campaign-listings", endCampaigns.HandleAsync, cancellationToken);
}
