using System.Text.Json;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments;

public enum KeptMessageState { New, Done, Rejected }

/// <summary>A gateway's notification, kept as it came before anything is believed or done: what fails today is worked through again, and what was said can be shown.</summary>
public sealed class KeptMessage
{
    private const int MostOfRejected = 2_000;
    private const string NoHeaders = "{}";

    private KeptMessage() { }

    internal KeptMessage(string source, GatewayMessage message)
    {
        (Id, Source, Method, Query, Body, ReceivedAt) = (Guid.CreateVersion7(), source, message.Method, message.Query, message.Body, message.ReceivedAt);
        // Not for a job while the request that brought it works on it.
        (Headers, DueAt) = (JsonSerializer.Serialize(message.Headers), message.ReceivedAt.AddMinutes(1));
    }

    public Guid Id { get; private set; }

    /// <summary>The name in its address: "stripe", "sepay".</summary>
    public string Source { get; private set; } = "";
    public string Method { get; private set; } = "";
    public string Query { get; private set; } = "";
    public string Headers { get; private set; } = "";
    public string Body { get; private set; } = "";
    public DateTime ReceivedAt { get; private set; }
    public KeptMessageState State { get; private set; }

    /// <summary>What became of it, or why it was not believed.</summary>
    public string? Result { get; private set; }
    public DateTime DueAt { get; private set; }
    public int Tries { get; private set; }

    public GatewayMessage Message => new(Method, Query, new Dictionary<string, string>(JsonSerializer.Deserialize<Dictionary<string, string>>(Headers)!, StringComparer.OrdinalIgnoreCase), Body, ReceivedAt);

    /// <summary>Some notifiers prove themselves by a key that stays the same: it is not kept longer than it is needed.</summary>
    internal void Finish(string result) => (State, Result, Tries, Headers) = (KeptMessageState.Done, result, Tries + 1, NoHeaders);

    /// <summary>What anybody may send is not kept in full.</summary>
    internal void Reject(string reason)
    {
        (State, Result, Tries) = (KeptMessageState.Rejected, reason, Tries + 1);
        (Body, Query, Headers) = (Cut(Body), Cut(Query), NoHeaders);
    }

    /// <summary>A carrier's secret stands in its address.</summary>
    internal void ForgetQuery() => Query = "";

    internal void RetryAt(DateTime due, string problem) => (DueAt, Result, Tries) = (due, problem.Length <= 300 ? problem : problem[..300], Tries + 1);

    private static string Cut(string text) => text.Length <= MostOfRejected ? text : text[..MostOfRejected];
}
