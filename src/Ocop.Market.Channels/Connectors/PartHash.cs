using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ocop.Market.Channels.Connectors;

/// <summary>
/// One part of a listing (content, price, stock, pictures) as a platform would be sent it, boiled down to a number: equal to that of the last push, there is nothing to send.
/// Without times, tokens and keys of repetition; with the version of the mapping, so that a change of it sends all anew.
/// </summary>
public static class PartHash
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>SHA-256 of <see cref="Canonical"/> in lower-case hex.</returns>
    public static string Of(JsonNode part) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(part))));

    /// <summary>Names in ordinal order, no white space, NFC, Vietnamese as it is written.</summary>
    /// <exception cref="ArgumentException">A number that is not whole: two ways to write it would be two numbers.</exception>
    public static string Canonical(JsonNode part) => Sorted(part)!.ToJsonString(Plain);

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key.Normalize(), Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => JsonValue.Create(text.GetValue<string>().Normalize()),
        JsonValue number when number.GetValueKind() == JsonValueKind.Number && !number.ToJsonString().All(sign => char.IsAsciiDigit(sign) || sign == '-') => throw new ArgumentException($"{number.ToJsonString()} is not a whole number.", nameof(node)),
        _ => node?.DeepClone(),
    };
}
