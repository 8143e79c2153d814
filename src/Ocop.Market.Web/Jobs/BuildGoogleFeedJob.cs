using Ocop.Market.Channels.Feeds;
using Ocop.Market.Web.Feeds;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class BuildGoogleFeedJob(FeedFiles feeds, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync(JobNames.GoogleFeed, cancel => feeds.BuildAsync(FeedFormat.Google, cancel), cancellationToken);
}
