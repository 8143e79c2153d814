using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Messages;

namespace Ocop.Market.Web.Mail;

/// <summary>Hands one text to the outside. A refusal is an answer, not an exception.</summary>
public interface ITextSender
{
    Task<MailAnswer> SendAsync(OutboxMessage text, CancellationToken cancel);
}

/// <summary>Posts JSON to the address of the settings (ADR 0014). What the gateway answers besides its status is kept for nobody: it may repeat the phone.</summary>
public sealed class TextGateway(HttpClient http, IOptions<TextOptions> options) : ITextSender
{
    public async Task<MailAnswer> SendAsync(OutboxMessage text, CancellationToken cancel)
    {
        if (options.Value.Address is not { } address) return new MailAnswer(MailResult.Refused, "Texts:Address is not set any more.");
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address);
            var key = text.MessageId.Trim('<', '>');
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.Token);
            request.Headers.Add("Idempotency-Key", key);
            request.Content = new StringContent(JsonSerializer.Serialize(Body(text, key)), Encoding.UTF8, "application/json");
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return new MailAnswer(ResultOf((int)response.StatusCode), FormattableString.Invariant($"HTTP {(int)response.StatusCode}"));
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException && !cancel.IsCancellationRequested)
        {
            return new MailAnswer(MailResult.TryAgain, failure is OperationCanceledException ? "No answer in time." : failure.Message);
        }
    }

    private object Body(OutboxMessage text, string key)
    {
        var template = text.Template!;
        var (number, words) = text.Subject.Split(": ", 2) is [var before, var after] ? (before, after) : ("", text.Subject);
        return new { to = text.Recipient, key, template = options.Value.Templates.GetValueOrDefault(template, template), text = text.Text, fields = new { number, words, link = text.Link } };
    }

    private static MailResult ResultOf(int status) => status switch
    {
        >= 200 and < 300 => MailResult.Sent,
        // Busy, too many, or still at work on the same key.
        408 or 409 or 425 or 429 or >= 500 => MailResult.TryAgain,
        400 or 410 or 413 or 422 => MailResult.Refused,
        _ => MailResult.Misconfigured,
    };
}
