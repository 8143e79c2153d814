using System.Net.Mail;

namespace Ocop.Market.Kernel;

/// <summary>An address that plain SMTP can deliver to: without SMTPUTF8 the part before the @ must be ASCII.</summary>
public static class EmailAddress
{
    public static bool IsDeliverable(string text) =>
        text.Length <= 254 && text.All(letter => letter is > ' ' and < '\u007f')
        && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal);
}
