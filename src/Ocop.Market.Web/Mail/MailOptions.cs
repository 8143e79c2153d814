using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Mail;
using System.Text;

namespace Ocop.Market.Web.Mail;

public enum MailTransport { Pickup, Smtp }

/// <summary>Whether the way to the mail server is encrypted. Implicit TLS (port 465) is not spoken by System.Net.Mail.</summary>
public enum SmtpSecurity { StartTls, None }

/// <summary>Configuration section "Mail".</summary>
public sealed class MailOptions : IValidatableObject
{
    /// <summary>Pickup writes each mail as a file under the data folder: nothing leaves the machine.</summary>
    public MailTransport Transport { get; init; } = MailTransport.Pickup;

    /// <summary>In the shop's own domain, so that SPF and DKIM can speak for it.</summary>
    public string FromAddress { get; init; } = "cho@localhost";

    /// <summary>Empty: the site's name.</summary>
    public string? FromName { get; init; }
    public string? ReplyTo { get; init; }

    /// <summary>Where bounces go.</summary>
    public string? EnvelopeFrom { get; init; }
    public SmtpOptions Smtp { get; init; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        foreach (var (name, address) in new[] { (nameof(FromAddress), FromAddress), (nameof(ReplyTo), ReplyTo), (nameof(EnvelopeFrom), EnvelopeFrom) })
            if (!string.IsNullOrEmpty(address) && !IsPlainAddress(address)) yield return new ValidationResult($"Mail:{name} is not a mail address in ASCII: {address}");

        if (Transport != MailTransport.Smtp) yield break;
        if (string.IsNullOrWhiteSpace(Smtp.Host)) yield return new ValidationResult("Mail:Smtp:Host is empty, but Mail:Transport is Smtp.");
        else if (Smtp.Security == SmtpSecurity.None && !IsLoopback(Smtp.Host)) yield return new ValidationResult("Mail:Smtp:Security may be None only for a server on this machine.");
        if (Smtp.Port is < 1 or > 65_535) yield return new ValidationResult("Mail:Smtp:Port is not a port.");
        if (Smtp.TimeoutSeconds is < 1 or > 60) yield return new ValidationResult("Mail:Smtp:TimeoutSeconds must lie between 1 and 60: a lease on a mail lasts two minutes.");
    }

    private static bool IsPlainAddress(string address) => Ascii.IsValid(address) && MailAddress.TryCreate(address, out _);

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}

/// <summary>Configuration section "Mail:Smtp".</summary>
public sealed class SmtpOptions
{
    public string? Host { get; init; }
    public int Port { get; init; } = 587;
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;
    public string? User { get; init; }
    public string? Password { get; init; }
    public int TimeoutSeconds { get; init; } = 20;
}
