using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ocop.Market.Web.Tests.Media;

/// <summary>What a signature of AWS Signature Version 4 covers, as the store works it out for itself.</summary>
internal sealed record SignedRequest(string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Query, IReadOnlyList<KeyValuePair<string, string>> Headers, string PayloadHash, string Date, string Region);

/// <summary>Our own reading of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, so that the SDK does not vouch for itself.</summary>
internal static class SigV4
{
    public static string SignatureOf(SignedRequest request, string secret)
    {
        var day = request.Date[..8];
        string[] canonical =
        [
            request.Method,
            string.Join('/', request.Path.Split('/').Select(Uri.EscapeDataString)),
            string.Join('&', request.Query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}").Order(StringComparer.Ordinal)),
            .. request.Headers.OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}:{header.Value.Trim()}"),
            "",
            string.Join(';', request.Headers.Select(header => header.Key).Order(StringComparer.Ordinal)),
            request.PayloadHash,
        ];
        var toSign = string.Join('\n', "AWS4-HMAC-SHA256", request.Date, $"{day}/{request.Region}/s3/aws4_request", Hex(SHA256.HashData(Utf8(string.Join('\n', canonical)))));
        var key = new[] { day, request.Region, "s3", "aws4_request" }.Aggregate(Utf8("AWS4" + secret), (key, words) => HMACSHA256.HashData(key, Utf8(words)));
        return Hex(HMACSHA256.HashData(key, Utf8(toSign)));
    }

    public static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    public static bool IsRecent(string date, TimeProvider clock) =>
        DateTimeOffset.TryParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && (clock.GetUtcNow() - at).Duration() < TimeSpan.FromMinutes(15);

    private static byte[] Utf8(string words) => Encoding.UTF8.GetBytes(words);
}
