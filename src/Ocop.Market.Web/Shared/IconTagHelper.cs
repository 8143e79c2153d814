using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ocop.Market.Web.Shared;

/// <summary><c>&lt;icon name="i-search" small /&gt;</c>: a drawing beside words that say the same, hence hidden from readers.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    public string Name { get; set; } = "";
    public bool Small { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Sprites.Use(ViewContext.HttpContext, Name);
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (Name.StartsWith("i-", StringComparison.Ordinal)) output.Attributes.SetAttribute("class", Small ? "icon icon--s" : "icon");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent($"<use href=\"#{Name}\"/>");
    }
}
