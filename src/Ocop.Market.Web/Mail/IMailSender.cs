using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Mail;

public enum MailResult
{
    Sent,

    /// <summary>The other side is busy, away or unclear: try again later, with the same Message-ID.</summary>
    TryAgain,

    /// <summary>This mail will never arrive: wrong address, refused content.</summary>
    Refused,

    /// <summary>The server does not let us in. Every one would fail, so the queue rests until somebody mends the settings.</summary>
    Misconfigured,
}

/// <param name="Words">What the server said; never the mail's own text.</param>
public sealed record MailAnswer(MailResult Result, string Words);

/// <summary>Hands one mail to the outside. A refusal is an answer, not an exception.</summary>
public interface IMailSender
{
    Task<MailAnswer> SendAsync(OutboxMessage message, CancellationToken cancel);
}
