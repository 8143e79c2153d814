using System.Text.Json;

namespace Ocop.Market.Ordering.Payments.Stripe;

/// <summary>
/// An object as Stripe sent it. Members and enum values come and go without a new version, so nothing is bound to a type: what is missing, or
/// of another kind than expected, reads as null.
/// </summary>
public readonly record struct StripeObject(JsonElement Json)
{
    private const long LastSecond = 253_402_300_799;

    public static StripeObject? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? new StripeObject(document.RootElement.Clone()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string? Text(string name) => Member(name, JsonValueKind.String) is { } member ? TextOf(member) : null;

    public long? Number(string name) => Member(name, JsonValueKind.Number) is { } member && member.TryGetInt64(out var number) ? number : null;

    public bool? Truth(string name) => Member(name, JsonValueKind.True) is not null ? true : Member(name, JsonValueKind.False) is not null ? false : null;

    public StripeObject? Part(string name) => Member(name, JsonValueKind.Object) is { } member ? new StripeObject(member) : null;

    /// <summary>Of another object, which stands there as its id or, expanded, as a whole.</summary>
    public string? Id(string name) => Text(name) ?? Part(name)?.Text("id");

    public DateTime? Time(string name) => Number(name) is { } second and >= 0 and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(second).UtcDateTime : null;

    public IReadOnlyList<StripeObject> Items(string name) =>
        Member(name, JsonValueKind.Array) is { } member ? [.. member.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(item => new StripeObject(item))] : [];

    private JsonElement? Member(string name, JsonValueKind kind) => Json.TryGetProperty(name, out var member) && member.ValueKind == kind ? member : null;

    // Half of a surrogate pair is JSON, but not text.
    private static string? TextOf(JsonElement member)
    {
        try
        {
            return member.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
