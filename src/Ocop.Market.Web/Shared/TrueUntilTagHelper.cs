using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ocop.Market.Web.Shared;

/// <summary>
/// <c>&lt;true-until day="today"&gt;</c>: what is inside is true up to that day. A device that keeps the page drops it afterwards
/// (wwwroot/service-worker.js). Null marks nothing; none lies inside another.
/// </summary>
[HtmlTargetElement("true-until")]
public sealed class TrueUntilTagHelper : TagHelper
{
    public DateOnly? Day { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (Day is not { } day) return;

        output.PreContent.SetHtmlContent($"<!--until {day:O}-->");
        output.PostContent.SetHtmlContent("<!--/until-->");
    }
}
