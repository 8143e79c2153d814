using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ocop.Market.Ordering.Payments.Stripe;

/// <summary>
/// Stripe's REST API, as far as we use it. A call that gets no answer, a conflict or a failure of Stripe's own is repeated twice with the same
/// idempotency key; whatever happens, the answer is a value.
/// </summary>
public sealed partial class StripeClient(HttpClient http, IOptions<StripeOptions> options, TimeProvider clock, ILogger<StripeClient> log)
{
    /// <summary>The version whose specification the tests hold requests against. Without it the account's own would answer.</summary>
    public const string Version = "2023-08-16";

    private const int MostRetries = 2;
    private const int MostRefundsAPage = 100;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(0.5), LongestPause = TimeSpan.FromSeconds(5);

    /// <param name="key">Idempotency key: the same for every repetition of the same intention.</param>
    public Task<StripeAnswer<StripeSession>> CreateSessionAsync(NewStripeSession session, string key, CancellationToken cancel) =>
        PostAsync("/v1/checkout/sessions", session.Parameters, key, StripeSession.Read, cancel);

    public Task<StripeAnswer<StripeSession>> RetrieveSessionAsync(string id, CancellationToken cancel) =>
        GetAsync($"/v1/checkout/sessions/{Uri.EscapeDataString(id)}", StripeSession.Read, cancel);

    /// <summary>Only an open one can be; a finished one answers <see cref="StripeProblem.Wrong"/>.</summary>
    public Task<StripeAnswer<StripeSession>> ExpireSessionAsync(string id, string key, CancellationToken cancel) =>
        PostAsync($"/v1/checkout/sessions/{Uri.EscapeDataString(id)}/expire", [], key, StripeSession.Read, cancel);

    public Task<StripeAnswer<StripeIntent>> RetrieveIntentAsync(string id, CancellationToken cancel) =>
        GetAsync($"/v1/payment_intents/{Uri.EscapeDataString(id)}", StripeIntent.Read, cancel);

    public Task<StripeAnswer<StripeRefund>> CreateRefundAsync(NewStripeRefund refund, string key, CancellationToken cancel) =>
        PostAsync("/v1/refunds", refund.Parameters, key, StripeRefund.Read, cancel);

    public Task<StripeAnswer<StripeRefund>> RetrieveRefundAsync(string id, CancellationToken cancel) =>
        GetAsync($"/v1/refunds/{Uri.EscapeDataString(id)}", StripeRefund.Read, cancel);

    /// <summary>All of them, the newest first.</summary>
    public async Task<StripeAnswer<IReadOnlyList<StripeRefund>>> ListRefundsAsync(string paymentIntent, CancellationToken cancel)
    {
        var all = new List<StripeRefund>();
        while (true)
        {
            var after = all.Count == 0 ? "" : $"&starting_after={Uri.EscapeDataString(all[^1].Id)}";
            var page = await GetAsync($"/v1/refunds?payment_intent={Uri.EscapeDataString(paymentIntent)}&limit={MostRefundsAPage}{after}", RefundPage.Read, cancel);
            if (page.Value is not { } read) return new(null, page.Error);
            all.AddRange(read.Refunds);
            if (!read.HasMore || read.Refunds.Count == 0) return new(all, null);
        }
    }

    private Task<StripeAnswer<T>> GetAsync<T>(string path, Func<StripeObject, T?> read, CancellationToken cancel) where T : class =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), read, cancel);

    private Task<StripeAnswer<T>> PostAsync<T>(string path, JsonObject parameters, string key, Func<StripeObject, T?> read, CancellationToken cancel) where T : class
    {
        var form = StripeForm.Flatten(parameters).ToList();
        return SendAsync(() => new HttpRequestMessage(HttpMethod.Post, path) { Headers = { { "Idempotency-Key", key } }, Content = new FormUrlEncodedContent(form) }, read, cancel);
    }

    private async Task<StripeAnswer<T>> SendAsync<T>(Func<HttpRequestMessage> ask, Func<StripeObject, T?> read, CancellationToken cancel) where T : class
    {
        for (var retries = 0; ; retries++)
        {
            using var request = ask();
            var (answer, again) = await SendOnceAsync(request, read, cancel);
            if (answer.Error is not { } error) return answer;
            var path = request.RequestUri!.OriginalString.Split('?')[0];
            if (!again || retries == MostRetries)
            {
                // A key that is refused takes every payment with it.
                LogProblem(log, error.Problem == StripeProblem.KeyRefused ? LogLevel.Error : LogLevel.Warning, request.Method.Method, path, error);
                return answer;
            }

            LogRepeated(log, request.Method.Method, path, error);
            await Task.Delay(PauseBefore(retries + 1), clock, cancel);
        }
    }

    private async Task<(StripeAnswer<T> Answer, bool Again)> SendOnceAsync<T>(HttpRequestMessage request, Func<StripeObject, T?> read, CancellationToken cancel) where T : class
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.SecretKey);
        request.Headers.Add("Stripe-Version", Version);
        try
        {
            using var response = await http.SendAsync(request, cancel);
            var (status, requestId, body) = ((int)response.StatusCode, Header(response, "Request-Id"), await response.Content.ReadAsStringAsync(cancel));
            if (!response.IsSuccessStatusCode) return (new(null, StripeError.Read(status, requestId, body)), MayRepeat(response));
            return StripeObject.Parse(body) is { } json && read(json) is { } value ? (new(value, null), false) : (new(null, StripeError.NoAnswer("unreadable", status, requestId)), false);
        }
        // A time-out looks like a cancellation that nobody asked for. What the exception says stays here: it may repeat what was sent.
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return (new(null, StripeError.NoAnswer(failure is HttpRequestException ? "no_connection" : "no_answer_in_time")), true);
        }
    }

    private static bool MayRepeat(HttpResponseMessage response) => Header(response, "Stripe-Should-Retry") switch
    {
        "true" => true,
        "false" => false,
        _ => response.StatusCode == HttpStatusCode.Conflict || (int)response.StatusCode >= 500,
    };

    // Spread out, so that those who failed together do not come back together.
    private static TimeSpan PauseBefore(int retry)
    {
        var longest = ShortestPause * Math.Pow(2, retry - 1);
        var pause = (longest < LongestPause ? longest : LongestPause) * (0.5 + Random.Shared.NextDouble() / 2);
        return pause > ShortestPause ? pause : ShortestPause;
    }

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    [LoggerMessage(Message = "{Method} {Path} failed: {Problem}")]
    private static partial void LogProblem(ILogger log, LogLevel level, string method, string path, StripeError problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Path} is repeated: {Problem}")]
    private static partial void LogRepeated(ILogger log, string method, string path, StripeError problem);

    private sealed record RefundPage(IReadOnlyList<StripeRefund> Refunds, bool HasMore)
    {
        public static RefundPage? Read(StripeObject it) => it.Text("object") == "list" ? new([.. it.Items("data").Select(StripeRefund.Read).OfType<StripeRefund>()], it.Truth("has_more") == true) : null;
    }
}
