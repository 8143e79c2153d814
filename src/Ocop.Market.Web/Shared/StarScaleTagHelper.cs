using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Shared;

/// <summary><c>&lt;star-scale level="3" /&gt;</c>: a grade as such, for explaining and for filters; it says nothing of any product.</summary>
[HtmlTargetElement("star-scale", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StarScaleTagHelper(Words words) : TagHelper
{
    public int Level { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "stars");
        output.Content.SetHtmlContent($"{StarsTagHelper.Row(ViewContext.HttpContext, Level)}<b>{Level} {words["sao", "stars"]}</b>");
    }
}
