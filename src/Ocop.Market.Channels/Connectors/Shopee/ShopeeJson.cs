using System.Globalization;
using System.Text.Json;

namespace Ocop.Market.Channels.Connectors.Shopee;

/// <summary>Reading Shopee's answers: numbers come as numbers or as text, what is missing may be null or absent.</summary>
internal static class ShopeeJson
{
    /// <returns>Null where there is none. Numbers as they are written.</returns>
    public static string? Text(this JsonElement element, string name) => element.Of(name) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>What every answer of this kind has.</summary>
    public static string Id(this JsonElement element, string name) => element.Text(name) is { Length: > 0 } text ? text : throw new FormatException($"No {name}.");

    public static decimal? Decimal(this JsonElement element, string name) => decimal.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static int Whole(this JsonElement element, string name) => (int)(element.Decimal(name) ?? throw new FormatException($"No {name}."));

    public static bool Flag(this JsonElement element, string name) => element.Of(name) is { ValueKind: JsonValueKind.True };

    public static DateTime Moment(this JsonElement element, string name) => DateTimeOffset.FromUnixTimeSeconds((long)(element.Decimal(name) ?? throw new FormatException($"No {name}."))).UtcDateTime;

    /// <returns>Nothing where there is no list.</returns>
    public static IEnumerable<JsonElement> List(this JsonElement element, string name) => element.Of(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static JsonElement? Of(this JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
