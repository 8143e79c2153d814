using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Ocop.Market.Ordering.Payments;

/// <summary>What a gateway answered to a call; without fields nothing is known but the problem.</summary>
public sealed record GatewayAnswer(IReadOnlyDictionary<string, string>? Fields, string Problem)
{
    public string this[string name] => Fields?.GetValueOrDefault(name) ?? "";
}

/// <summary>Calls to the JSON interfaces of wallets. One try each: whoever asked repeats, with the same key.</summary>
public static class GatewayCall
{
    /// <summary>MoMo asks for no less; both may take their time while a bank answers.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int LongestAnswer = 256 * 1024;

    /// <summary>A key travels there and money is told from there: encrypted, or not off this machine.</summary>
    public static bool IsSafe(Uri? address) => address is { IsAbsoluteUri: true } and ({ Scheme: "https" } or { Scheme: "http", IsLoopback: true });

    public static IServiceCollection AddGatewayClient<TProvider>(this IServiceCollection services) where TProvider : class
    {
        // No redirect: signed requests go where the settings say and nowhere else.
        services.AddHttpClient<TProvider>(client => (client.Timeout, client.MaxResponseContentBufferSize) = (Patience, LongestAnswer))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        return services;
    }

    public static async Task<GatewayAnswer> PostJsonAsync(this HttpClient client, Uri address, string body, CancellationToken cancel)
    {
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(address, content, cancel);
            var fields = GatewayText.ReadJson(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancel)));
            var status = (int)response.StatusCode;
            // 4xx in JSON is the gateway's own word about the request; everything else may come from whatever stands before it.
            if (status is (>= 200 and < 300) or (>= 400 and < 500) && fields is not null) return new GatewayAnswer(fields, "");
            return new GatewayAnswer(null, FormattableString.Invariant($"HTTP {status}{(fields is null ? ", no JSON" : "")}"));
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException && !cancel.IsCancellationRequested)
        {
            return new GatewayAnswer(null, failure is OperationCanceledException ? "No answer in time." : failure.Message);
        }
    }
}
