using Ocop.Market.Catalog.Recognition;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class ScanRecognitionsJob(ScanRecognitions scanRecognitions, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("scan-recognitions", scanRecognitions.HandleAsync, cancellationToken);
}
