using System.Net;
using System.Text;

namespace Ocop.Market.Tests.Payments.Stripe;

/// <summary>Says the same whatever is asked, and counts.</summary>
internal sealed class Answers(Func<HttpResponseMessage> answer) : HttpMessageHandler
{
    public int Asked { get; private set; }

    public static Answers Json(string body, HttpStatusCode status = HttpStatusCode.OK) => new(() => new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked++;
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(answer());
    }
}
