using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ocop.Market.Doubles.MoMo;

/// <summary>How MoMo's gateway, version 2, signs, from its documents.</summary>
public static class MoMoWire
{
    public const string CreateNames = "accessKey amount extraData ipnUrl orderId orderInfo partnerCode redirectUrl requestId requestType";
    public const string QueryNames = "accessKey orderId partnerCode requestId";
    public const string RefundNames = "accessKey amount description orderId partnerCode requestId transId";
    public const string NoticeNames = "accessKey amount extraData message orderId orderInfo orderType partnerCode payType requestId responseTime resultCode transId";

    /// <param name="values">With the access key.</param>
    public static string Raw(string names, IReadOnlyDictionary<string, string> values)
    {
        var text = new StringBuilder();
        foreach (var name in names.Split(' '))
        {
            if (text.Length > 0) text.Append('&');
            text.Append(name).Append('=').Append(values.TryGetValue(name, out var value) ? value : "");
        }

        return text.ToString();
    }

    public static string Sign(string raw, string secretKey)
    {
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secretKey));
        var hex = new StringBuilder(64);
        foreach (var part in hmac.ComputeHash(Encoding.UTF8.GetBytes(raw))) hex.Append(part.ToString("x2", CultureInfo.InvariantCulture));
        return hex.ToString();
    }
}
