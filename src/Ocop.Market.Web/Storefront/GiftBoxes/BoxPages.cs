using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront.GiftBoxes;

public static class BoxPages
{
    /// <summary>Everything that these boxes tell: themselves, their parts, whoever makes and packs them.</summary>
    public static void Tag(this HttpContext context, IEnumerable<BoxView> boxes)
    {
        context.TagCache(CacheTags.GiftBoxes);
        foreach (var box in boxes)
        {
            context.TagCache(ChangeSubject.Producer(box.Box.PackerId));
            foreach (var part in box.Parts)
            {
                context.TagCache(ChangeSubject.Product(part.ProductId));
                context.TagCache(ChangeSubject.Producer(part.ProducerId));
            }
        }
    }

    public static PackLook Look(this BoxPartView part) => PackLook.Of(part.GroupSlug, part.SetCode, part.Name);

    public static string Words(this BoxPartView part) => $"{part.Quantity} {GoodsWords.Packing(part.Pack, part.Net)}";
}
