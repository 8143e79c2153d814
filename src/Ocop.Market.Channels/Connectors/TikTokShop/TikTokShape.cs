using System.Globalization;
using System.Text.Json;

namespace Ocop.Market.Channels.Connectors.TikTokShop;

/// <summary>Reading what TikTok Shop writes: numbers come as numbers or as text, money as text, times as Unix seconds. A wrong shape throws what <see cref="PlatformClient"/> expects of one.</summary>
internal static class TikTokShape
{
    public static string Text(this JsonElement from, string name) => from.TextOrNull(name) ?? throw new KeyNotFoundException($"No {name}.");

    public static string? TextOrNull(this JsonElement from, string name)
    {
        var part = from.Part(name);
        return part.ValueKind switch { JsonValueKind.String => part.GetString(), JsonValueKind.Number => part.GetRawText(), _ => null };
    }

    /// <summary>Undefined where there is none.</summary>
    public static JsonElement Part(this JsonElement from, string name) => from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var part) ? part : default;

    public static IEnumerable<JsonElement> List(this JsonElement from, string name) => from.Part(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static bool IsTrue(this JsonElement from, string name) => from.Part(name).ValueKind == JsonValueKind.True;

    public static long Number(this JsonElement from, string name) => long.TryParse(from.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"{name} is no number.");

    public static DateTime Time(this JsonElement from, string name) => from.Number(name) is var seconds and >= 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime : throw new FormatException($"{name} is no time.");

    /// <summary>Whole đồng; other countries have cents, so the text may have a point.</summary>
    public static long? Dong(this JsonElement from, string name) => from.TextOrNull(name) is not { Length: > 0 } text ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount < long.MaxValue ? (long)decimal.Round(amount)
        : throw new FormatException($"{name} is no amount.");

    /// <summary>Where their last page has an empty token.</summary>
    public static string? Next(this JsonElement data) => data.TextOrNull("next_page_token") is { Length: > 0 } token ? token : null;

    public static long Seconds(DateTime at) => new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)).ToUnixTimeSeconds();

    public static ObservedState ListingState(string status) => status switch
    {
        "PENDING" => ObservedState.InReview,
        "ACTIVATE" => ObservedState.Live,
        // A draft stands there and nobody sees it.
        "SELLER_DEACTIVATED" or "DRAFT" => ObservedState.Hidden,
        "FAILED" => ObservedState.Rejected,
        "PLATFORM_DEACTIVATED" or "FREEZE" => ObservedState.Suspended,
        "DELETED" => ObservedState.Removed,
        _ => throw new FormatException($"A listing cannot be {status}."),
    };

    public static OutsideOrderState OrderState(string status) => status switch
    {
        // On hold: for an hour the buyer may still walk away, and nothing may be sent.
        "UNPAID" or "ON_HOLD" => OutsideOrderState.Unpaid,
        "AWAITING_SHIPMENT" or "PARTIALLY_SHIPPING" => OutsideOrderState.ToShip,
        // The seller's part is done as soon as the parcel waits for the carrier.
        "AWAITING_COLLECTION" or "IN_TRANSIT" => OutsideOrderState.Shipped,
        "DELIVERED" or "COMPLETED" => OutsideOrderState.Delivered,
        "CANCELLED" => OutsideOrderState.Cancelled,
        _ => throw new FormatException($"An order cannot be {status}."),
    };
}
