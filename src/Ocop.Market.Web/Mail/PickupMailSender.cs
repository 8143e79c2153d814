using System.Globalization;
using System.Net.Mail;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Mail;

/// <summary>
/// Writes each mail as an .eml file. It is written aside and moved in one step, so a reader never meets half a file; the name is
/// the message's number, so a mail that is sent again after a crash takes its own place instead of a second one.
/// </summary>
public sealed class PickupMailSender(IOptions<MailOptions> options, SiteOptions site, MarketPaths paths) : IMailSender
{
    public async Task<MailAnswer> SendAsync(OutboxMessage message, CancellationToken cancel)
    {
        var aside = Directory.CreateDirectory(Path.Combine(paths.MailPickup, $".writing-{Guid.CreateVersion7():n}"));
        try
        {
            using var letter = MailLetter.Of(message, options.Value, site);
            using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = aside.FullName };
            await client.SendMailAsync(letter, cancel);
            var name = message.Id.ToString("00000000", CultureInfo.InvariantCulture) + ".eml";
            File.Move(aside.GetFiles("*.eml").Single().FullName, Path.Combine(paths.MailPickup, name), overwrite: true);
            return new MailAnswer(MailResult.Sent, name);
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            return new MailAnswer(MailResult.Refused, wrong.Message);
        }
        catch (Exception full) when (full is IOException or SmtpException)
        {
            return new MailAnswer(MailResult.TryAgain, full.Message);
        }
        finally
        {
            aside.Delete(recursive: true);
        }
    }
}
