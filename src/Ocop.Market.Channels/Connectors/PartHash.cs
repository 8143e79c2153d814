using System.Buffers;
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
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <returns>SHA-256 of <see cref="Canonical"/> in lower-case hex.</returns>
    public static string Of(JsonNode part) => Convert.ToHexStringLower(SHA256.HashData(Bytes(part).WrittenSpan));

    /// <summary>Names in ordinal order, no white space, NFC, Vietnamese as it is written.</summary>
    /// <exception cref="ArgumentException">A number that is not whole: two ways to write it would be two numbers.</exception>
    public static string Canonical(JsonNode part) => Encoding.UTF8.GetString(Bytes(part).WrittenSpan);

    private static ArrayBufferWriter<byte> Bytes(JsonNode part)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Plain)) Write(writer, part);
        return bytes;
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                writer.WriteStartObject();
                foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name.Normalize());
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items) Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValue text when text.GetValueKind() == JsonValueKind.String:
                writer.WriteStringValue(text.GetValue<string>().Normalize());
                break;
            case JsonValue number when number.GetValueKind() == JsonValueKind.Number && !number.ToJsonString().All(sign => char.IsAsciiDigit(sign) || sign == '-'):
                throw new ArgumentException($"{number.ToJsonString()} is not a whole number.", nameof(node));
            case null:
                writer.WriteNullValue();
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
