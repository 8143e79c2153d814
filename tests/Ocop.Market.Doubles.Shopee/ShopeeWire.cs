using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ocop.Market.Doubles.Shopee;

/// <summary>How Shopee signs and writes, by developer guides 16 and 18.</summary>
public static class ShopeeWire
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="token">Of calls that are a shop's or a merchant's.</param>
    /// <param name="owner">The shop's or the merchant's number.</param>
    public static string RequestSignature(string key, string partner, string path, string timestamp, string token = "", string owner = "") => Hmac(key, Encoding.UTF8.GetBytes(partner + path + timestamp + token + owner));

    public static string PushSignature(string key, string address, byte[] body)
    {
        using var text = new MemoryStream();
        text.Write(Encoding.UTF8.GetBytes(address));
        text.WriteByte((byte)'|');
        text.Write(body);
        return Hmac(key, text.ToArray());
    }

    internal static string Json(JsonNode node) => node.ToJsonString(Relaxed);

    internal static string? Words(JsonElement body, string name) => Field(body, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <returns>Null for text, too: Shopee wants numbers as numbers.</returns>
    internal static long? Whole(JsonElement body, string name) => Field(body, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var whole) ? whole : null;

    internal static decimal? Amount(JsonElement body, string name) => Field(body, name) is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null;

    internal static IReadOnlyList<JsonElement>? List(JsonElement body, string name) => Field(body, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : null;

    internal static JsonElement? Field(JsonElement body, string name) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) ? value : null;

    internal static long Seconds(DateTime at) => new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeSeconds();

    internal static string Written(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Hmac(string key, byte[] text) => string.Concat(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), text).Select(one => one.ToString("x2", CultureInfo.InvariantCulture)));
}
