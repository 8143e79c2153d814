using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Ocop.Market.Ordering.Reviews;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Shared;

/// <summary><c>&lt;marks of="review.Marks" /&gt;</c>: what buyers give. Round and green, and called points: stars belong to decisions (<see cref="StarsTagHelper"/>).</summary>
[HtmlTargetElement("marks", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MarksTagHelper(Words words) : TagHelper
{
    /// <summary>Of one review, or the average of many.</summary>
    public decimal Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var filled = (int)Math.Round(Of, MidpointRounding.AwayFromZero);
        var row = string.Concat(Enumerable.Range(1, Review.Best).Select(mark => mark <= filled ? "<i class=\"is-on\"></i>" : "<i></i>"));
        var number = Of.ToString("0.#", CultureInfo.InvariantCulture).Replace('.', words.Language == "en" ? '.' : ',');
        output.Content.SetHtmlContent($"<span class=\"marks\"><span class=\"marks__row\" aria-hidden=\"true\">{row}</span><b>{number}/{Review.Best} {words["điểm", "points"]}</b></span>");
    }
}
