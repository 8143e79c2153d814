using Ocop.Market.Ordering.Stock;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class ReleaseExpiredReservationsJob(ReleaseExpiredReservations releaseExpiredReservations, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("release-reservations", releaseExpiredReservations.HandleAsync, cancellationToken);
}
