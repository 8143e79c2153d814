using System.Text;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Connectors.Lazada;

/// <summary>Lazada's signatures: upper-case hex for requests, lower-case for notifications.</summary>
public static class LazadaSignature
{
    /// <param name="path">Without /rest.</param>
    /// <param name="fields">Query and form together, decoded; files are none of them. "sign" and empty values are left out.</param>
    public static string OfRequest(string secret, string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var text = new StringBuilder(path);
        foreach (var (name, value) in fields.Where(field => field.Key != "sign" && field.Value.Length > 0).OrderBy(field => field.Key, StringComparer.Ordinal)) text.Append(name).Append(value);
        return Hmac.Hex(secret, text.ToString()).ToUpperInvariant();
    }

    /// <summary>Of a notification: header "Authorization".</summary>
    public static string OfPush(string secret, string appKey, ReadOnlySpan<byte> body) => Hmac.Hex(secret, [.. Encoding.UTF8.GetBytes(appKey), .. body]);

    public static bool Verify(string secret, string appKey, ReadOnlySpan<byte> body, string? signature) => SignatureText.IsSame(OfPush(secret, appKey, body), signature);
}
