using Ocop.Market.Cms.Revisions;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class ThinOutRevisionsJob(ThinOutRevisions thinOutRevisions, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("thin-out-revisions", thinOutRevisions.HandleAsync, cancellationToken);
}
