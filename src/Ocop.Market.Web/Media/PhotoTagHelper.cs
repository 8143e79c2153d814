using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Media;

/// <summary>
/// <c>&lt;photo picture="…" sizes="…" /&gt;</c>: a photo of the library, whole, in the formats it has. Behind it lies itself, twenty pixels wide,
/// as a picture of its own: the policy refuses styles in attributes, so it cannot be a background. A page that is cached is made anew when the item changes.
/// </summary>
public sealed class PhotoTagHelper(HtmlEncoder html, Words words) : TagHelper
{
    private const int Everyday = 640;

    public required LibraryPicture Picture { get; set; }

    /// <summary>How wide the photo stands on the page, as in the sizes attribute.</summary>
    public string Sizes { get; set; } = "(min-width: 48rem) 42rem, 100vw";

    /// <summary>In place of the library's words; empty for a picture that only decorates.</summary>
    public string? Alt { get; set; }

    public bool Eager { get; set; }

    /// <summary>Fills whatever room the page gives it, cut around the focal point.</summary>
    public bool Fills { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext? ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ViewContext?.HttpContext.TagCache(ChangeSubject.Media(Picture.Id));
        var widths = PhotoSizes.WidthsOf(Picture.Width);
        var (width, height) = (widths[^1], PhotoSizes.HeightOf(widths[^1], Picture.Width, Picture.Height));
        var look = Fills ? $" photo--fills focus-x{Tenth(Picture.Focus.X)} focus-y{Tenth(Picture.Focus.Y)}" : "";
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<img class=\"photo__far{look}\" src=\"{Picture.Placeholder}\" width=\"{width}\" height=\"{height}\" alt=\"\" aria-hidden=\"true\"><picture>");
        if (Picture.HasAvif) page.Append(Source(widths, PhotoSizes.LaterEnding));
        page.Append(Source(widths, "webp"));
        var loading = Eager ? "fetchpriority=\"high\"" : "loading=\"lazy\" decoding=\"async\"";
        page.Append(CultureInfo.InvariantCulture, $"<img class=\"photo__near{look}\" src=\"{Renditions.Path(Picture.Key, Math.Min(Everyday, width), "jpg")}\" srcset=\"{Set(widths, "jpg")}\" sizes=\"{html.Encode(Sizes)}\" ")
            .Append(CultureInfo.InvariantCulture, $"width=\"{width}\" height=\"{height}\" alt=\"{html.Encode(Alt ?? Told())}\" {loading}></picture>");
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "photo-frame");
        output.Content.SetHtmlContent(page.ToString());
    }

    private string Told() => words.Language == "en" && Picture.Alt.En.Length > 0 ? Picture.Alt.En : Picture.Alt.Vi;

    private string Source(IReadOnlyList<int> widths, string ending) => $"<source type=\"{MediaTypes.Of("." + ending)}\" srcset=\"{Set(widths, ending)}\" sizes=\"{html.Encode(Sizes)}\">";

    private string Set(IReadOnlyList<int> widths, string ending) =>
        string.Join(", ", widths.Select(width => FormattableString.Invariant($"{Renditions.Path(Picture.Key, width, ending)} {width}w")));

    private static int Tenth(double part) => (int)Math.Round(part * 10);
}
