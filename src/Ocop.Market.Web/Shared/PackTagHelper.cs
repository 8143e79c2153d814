using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ocop.Market.Web.Shared;

/// <summary>The drawn pack of a product without a photo. Its name stands beside it in words, so the drawing is hidden from readers.</summary>
[HtmlTargetElement("pack", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PackTagHelper(HtmlEncoder html) : TagHelper
{
    private const int LongestLabel = 45;

    public PackLook Look { get; set; }

    /// <summary>What the label says; without it the pack stands unlabelled.</summary>
    public string? Label { get; set; }
    public string? Place { get; set; }

    /// <summary>Without ground: for shelves and tiles.</summary>
    public bool Bare { get; set; }

    /// <summary>From how many letters on the label is written smaller; a flower pot has room for few.</summary>
    private int LongLabel => Look.Shape == "bonsai" ? 18 : 28;

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var symbol = $"pack-{Look.Shape}";
        Sprites.Use(ViewContext.HttpContext, symbol);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Bare ? "pack pack--bare" : "pack");
        output.Attributes.SetAttribute("data-shape", Look.Shape);
        output.Attributes.SetAttribute("data-g", Look.Hue);
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.AppendHtml($"<svg><use href=\"#{symbol}\"/></svg>");
        if (Label is not null) AddLabel(output, ShortName.Of(Label, LongestLabel));
    }

    private void AddLabel(TagHelperOutput output, ShortName label)
    {
        if (label.Shown.Length > LongLabel) output.Attributes.SetAttribute(new TagHelperAttribute("data-long"));
        output.Content.AppendHtml($"<span class=\"pack__label\">{html.Encode(label.Shown)}");
        if (Place is not null) output.Content.AppendHtml($"<small>{html.Encode(Place)}</small>");
        output.Content.AppendHtml("</span>");
    }
}
