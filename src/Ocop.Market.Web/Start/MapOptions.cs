using System.ComponentModel.DataAnnotations;

namespace Ocop.Market.Web.Start;

/// <summary>Configuration section "Map". Without tiles the map shows our own drawing of Việt Nam, which can be enlarged too.</summary>
public sealed class MapOptions : IValidatableObject
{
    /// <summary>"https://tiles.example/{z}/{x}/{y}.png". Whoever runs those tiles sees which part of the country a visitor looks at.</summary>
    public string? TileUrl { get; init => field = string.IsNullOrWhiteSpace(value) ? null : value.Trim(); }

    /// <summary>What the maker of the tiles asks to be named as: words, not markup.</summary>
    public string? Attribution { get; init; }

    /// <summary>For the content policy: the one host that tiles may come from, "{s}" being any of its names.</summary>
    public string? TileHost => TileUrl is { } url && Uri.TryCreate(Sample(url), UriKind.Absolute, out var address)
        ? $"{address.Scheme}://{(url.Contains("//{s}.", StringComparison.Ordinal) ? "*" + address.Authority[1..] : address.Authority)}" : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (TileUrl is null) yield break;
        if (!Uri.TryCreate(Sample(TileUrl), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || !new[] { "{z}", "{x}", "{y}" }.All(part => TileUrl.Contains(part, StringComparison.Ordinal)))
            yield return new ValidationResult($"Map:TileUrl must be an address with {{z}}, {{x}} and {{y}}, such as https://tiles.example/{{z}}/{{x}}/{{y}}.png; it is \"{TileUrl}\".");
        if (string.IsNullOrWhiteSpace(Attribution)) yield return new ValidationResult("Map:Attribution is empty: whoever makes the tiles must be named on the map.");
    }

    private static string Sample(string url) => url.Replace("{s}", "a", StringComparison.Ordinal).Replace("{z}", "1", StringComparison.Ordinal).Replace("{x}", "1", StringComparison.Ordinal).Replace("{y}", "1", StringComparison.Ordinal);
}
