using System.Globalization;
using System.Net;
using System.Text;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Payments.VnPay;

/// <summary>Texts, moments and addresses as VNPay wants them.</summary>
public static class VnPayText
{
    private const string Moment = "yyyyMMddHHmmss";

    /// <summary>The wall clock of Việt Nam, GMT+7.</summary>
    public static string Date(DateTime utc) => VietnamTime.Local(utc).ToString(Moment, CultureInfo.InvariantCulture);

    public static DateTime? ReadDate(string text) =>
        DateTime.TryParseExact(text, Moment, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 2000 and < 9999 ? VietnamTime.ToUtc(local) : null;

    /// <summary>ASCII letters, digits and single spaces: "Hoàn tiền: trả hàng" → "Hoan tien tra hang".</summary>
    public static string Plain(string text, int longest = 255)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var letter in VietnameseText.Normalize(text).Normalize(NormalizationForm.FormD))
        {
            if (builder.Length == longest) break;
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            if (letter is 'đ' or 'Đ') builder.Append(letter == 'đ' ? 'd' : 'D');
            else if (char.IsAsciiLetterOrDigit(letter)) builder.Append(letter);
            else if (builder.Length > 0 && builder[^1] != ' ') builder.Append(' ');
        }

        return builder.ToString().TrimEnd();
    }

    /// <summary>"::ffff:203.0.113.7" is 203.0.113.7; what is no address at all is the server's own.</summary>
    public static string Address(string buyer, string server)
    {
        if (!IPAddress.TryParse(buyer, out var address)) return server;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.ToString().Split('%')[0];
    }
}
