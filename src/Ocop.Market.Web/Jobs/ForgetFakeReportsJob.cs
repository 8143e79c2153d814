using Ocop.Market.Catalog.FakeReports;
using Ocop.Market.Catalog.Needs;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class ForgetFakeReportsJob(ForgetFakeReports forgetFakeReports, ForgetNeeds forgetNeeds, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("forget-fake-reports", async cancel => await forgetFakeReports.HandleAsync(cancel) + await forgetNeeds.HandleAsync(cancel), cancellationToken);
}
