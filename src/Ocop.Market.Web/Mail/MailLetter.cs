using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Mail;

/// <summary>The message as it goes out: one recipient, plain words first, HTML last.</summary>
public static class MailLetter
{
    /// <exception cref="FormatException">The recipient is not a mail address.</exception>
    /// <exception cref="ArgumentException">The subject holds a line break.</exception>
    public static MailMessage Of(OutboxMessage message, MailOptions options, SiteOptions site)
    {
        var letter = new MailMessage
        {
            From = new MailAddress(options.FromAddress, Plain(options.FromName ?? site.Name), Encoding.UTF8),
            Subject = message.Subject,
            SubjectEncoding = Encoding.UTF8,
        };
        letter.To.Add(new MailAddress(AsciiOnly(message.Recipient)));
        if (options.ReplyTo is { Length: > 0 } replyTo) letter.ReplyToList.Add(new MailAddress(replyTo));
        if (options.EnvelopeFrom is { Length: > 0 } envelope) letter.Sender = new MailAddress(envelope);

        // The library sets none. The same one on each retry, so that a double after a lost answer can be told.
        letter.Headers.Add("Message-ID", InBrackets(message.MessageId));
        // Keeps holiday replies away.
        letter.Headers.Add("Auto-Submitted", "auto-generated");
        letter.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(message.Text, Encoding.UTF8, MediaTypeNames.Text.Plain));
        letter.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(message.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        return letter;
    }

    // Without SMTPUTF8 on every server in between, letters beyond ASCII before the @ arrive nowhere.
    private static string AsciiOnly(string address) =>
        Ascii.IsValid(address.AsSpan(0, Math.Max(0, address.LastIndexOf('@')))) ? address : throw new FormatException("The address has letters beyond ASCII before the @.");

    private static string InBrackets(string id)
    {
        if (id.Any(char.IsControl)) throw new FormatException("The Message-ID holds a control character.");
        return id.StartsWith('<') ? id : $"<{id}>";
    }

    private static string Plain(string name) => new([.. name.Where(letter => !char.IsControl(letter))]);
}
