namespace Ocop.Market.Kernel;

/// <summary>What stands on every letter of the market. The host fills in its name and address; the rest is configuration section "Mail".</summary>
public sealed class Letterhead
{
    /// <summary>How the market signs its mails.</summary>
    public string MarketName { get; set; } = "Hàng Quê";

    /// <summary>Where people reach the market, without a slash at the end; its host stands in Message-IDs.</summary>
    public string PublicUrl { get; set; } = "http://localhost";

    /// <summary>Hears of orders and enquiries whose producer has no e-mail, and calls them.</summary>
    public string OperatorEmail { get; set; } = "dieu-phoi@localhost";

    /// <summary>Signs the mail and makes it ready for the outbox.</summary>
    public OutboxMessage Sign(MailBody body, DateTime now, string dedupeKey, string recipient, string subject)
    {
        body.Say(MarketName);
        return new OutboxMessage(now, dedupeKey, NewId(), recipient, subject, body.Text, body.Html);
    }

    /// <summary>The same for a short text.</summary>
    public OutboxMessage SignText(DateTime now, string dedupeKey, string phone, string subject, string text, TextStep step) =>
        new(now, dedupeKey, NewId(), phone, subject, text, step);

    private string NewId() => $"<{Guid.CreateVersion7():n}@{new Uri(PublicUrl).Host}>";
}
