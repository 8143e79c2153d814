using Ocop.Market.Ordering.Companies;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class TendQuotesJob(TendQuotes tendQuotes, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("quotes", tendQuotes.HandleAsync, cancellationToken);
}
