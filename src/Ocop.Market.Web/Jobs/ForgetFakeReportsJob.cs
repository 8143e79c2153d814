using Ocop.Market.Catalog.FakeReports;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Ordering.Companies;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class ForgetFakeReportsJob(ForgetFakeReports forgetFakeReports, ForgetNeeds forgetNeeds, ForgetClaims forgetClaims, TendQuotes tendQuotes, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("forget-fake-reports", async cancel => await forgetFakeReports.HandleAsync(cancel) + await forgetNeeds.HandleAsync(cancel) + await forgetClaims.HandleAsync(cancel) + await tendQuotes.HandleAsync(cancel), cancellationToken);
}
