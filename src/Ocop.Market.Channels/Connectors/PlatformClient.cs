using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ocop.Market.Channels.Connectors;

/// <summary>One call and what became of it. The path only: tokens and secrets travel in the queries of these platforms.</summary>
/// <param name="Class">Null where it was a yes.</param>
public sealed record CallNote(DateTime At, string Channel, string Shop, string Path, CallKind Kind, TimeSpan Took, string? RequestId, FailureClass? Class, string? Code);

/// <summary>Where calls are noted, for the people who look after them. Takes a note without waiting.</summary>
public interface ICallJournal
{
    void Note(CallNote note);
}

/// <summary>A call that may go out.</summary>
public interface ICallPass
{
    /// <summary>The call is over, whatever became of it.</summary>
    /// <param name="isAnswered">It was done and answered: what fails early says nothing of how long such calls take.</param>
    void End(bool isAnswered);
}

/// <summary>What a platform says of a call besides what was asked for.</summary>
/// <param name="Code">Null: yes.</param>
public sealed record PlatformWord(string? Code, string Message, string? RequestId, string? Field = null);

/// <summary>
/// Calls to a platform's JSON interface: one try each, and whatever happens is a value. A write without an answer may have been done all the same.
/// </summary>
public abstract partial class PlatformClient(HttpClient http, string channel, TimeProvider clock, ICallJournal journal)
{
    /// <summary>The codes of calls that never got there, and of those of which nobody knows whether they did.</summary>
    public const string NoConnection = "no-connection", NoAnswer = "no-answer";

    private readonly FailureTable _failures = FailureTable.Of(channel);

    /// <summary>What each call passes before it goes out, told what kind it is: its shop's pace. An act of a connector may be several calls, and whoever asks for the act cannot count them.</summary>
    public static AsyncLocal<Func<string, CancellationToken, Task<ICallPass>>?> Gate { get; } = new();

    protected TimeProvider Clock => clock;

    /// <param name="shop">The platform's number; empty before there is one.</param>
    /// <param name="read">What the platform says of the call; it may throw what reading a wrong shape throws.</param>
    /// <returns>The whole answer.</returns>
    protected async Task<ChannelResult<PlatformAnswer>> CallAsync(HttpRequestMessage request, string shop, CallKind kind, Func<JsonElement, PlatformWord> read, CancellationToken cancel)
    {
        var path = request.RequestUri!.AbsolutePath;
        var pass = Gate.Value is { } gate ? await gate(Number().Replace(path, "#"), cancel) : null;
        var (at, started, isAnswered) = (clock.GetUtcNow().UtcDateTime, clock.GetTimestamp(), false);
        try
        {
            var (answer, requestId) = await SendAsync(request, kind, read, cancel);
            isAnswered = answer.Failure is null;
            journal.Note(new CallNote(at, channel, shop, path, kind, clock.GetElapsedTime(started), requestId, answer.Failure?.Class, answer.Failure?.Code));
            return answer;
        }
        finally
        {
            pass?.End(isAnswered);
        }
    }

    /// <summary>The class of a line that was refused inside an answer that says yes.</summary>
    protected ChannelFailure LineFailure(string code, string message, string? field = null) => new(_failures.Classify(code, message, CallKind.Write), code, message, field);

    private async Task<(ChannelResult<PlatformAnswer> Answer, string? RequestId)> SendAsync(HttpRequestMessage request, CallKind kind, Func<JsonElement, PlatformWord> read, CancellationToken cancel)
    {
        try
        {
            using var response = await http.SendAsync(request, cancel);
            var wait = response.Headers.RetryAfter is { } told ? told.Delta ?? told.Date - clock.GetUtcNow() : null;
            var status = ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (response.StatusCode == HttpStatusCode.TooManyRequests) return (new ChannelFailure(FailureClass.RateLimited, status, "", null, wait), null);
            JsonElement root;
            PlatformWord word;
            try
            {
                root = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(cancel));
                word = read(root);
            }
            catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                // Whatever stands before the platform answered for it.
                return (new ChannelFailure(_failures.Classify($"http-{status}", "", kind), $"http-{status}", "The answer cannot be read."), null);
            }

            return word.Code is { } code
                ? (new ChannelFailure(_failures.Classify(code, word.Message, kind), code, word.Message, word.Field, wait), word.RequestId)
                : (new PlatformAnswer(root), word.RequestId);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError)
        {
            // It never got there.
            return (new ChannelFailure(FailureClass.Retryable, NoConnection, "No connection."), null);
        }
        // A time-out looks like a cancellation that nobody asked for. What the exception says stays here: it may repeat the address.
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return (new ChannelFailure(kind == CallKind.Read ? FailureClass.Retryable : FailureClass.OutcomeUnknown, NoAnswer, "No answer."), null);
        }
    }

    /// <summary>Of one item, in the path of a call.</summary>
    [GeneratedRegex(@"\d{7,}")]
    private static partial Regex Number();
}

/// <param name="Root">Alive as long as whoever holds it.</param>
public sealed record PlatformAnswer(JsonElement Root);
