using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Tests.Payments.Stripe;

/// <summary>Hears notifications as the market would, and books nothing.</summary>
internal sealed class OurEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OurEndpoint(AtStripe at)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/webhooks/stripe", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var message = new GatewayMessage("POST", "", context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()), await reader.ReadToEndAsync(), at.Clock.UtcNow());
            var read = at.Payments.Verify(message);
            foreach (var notice in read.Value ?? []) Heard.Enqueue(notice);
            context.Response.StatusCode = at.Payments.Reply(read.Succeeded ? NoticeResult.Booked : NoticeResult.Forged).Status;
        });
    }

    public ConcurrentQueue<PaymentNotice> Heard { get; } = new();

    public Uri Address => new(new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), "/webhooks/stripe");

    public static async Task<OurEndpoint> OpenAsync(AtStripe at)
    {
        var endpoint = new OurEndpoint(at);
        await endpoint._app.StartAsync();
        return endpoint;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
