using System.Globalization;
using System.Text;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Connectors.Shopee;

/// <summary>Shopee's signatures, version 2. Neither the body nor other parameters are signed.</summary>
public static class ShopeeSignature
{
    /// <summary>For tokens, lists of shops and the upload of pictures.</summary>
    /// <param name="path">With /api/v2, without host and query.</param>
    /// <param name="seconds">Unix seconds; five minutes are allowed.</param>
    public static string OfPublic(string key, long partner, string path, long seconds) => Hmac.Hex(key, string.Create(CultureInfo.InvariantCulture, $"{partner}{path}{seconds}"));

    /// <param name="owner">The shop's number, or the merchant's for calls of merchants.</param>
    public static string OfShop(string key, long partner, string path, long seconds, string accessToken, long owner) =>
        Hmac.Hex(key, string.Create(CultureInfo.InvariantCulture, $"{partner}{path}{seconds}{accessToken}{owner}"));

    /// <summary>Of a notification: header "Authorization".</summary>
    /// <param name="address">As it was registered, letter by letter.</param>
    public static string OfPush(string key, string address, ReadOnlySpan<byte> body) => Hmac.Hex(key, [.. Encoding.UTF8.GetBytes(address + "|"), .. body]);

    public static bool Verify(string key, string address, ReadOnlySpan<byte> body, string? signature) => SignatureText.IsSame(OfPush(key, address, body), signature);
}
