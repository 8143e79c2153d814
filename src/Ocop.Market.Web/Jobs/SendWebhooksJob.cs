using Ocop.Market.Web.Webhooks;
using Quartz;

namespace Ocop.Market.Web.Jobs;

[DisallowConcurrentExecution]
public sealed class SendWebhooksJob(SendWebhooks sendWebhooks, JobLine line) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await line.RunAsync("send-webhooks", sendWebhooks.HandleAsync, cancellationToken);
}
