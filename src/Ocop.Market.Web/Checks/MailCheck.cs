using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Mail;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Checks;

/// <summary>Whether orders will reach the producers.</summary>
internal sealed class MailCheck(IOptions<MailOptions> options, IOptions<Letterhead> letterhead, SiteOptions site) : ICheck
{
    private readonly MailOptions _mail = options.Value;

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancel)
    {
        if (_mail.Transport == MailTransport.Pickup)
            return [site.Demo
                ? Finding.Fine("mail", "Thư nằm lại trong thư mục mail", "Mails stay in the folder mail")
                : Finding.Wrong("mail", "Mail:Transport là Pickup: không thư nào ra khỏi máy, chủ thể sẽ không biết có đơn. Đặt Smtp.",
                    "Mail:Transport is Pickup: no mail leaves this machine and producers never hear of an order. Set Smtp.")];
        return [await ServerAsync(cancel), .. Addresses()];
    }

    private async Task<Finding> ServerAsync(CancellationToken cancel)
    {
        var server = FormattableString.Invariant($"{_mail.Smtp.Host}:{_mail.Smtp.Port}");
        return await SmtpKnock.ComplaintAsync(_mail.Smtp, cancel) is { } complaint
            ? Finding.Wrong("mail", $"Máy chủ thư {server} không nhận: {complaint}", $"The mail server {server} does not let us in: {complaint}")
            : Finding.Fine("mail", $"Máy chủ thư {server} cho vào", $"The mail server {server} lets us in");
    }

    private IEnumerable<Finding> Addresses()
    {
        if (IsNowhere(_mail.FromAddress))
            yield return Finding.Wrong("mail-from", $"Mail:FromAddress là {_mail.FromAddress}: máy chủ thư khác sẽ từ chối. Đặt địa chỉ thuộc tên miền của chợ.",
                $"Mail:FromAddress is {_mail.FromAddress}: other mail servers will refuse it. Set an address in the market's domain.");
        if (IsNowhere(letterhead.Value.OperatorEmail))
            yield return Finding.Wrong("mail-operator", $"Mail:OperatorEmail là {letterhead.Value.OperatorEmail}: đơn của chủ thể không có thư điện tử sẽ không tới ai.",
                $"Mail:OperatorEmail is {letterhead.Value.OperatorEmail}: orders of producers without an address reach nobody.");
    }

    private static bool IsNowhere(string address) => address.EndsWith("@localhost", StringComparison.OrdinalIgnoreCase);
}
