using System.Net;
using System.Text.Json;

namespace Ocop.Market.Ordering.Payments;

/// <summary>What gateways send, as flat names and texts. Text that can be understood in two ways (a name twice) is not understood at all: null.</summary>
public static class GatewayText
{
    /// <summary>Far more than any of them sends.</summary>
    private const int Longest = 32_768;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <param name="query">With or without its question mark.</param>
    public static IReadOnlyDictionary<string, string>? ReadQuery(string query)
    {
        if (query.Length > Longest) return null;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = sign < 0 ? (pair, "") : (pair[..sign], pair[(sign + 1)..]);
            if (!fields.TryAdd(WebUtility.UrlDecode(name), WebUtility.UrlDecode(value))) return null;
        }

        return fields;
    }

    /// <returns>Texts as they are, numbers in their own digits (never as a floating point number), lists and objects as JSON, null as "".</returns>
    public static IReadOnlyDictionary<string, string>? ReadJson(string body) =>
        Read(body, root => root.ValueKind == JsonValueKind.Object ? Flat(root) : null);

    /// <summary>The objects in a list; nothing where it is none.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> ReadJsonList(string list) =>
        Read(list, root => root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).Select(Flat).ToList() : null) ?? [];

    private static T? Read<T>(string json, Func<JsonElement, T?> read) where T : class
    {
        if (json.Length > Longest) return null;
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return read(document.RootElement);
        }
        // Half a surrogate pair, raw or escaped, is no JsonException.
        catch (Exception failure) when (failure is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IReadOnlyDictionary<string, string> Flat(JsonElement element) =>
        element.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.ValueKind switch
        {
            JsonValueKind.String => field.Value.GetString()!,
            JsonValueKind.Null => "",
            _ => field.Value.GetRawText(),
        }, StringComparer.Ordinal);
}
