using Ocop.Market.Cms.Publishing;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class PublishDueDocumentsJob(PublishDueDocuments publishDueDocuments, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("publish-due", publishDueDocuments.HandleAsync, cancellationToken);
}
