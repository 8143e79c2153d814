using System.Text;
using System.Text.Json;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Payments;

namespace Ocop.Market.Ordering.Shipping;

/// <summary>Calls to carriers. One try each; whoever asked repeats with the same reference.</summary>
internal static class CarrierCall
{
    /// <returns>Without fields nothing is known but the problem: a key that is not accepted says nothing of a parcel either.</returns>
    public static async Task<GatewayAnswer> AskAsync(this HttpClient http, HttpMethod method, Uri address, object? body, IReadOnlyDictionary<string, string> headers, CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(method, address);
            foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
            if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
            using var response = await http.SendAsync(request, cancel);
            var status = (int)response.StatusCode;
            var fields = GatewayText.ReadJson(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancel)));
            return status is 200 or 400 or 404 or 422 && fields is not null ? new GatewayAnswer(fields, "") : new GatewayAnswer(null, FormattableString.Invariant($"HTTP {status}"));
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException && !cancel.IsCancellationRequested)
        {
            return new GatewayAnswer(null, failure is OperationCanceledException ? "No answer in time." : failure.Message);
        }
    }

    /// <summary>The secret that stands in the address we gave the carrier: ?hash=…</summary>
    public static bool IsFrom(GatewayMessage message, string secret) =>
        message.Method == "POST" && GatewayText.ReadQuery(message.Query) is { } query && SignatureText.IsSame(secret, query.GetValueOrDefault("hash", ""));

    public static GatewayReply Reply(NoticeResult result) => GatewayReply.Empty(result switch { NoticeResult.Forged => 400, NoticeResult.Failed => 500, _ => 200 });
}
