using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Media;

namespace Ocop.Market.Web.Media;

/// <summary>
/// A product's photo in the sizes it has: WebP by srcset, one JPEG for the few browsers without it. Width and height keep the place
/// free while it loads. Cards wait until they are near the screen; the first photo of a product page says eager.
/// </summary>
public sealed class ProductPictureTagHelper(HtmlEncoder html) : TagHelper
{
    private const int Everyday = 800;

    public required ProductPicture Picture { get; set; }

    /// <summary>How wide the photo stands on the page, as in the sizes attribute.</summary>
    public string Sizes { get; set; } = "(min-width: 75rem) 18rem, (min-width: 48rem) 30vw, 45vw";

    public bool Eager { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var srcset = string.Join(", ", Renditions.WidthsUpTo(Picture.Width).Select(width => $"{Renditions.Path(Picture.Key, width, "webp")} {Text(width)}w"));
        var loading = Eager ? "fetchpriority=\"high\"" : "loading=\"lazy\" decoding=\"async\"";
        output.TagName = "picture";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.SetHtmlContent(
            $"<source type=\"image/webp\" srcset=\"{srcset}\" sizes=\"{html.Encode(Sizes)}\">" +
            $"<img class=\"photo\" src=\"{Renditions.Path(Picture.Key, Math.Min(Everyday, Picture.Width), "jpg")}\" " +
            $"width=\"{Text(Picture.Width)}\" height=\"{Text(Picture.Height)}\" alt=\"{html.Encode(Picture.Alt)}\" {loading}>");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
