using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;

namespace Ocop.Market.Doubles.Lazada;

/// <summary>How Lazada signs, and how it reads what it is sent.</summary>
public static class LazadaWire
{
    private static ReadOnlySpan<byte> PngMark => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="path">Without /rest.</param>
    /// <param name="fields">Of query and form, decoded. Neither files nor the signature itself nor what is empty.</param>
    public static string Sign(string secret, string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var pool = fields.Where(field => field.Key is not "sign" && field.Value is not "").ToList();
        pool.Sort((one, other) => string.CompareOrdinal(one.Key, other.Key));
        return Convert.ToHexString(Digest(secret, path + string.Concat(pool.Select(field => field.Key + field.Value))));
    }

    public static string SignPush(string secret, string appKey, string body) => Convert.ToHexStringLower(Digest(secret, appKey + body));

    /// <summary>JSON or XML, the same either way; elements of one name are a list. Null: neither.</summary>
    public static JsonObject? Payload(string text)
    {
        try
        {
            if (!text.TrimStart().StartsWith('<')) return JsonNode.Parse(text) as JsonObject;
            var root = XElement.Parse(text);
            return new JsonObject { [root.Name.LocalName] = Json(root) };
        }
        catch (Exception failure) when (failure is JsonException or XmlException)
        {
            return null;
        }
    }

    /// <summary>What kind of picture and how large; null where it is neither JPEG nor PNG.</summary>
    public static (string Ending, int Width, int Height)? Picture(ReadOnlySpan<byte> file)
    {
        if (file.Length > 24 && file[..8].SequenceEqual(PngMark))
            return ("png", BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]));
        if (file.Length < 4 || file[0] != 0xFF || file[1] != 0xD8) return null;
        // From marker to marker until the frame says its size.
        for (var at = 2; at + 9 < file.Length && file[at] == 0xFF; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]))
            if (file[at + 1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return ("jpg", BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
        return null;
    }

    private static byte[] Digest(string secret, string text) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text));

    private static JsonNode Json(XElement element)
    {
        if (!element.HasElements) return JsonValue.Create(element.Value);
        var json = new JsonObject();
        foreach (var children in element.Elements().GroupBy(child => child.Name.LocalName)) json[children.Key] = children.Count() == 1 ? Json(children.Single()) : new JsonArray([.. children.Select(Json)]);
        return json;
    }
}
