using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class SendOutboxJob(SendOutbox sendOutbox, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("send-outbox", sendOutbox.HandleAsync, cancellationToken);
}
