using Ocop.Market.Channels.Feeds;
using Ocop.Market.Web.Feeds;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class BuildMetaFeedJob(FeedFiles feeds, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync(JobNames.MetaFeed, cancel => feeds.BuildAsync(FeedFormat.Meta, cancel), cancellationToken);
}
