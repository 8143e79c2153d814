using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ocop.Market.Web.Shared;

/// <summary>Writes the symbols that this page has used, each once. Stands at the end of the body, after everything that may use one.</summary>
[HtmlTargetElement("sprites", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SpritesTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "defs");
        output.Attributes.SetAttribute("aria-hidden", "true");
        foreach (var name in Sprites.On(ViewContext.HttpContext))
            output.Content.AppendHtml(Sprites.Symbol(name));
    }
}
