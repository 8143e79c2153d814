using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Shared;

/// <summary>
/// <c>&lt;stars of="card.Stars" /&gt;</c>: stars, their number in words and the year. It takes nothing but <see cref="ShownStars"/>,
/// which can only come from a decision valid today; null writes nothing. The marks around them tell a device that keeps the page
/// how long they may be shown; wwwroot/service-worker.js takes them away afterwards.
/// </summary>
[HtmlTargetElement("stars", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StarsTagHelper(Words words) : TagHelper
{
    public ShownStars? Of { get; set; }

    /// <summary>Where the certificate is.</summary>
    public string? Href { get; set; }
    public bool Large { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (Of is not { } stars) return;

        var count = stars.Count.ToString(CultureInfo.InvariantCulture);
        var year = stars.Year.ToString(CultureInfo.InvariantCulture);
        var row = Row(ViewContext.HttpContext, stars.Count);
        var demo = stars.IsDemo ? $" <span class=\"demo-tag\">{words["minh hoạ", "made up"]}</span>" : "";
        var look = Large ? "stars stars--l" : "stars";
        var inner = $"{row}<b>{words[$"{count} sao", $"{count} stars"]}</b> <span class=\"year\">{(stars.IsDemo ? "" : $"<span>{words["năm", "in"]} </span>")}{year}</span>{demo}";
        var shown = Href is null ? $"<span class=\"{look}\">{inner}</span>" : $"<a class=\"{look}\" href=\"{Href}\">{inner}</a>";
        output.Content.SetHtmlContent($"<!--stars {stars.LastDay:O}-->{shown}<!--/stars-->");
    }

    /// <summary>The drawn slices alone, for explaining what they mean.</summary>
    internal static string Row(HttpContext context, int count)
    {
        Sprites.Use(context, "star");
        return "<span class=\"stars__row\" aria-hidden=\"true\">" + string.Concat(Enumerable.Repeat("<svg><use href=\"#star\"/></svg>", count)) + "</span>";
    }
}
