using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ocop.Market.Doubles.TikTokShop;

/// <summary>How TikTok Shop signs, from its guide.</summary>
public static class TikTokWire
{
    public static string Sign(string secret, string path, IEnumerable<KeyValuePair<string, string>> query, byte[] body)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in query)
            if (name != "sign" && name != "access_token") sorted[name] = value;
        using var text = new MemoryStream();
        void Add(string part) => text.Write(Encoding.UTF8.GetBytes(part));
        Add(secret);
        Add(path);
        foreach (var (name, value) in sorted)
        {
            Add(name);
            Add(value);
        }

        text.Write(body);
        Add(secret);
        return Hash(secret, text.ToArray());
    }

    public static string SignPush(string secret, string appKey, byte[] body)
    {
        var text = new byte[Encoding.UTF8.GetByteCount(appKey) + body.Length];
        body.CopyTo(text, Encoding.UTF8.GetBytes(appKey, text));
        return Hash(secret, text);
    }

    private static string Hash(string secret, byte[] text)
    {
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        var hex = new StringBuilder(64);
        foreach (var part in hmac.ComputeHash(text)) hex.Append(part.ToString("x2", CultureInfo.InvariantCulture));
        return hex.ToString();
    }
}
