namespace Ocop.Market.Kernel;

public enum OutboxState { Waiting, Sent, Failed }

/// <param name="Template">By this name providers that send only approved words know what is told.</param>
/// <param name="Link">The one that the text ends with.</param>
public sealed record TextStep(string Template, string Link);

/// <summary>
/// A mail, or a short text to a phone, that must leave the house, written in the transaction of the fact it tells of. The sender leases it, sends it and notes the answer;
/// the dedupe key keeps one fact from being told twice, the Message-ID lets providers and people spot a double after a lost answer.
/// </summary>
public sealed class OutboxMessage
{
    private OutboxMessage() { }

    public OutboxMessage(DateTime now, string dedupeKey, string messageId, string recipient, string subject, string text, string html)
    {
        (CreatedAt, DueAt, DedupeKey, MessageId) = (now, now, dedupeKey, messageId);
        (Recipient, Subject, Text, Html) = (recipient, subject, text, html);
    }

    /// <summary>A short text.</summary>
    internal OutboxMessage(DateTime now, string dedupeKey, string messageId, string phone, string subject, string text, TextStep step) : this(now, dedupeKey, messageId, phone, subject, text, "") =>
        (Template, Link) = step;

    public long Id { get; private set; }
    public string DedupeKey { get; private set; } = "";
    public string MessageId { get; private set; } = "";

    /// <summary>A mail address, or a phone as +84….</summary>
    public string Recipient { get; private set; } = "";
    public string Subject { get; private set; } = "";
    public string Text { get; private set; } = "";
    public string Html { get; private set; } = "";

    /// <summary>Null for a mail.</summary>
    public string? Template { get; private set; }
    public string? Link { get; private set; }
    public OutboxState State { get; private set; }
    public DateTime CreatedAt { get; private set; }

    /// <summary>Not to be tried before this moment: a lease while one sender works on it, a pause after a failure.</summary>
    public DateTime DueAt { get; private set; }
    public int Attempts { get; private set; }
    public DateTime? SentAt { get; private set; }

    /// <summary>The server's last answer, first 500 characters; never the body.</summary>
    public string? LastAnswer { get; private set; }

    public void MarkSent(DateTime now, string answer) => (State, SentAt, LastAnswer, Attempts) = (OutboxState.Sent, now, Cut(answer), Attempts + 1);

    public void MarkFailed(string answer) => (State, LastAnswer, Attempts) = (OutboxState.Failed, Cut(answer), Attempts + 1);

    public void RetryAt(DateTime due, string answer) => (DueAt, LastAnswer, Attempts) = (due, Cut(answer), Attempts + 1);

    private static string Cut(string answer) => answer.Length <= 500 ? answer : answer[..500];
}
