using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms;
using Ocop.Market.Cms.Webhooks;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Webhooks;

/// <summary>
/// Sends what is due, each leased by a conditional update so that two nodes never send the same one. Signed as Standard Webhooks has it: HMAC-SHA256 over
/// "{webhook-id}.{webhook-timestamp}.{body}". A receiver that does not answer is asked again after growing pauses, for two days; the others do not wait for it.
/// </summary>
public sealed class SendWebhooks(ICmsDb db, IHttpClientFactory clients, TimeProvider clock)
{
    public const string Client = "webhooks";

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24)];
    private const int Portion = 50;

    /// <returns>How many were taken by their receivers.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var due = await (
            from delivery in db.WebhookDeliveries
            join subscription in db.WebhookSubscriptions on delivery.SubscriptionId equals subscription.Id
            where subscription.IsActive && delivery.State == DeliveryState.Waiting && delivery.DueAt <= now
            orderby delivery.DueAt, delivery.Id
            select new { delivery.Id, delivery.SubscriptionId, delivery.DueAt }).Take(Portion).ToListAsync(cancel);

        var sent = 0;
        var silent = new HashSet<Guid>();
        foreach (var waiting in due)
        {
            // Who did not take one takes no other in this round: nobody else waits for it fifty times.
            if (silent.Contains(waiting.SubscriptionId)) continue;
            var until = clock.UtcNow() + Lease;
            var leased = await db.WebhookDeliveries.Where(delivery => delivery.Id == waiting.Id && delivery.State == DeliveryState.Waiting && delivery.DueAt == waiting.DueAt)
                .ExecuteUpdateAsync(update => update.SetProperty(delivery => delivery.DueAt, until), cancel);
            if (leased == 0) continue;
            if (await SendAsync(waiting.Id, cancel)) sent++;
            else silent.Add(waiting.SubscriptionId);
        }

        return sent;
    }

    public static string Signature(string secret, Guid messageId, string timestamp, string body)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{messageId}.{timestamp}.{body}")));
    }

    private async Task<bool> SendAsync(long id, CancellationToken cancel)
    {
        var delivery = await db.WebhookDeliveries.SingleAsync(it => it.Id == id, cancel);
        var subscription = await db.WebhookSubscriptions.AsNoTracking().SingleAsync(it => it.Id == delivery.SubscriptionId, cancel);
        var (status, answer) = await AskAsync(subscription, delivery, cancel);
        if (status is >= 200 and < 300) delivery.MarkDelivered(clock.UtcNow(), status.Value);
        else if (delivery.Attempts >= Pauses.Length) delivery.GiveUp(status, answer);
        else delivery.RetryAt(clock.UtcNow() + Pauses[delivery.Attempts], status, answer);
        // Not cancellable: it is out, and forgetting it would send it twice.
        await db.SaveChangesAsync(CancellationToken.None);
        return delivery.State == DeliveryState.Delivered;
    }

    private async Task<(int? Status, string Answer)> AskAsync(WebhookSubscription subscription, WebhookDelivery delivery, CancellationToken cancel)
    {
        var timestamp = new DateTimeOffset(clock.UtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, subscription.Url) { Content = new StringContent(delivery.Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", delivery.MessageId.ToString());
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", Signature(subscription.Secret, delivery.MessageId, timestamp, delivery.Body));
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return ((int)response.StatusCode, $"HTTP {(int)response.StatusCode}");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return (null, failure.Message);
        }
    }
}

public static class WebhooksModule
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddScoped<SendWebhooks>();
        // No redirect: it would lead to an address that nobody agreed to. No proxy: it would connect for us, to whatever it likes.
        services.AddHttpClient(SendWebhooks.Client, client => client.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectCallback = PublicAddresses.ConnectAsync });
        return services;
    }
}
