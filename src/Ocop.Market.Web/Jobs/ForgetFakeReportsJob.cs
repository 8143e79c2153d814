using Ocop.Market.Catalog.FakeReports;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class ForgetFakeReportsJob(ForgetFakeReports forgetFakeReports, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("forget-fake-reports", forgetFakeReports.HandleAsync, cancellationToken);
}
