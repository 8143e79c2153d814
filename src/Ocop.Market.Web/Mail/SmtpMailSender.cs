using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Mail;

/// <summary>
/// Speaks SMTP by System.Net.Mail. A new client for each mail: one client cannot send two at once, and its time-out is the only
/// thing that ends a server which falls silent (the cancellation token is not heard after the text was sent).
/// </summary>
public sealed class SmtpMailSender(IOptions<MailOptions> options, SiteOptions site) : IMailSender
{
    private readonly MailOptions _options = options.Value;

    public async Task<MailAnswer> SendAsync(OutboxMessage message, CancellationToken cancel)
    {
        try
        {
            using var letter = MailLetter.Of(message, _options, site);
            using var client = Client();
            await client.SendMailAsync(letter, cancel);
            return new MailAnswer(MailResult.Sent, "250");
        }
        catch (SmtpException refusal)
        {
            return new MailAnswer(ResultOf(refusal), Words(refusal));
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            return new MailAnswer(MailResult.Refused, wrong.Message);
        }
    }

    private SmtpClient Client() => new(_options.Smtp.Host, _options.Smtp.Port)
    {
        EnableSsl = _options.Smtp.Security == SmtpSecurity.StartTls,
        Credentials = _options.Smtp.User is { Length: > 0 } user ? new NetworkCredential(user, _options.Smtp.Password) : null,
        Timeout = _options.Smtp.TimeoutSeconds * 1000,
    };

    private static MailResult ResultOf(SmtpException refusal) => (int)refusal.StatusCode switch
    {
        530 or 534 or 535 or 502 or 504 => MailResult.Misconfigured,
        >= 500 and < 600 => MailResult.Refused,
        // No answer at all: -1. A wrong certificate will not mend itself; a broken line may.
        < 0 when refusal.InnerException is AuthenticationException => MailResult.Misconfigured,
        _ => MailResult.TryAgain,
    };

    private static string Words(SmtpException refusal) =>
        refusal.InnerException is SocketException or AuthenticationException or IOException
            ? $"{(int)refusal.StatusCode} {refusal.Message} {refusal.InnerException.Message}"
            : $"{(int)refusal.StatusCode} {refusal.Message}";
}
