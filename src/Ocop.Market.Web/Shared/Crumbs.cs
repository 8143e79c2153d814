using System.Text.Json.Nodes;

namespace Ocop.Market.Web.Shared;

/// <summary>The way from the front page to this one.</summary>
public sealed record Crumbs(string Here, params IReadOnlyList<(string Name, string Path)> Way)
{
    /// <summary>The same way as BreadcrumbList.</summary>
    /// <param name="market">The front page's address in the visitor's language, without a slash at the end.</param>
    public JsonObject ToJsonLd(string market, string home) => new()
    {
        ["@type"] = "BreadcrumbList",
        ["itemListElement"] = new JsonArray([.. Way.Prepend((home, "")).Select(JsonNode? (step, i) => Step(i + 1, step.Item1, market + step.Item2)), Step(Way.Count + 2, Here, null)]),
    };

    private static JsonObject Step(int position, string name, string? address)
    {
        var step = new JsonObject { ["@type"] = "ListItem", ["position"] = position, ["name"] = name };
        if (address is not null) step["item"] = address;
        return step;
    }
}
