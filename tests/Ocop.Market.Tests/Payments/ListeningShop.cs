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

namespace Ocop.Market.Tests.Payments;

/// <summary>The least that a shop does with notifications: one payment, each notice once.</summary>
internal sealed class ListeningShop(string reference, Money due) : IAsyncDisposable
{
    private WebApplication _app = null!;
    private readonly ConcurrentDictionary<string, PaymentNews> _heard = new();

    /// <summary>Whatever is told, it cannot be kept.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Nothing is heard; whoever calls is shown another address.</summary>
    public Uri? SendsOnTo { get; set; }

    public IPaymentProvider Provider { get; set; } = null!;

    public Uri Address { get; private set; } = null!;

    public IEnumerable<PaymentNews> Heard => _heard.Values;

    public int TimesPaid => Heard.OfType<PaymentNews.Paid>().Count();

    public static async Task<ListeningShop> OpenAsync(string reference, long due)
    {
        var shop = new ListeningShop(reference, new Money(due));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        shop._app = builder.Build();
        shop._app.Map("/webhooks/wallet", (Delegate)shop.HearAsync);
        await shop._app.StartAsync();
        shop.Address = new Uri(shop._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/webhooks/wallet");
        return shop;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> HearAsync(HttpContext context)
    {
        if (SendsOnTo is not null) return Results.Redirect(SendsOnTo.AbsoluteUri, preserveMethod: true);
        using var reader = new StreamReader(context.Request.Body);
        var message = new GatewayMessage(context.Request.Method, context.Request.QueryString.Value ?? "", new Dictionary<string, string>(), await reader.ReadToEndAsync(), DateTime.UnixEpoch);
        var reply = Provider.Reply(Judge(Provider.Verify(message)));
        return reply.ContentType is null ? Results.StatusCode(reply.Status) : Results.Content(reply.Body, reply.ContentType, statusCode: reply.Status);
    }

    private NoticeResult Judge(Outcome<IReadOnlyList<PaymentNotice>> told)
    {
        if (!told.Succeeded) return NoticeResult.Forged;
        if (IsBroken) return NoticeResult.Failed;
        return told.Value.Max(notice =>
            notice.Reference != reference ? NoticeResult.UnknownReference
            : notice.News is PaymentNews.Paid paid && paid.Amount != due ? NoticeResult.WrongAmount
            : _heard.TryAdd(notice.EventId, notice.News) ? NoticeResult.Booked : NoticeResult.BookedBefore);
    }
}
