using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ocop.Market.Doubles.VnPay;

/// <summary>How VNPay 2.1.0 signs, from its documents.</summary>
public static class VnPayWire
{
    public static string Hash(string data, string secret)
    {
        using var hmac = new HMACSHA512(Encoding.UTF8.GetBytes(secret));
        var hex = new StringBuilder(128);
        foreach (var part in hmac.ComputeHash(Encoding.UTF8.GetBytes(data))) hex.Append(part.ToString("x2", CultureInfo.InvariantCulture));
        return hex.ToString();
    }

    public static string HashData(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
            if (name.StartsWith("vnp_", StringComparison.Ordinal) && name != "vnp_SecureHash" && name != "vnp_SecureHashType" && value != "") sorted[name] = value;
        var text = new StringBuilder();
        foreach (var (name, value) in sorted)
        {
            if (text.Length > 0) text.Append('&');
            text.Append(FormEncode(name)).Append('=').Append(FormEncode(value));
        }

        return text.ToString();
    }

    /// <summary>A query as it travels, its hash at the end.</summary>
    public static string Signed(IEnumerable<KeyValuePair<string, string>> parameters, string secret)
    {
        var data = HashData(parameters);
        return data + "&vnp_SecureHash=" + Hash(data, secret);
    }

    public static string Piped(IReadOnlyDictionary<string, string> body, string names)
    {
        var values = new List<string>();
        foreach (var name in names.Split('|')) values.Add(body.TryGetValue("vnp_" + name, out var value) ? value : "");
        return string.Join('|', values);
    }

    private static string FormEncode(string value)
    {
        var text = new StringBuilder();
        foreach (var part in Encoding.UTF8.GetBytes(value))
        {
            var letter = (char)part;
            if (char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '*') text.Append(letter);
            else if (letter == ' ') text.Append('+');
            else text.Append('%').Append(part.ToString("X2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
