using System.Security.Cryptography;
using System.Text;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Start;

namespace Ocop.Market.Web.Sharing;

/// <summary>
/// The picture that other sites show beside a link to ours. Its address holds the hash of all that is drawn: a new name or place changes
/// the address, so everybody may keep what is behind one for ever. A page needs the address only; the drawing is made when it is asked for.
/// </summary>
/// <param name="Path">Below the language: "/chia-se/san-pham/che-dinh-0123456789abcdef.png".</param>
public sealed record SharedPicture(string Path, string Hash, string Alt, Func<string> Svg)
{
    public const string Products = "san-pham", Producers = "chu-the", Stories = "cau-chuyen", News = "tin-tuc", Campaigns = "qua-tang";

    /// <summary>Raise it when the same words come out as another picture: new art, colours, letters, layout. A test watches over it.</summary>
    public const string Recipe = "ocop-shared-1";

    public static SharedPicture Of(ProductPage product, Words words, SiteOptions site)
    {
        // A name that boasts of recognition would go on boasting when it has lapsed.
        var name = OcopWord.Without(product.Name);
        string[] below = [.. product.Producer.IsNamed ? [product.Producer.Name] : Array.Empty<string>(), words.Place(product.Place)];
        var shown = new SharedWords(product.GroupSlug is null ? null : words[GoodsWords.Stall(product.GroupSlug, product.Group!)], name, below, BrandOf(words, site));
        var look = PackLook.Of(product.GroupSlug, product.SetCode, product.Name);
        return At(Products, product.Slug, $"{name}, {string.Join(", ", below)}", shown, $"{look.Shape} {look.Hue}", () => SharedPictureSvg.OfPack(shown, look, name));
    }

    public static SharedPicture Of(ProducerPage producer, Words words, SiteOptions site)
    {
        var place = words.Place(producer.Place);
        var shown = new SharedWords(producer.Kind == ProducerKind.Unknown ? null : words[producer.Kind.Words()], producer.Name, [place], BrandOf(words, site));
        return At(Producers, producer.Slug, $"{producer.Name}, {place}", shown, "shelf", () => SharedPictureSvg.OfShelf(shown));
    }

    public static SharedPicture Of(StoryCard story, Words words, SiteOptions site)
    {
        var shown = new SharedWords(words["Câu chuyện", "Story"], story.Title, story.Province is null ? [] : [story.Province], BrandOf(words, site));
        return At(Stories, story.Slug, story.Title, shown, story.Scene, () => SharedPictureSvg.OfScene(shown, story.Scene));
    }

    /// <param name="kind"><see cref="News"/> or <see cref="Campaigns"/>.</param>
    public static SharedPicture OfText(string kind, LiveDocument document, Words words, SiteOptions site)
    {
        const string Scene = "scene-cho-phien";
        var shown = new SharedWords(kind == News ? words["Tin tức", "News"] : words["Quà tặng", "Gifts"], document.Title, [], BrandOf(words, site));
        return At(kind, document.Slug, document.Title, shown, Scene, () => SharedPictureSvg.OfScene(shown, Scene));
    }

    private static string BrandOf(Words words, SiteOptions site) => site.Demo ? $"{site.Name} · {words["trình diễn", "demonstration"]}" : site.Name;

    private static SharedPicture At(string kind, string slug, string alt, SharedWords shown, string art, Func<string> svg)
    {
        var drawn = string.Join('\n', [Recipe, kind, art, shown.Kicker ?? "", shown.Name, shown.Brand, .. shown.Below]);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(drawn)).AsSpan(0, 8));
        return new SharedPicture($"/chia-se/{kind}/{slug}-{hash}.png", hash, alt, svg);
    }
}
