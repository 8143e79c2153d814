using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ocop.Market.Doubles.Bank;

/// <summary>How the notifiers' own programs write JSON.</summary>
internal static class Spelling
{
    public static readonly JsonSerializerOptions Node = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Names ascending at every depth.</summary>
    public static string Sorted(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject members => "{" + string.Join(',', members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{Text(member.Key)}:{Sorted(member.Value)}")) + "}",
        JsonArray items => "[" + string.Join(',', items.Select(Sorted)) + "]",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Text(value.GetValue<string>()),
        _ => node.ToJsonString(Node),
    };

    public static string AsPhp(string json) =>
        Regex.Replace(json.Replace("/", @"\/", StringComparison.Ordinal), @"[^\x00-\x7F]", letter => "\\u" + ((int)letter.Value[0]).ToString("x4", CultureInfo.InvariantCulture));

    // The serializer escapes whatever stands beyond the first plane, Node does not.
    private static string Text(string words) => "\"" + Regex.Replace(words, "[\"\\\\\x00-\x1F]", letter => letter.Value switch
    {
        "\"" or "\\" => "\\" + letter.Value,
        "\b" => "\\b",
        "\f" => "\\f",
        "\n" => "\\n",
        "\r" => "\\r",
        "\t" => "\\t",
        var control => "\\u" + ((int)control[0]).ToString("x4", CultureInfo.InvariantCulture),
    }) + "\"";
}
