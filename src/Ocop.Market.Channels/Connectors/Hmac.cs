using System.Security.Cryptography;
using System.Text;

namespace Ocop.Market.Channels.Connectors;

/// <summary>All three platforms sign with HMAC-SHA256 and a secret that is text, even where it looks like hex.</summary>
internal static class Hmac
{
    public static string Hex(string secret, ReadOnlySpan<byte> text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), text));

    public static string Hex(string secret, string text) => Hex(secret, Encoding.UTF8.GetBytes(text).AsSpan());
}
