using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Ocop.Market.Catalog.Products;

namespace Ocop.Market.Web.Shared;

/// <param name="IsHollow">A place where something is missing.</param>
public sealed record MapDot(SpotOnMap Spot, bool IsHollow = false);

/// <summary>
/// The dotted map with a province lit and a pin in it. Always the whole country: Hoàng Sa and Trường Sa are part of the drawing.
/// </summary>
[HtmlTargetElement("vietnam-map", TagStructure = TagStructure.WithoutEndTag)]
public sealed class VietnamMapTagHelper(HtmlEncoder html) : TagHelper
{
    public string Label { get; set; } = "";

    /// <summary>Slug of the lit province.</summary>
    public string? Province { get; set; }
    public SpotOnMap? Spot { get; set; }

    /// <summary>What stands beside the pin.</summary>
    public string? PinName { get; set; }
    public bool Small { get; set; }

    /// <summary>Things all over the country, drawn in their order; beside the map they stand in a list.</summary>
    public IReadOnlyList<MapDot> Dots { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Small ? "map map--s" : "map");
        output.Attributes.SetAttribute("viewBox", "0 0 430 512");
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", Label);
        output.Content.AppendHtml(Province is null ? Sprites.Map
            : Sprites.Map.Replace($"class=\"map__p\" data-p=\"{Province}\"", $"class=\"map__p is-here\" data-p=\"{Province}\"", StringComparison.Ordinal));
        if (Dots.Count > 0) output.Content.AppendHtml(DotsOf(Dots));
        if (Spot is not null) output.Content.AppendHtml(Pin(Spot));
    }

    // The drawing's own projection: it fits the 34 provinces' centres within a tenth of a dot. assets/js/map.js knows it too.
    private static (double X, double Y) Projected(SpotOnMap spot) => (28.832 * spot.Longitude - 2926.83, 721.99 - 30 * spot.Latitude);

    private static string DotsOf(IReadOnlyList<MapDot> dots) => "<g class=\"map__dots\">" + string.Concat(dots.Select(dot =>
    {
        var (x, y) = Projected(dot.Spot);
        return string.Create(CultureInfo.InvariantCulture, $"<circle{(dot.IsHollow ? " class=\"is-hollow\"" : "")} cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{(dot.IsHollow ? 2.5 : 4)}\"/>");
    })) + "</g>";

    private string Pin(SpotOnMap spot)
    {
        var (x, y) = Projected(spot);
        var pin = string.Create(CultureInfo.InvariantCulture, $"<circle class=\"pin\" cx=\"{x:0}\" cy=\"{y:0}\" r=\"13\"/><circle class=\"pin-dot\" cx=\"{x:0}\" cy=\"{y:0}\" r=\"4.5\"/>");
        var lower = IsBesideIsles(y) ? 35 : 5;
        return PinName is null ? pin : pin + string.Create(CultureInfo.InvariantCulture, $"<text class=\"pin-name\" x=\"{x + 21:0}\" y=\"{y + lower:0}\">{html.Encode(PinName)}</text>");
    }

    // At these heights the names of Hoàng Sa and Trường Sa stand to the right; the pin's own name goes below them.
    private static bool IsBesideIsles(double y) => y is (> 240 and < 285) or (> 335 and < 395);
}
