using System.Text;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Connectors.TikTokShop;

/// <summary>TikTok Shop's signatures, version 202309: path, sorted query and body between two secrets.</summary>
public static class TikTokSignature
{
    /// <param name="query">Decoded. "sign" and "access_token" are left out.</param>
    /// <param name="body">The very bytes that are sent; empty for multipart.</param>
    /// <returns>Lower-case hex.</returns>
    public static string OfRequest(string secret, string path, IEnumerable<KeyValuePair<string, string>> query, ReadOnlySpan<byte> body)
    {
        var head = new StringBuilder(secret).Append(path);
        foreach (var (name, value) in query.Where(field => field.Key is not ("sign" or "access_token")).OrderBy(field => field.Key, StringComparer.Ordinal)) head.Append(name).Append(value);
        return Hmac.Hex(secret, [.. Encoding.UTF8.GetBytes(head.ToString()), .. body, .. Encoding.UTF8.GetBytes(secret)]);
    }

    /// <summary>Of a notification: header "Authorization".</summary>
    public static string OfPush(string secret, string appKey, ReadOnlySpan<byte> body) => Hmac.Hex(secret, [.. Encoding.UTF8.GetBytes(appKey), .. body]);

    public static bool Verify(string secret, string appKey, ReadOnlySpan<byte> body, string? signature) => SignatureText.IsSame(OfPush(secret, appKey, body), signature);
}
