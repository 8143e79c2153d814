using Ocop.Market.Catalog.Quality;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class RemindOfPapersJob(RemindOfPapers remindOfPapers, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("remind-of-papers", remindOfPapers.HandleAsync, cancellationToken);
}
