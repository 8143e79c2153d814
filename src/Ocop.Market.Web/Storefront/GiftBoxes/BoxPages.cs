using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;
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

    /// <summary>"Chất gây dị ứng: cá, sữa. Chưa khai: Trà sen." What was not stated is told as such: silence would read like "none".</summary>
    public static string Words(this SharedAllergens allergens, Words words)
    {
        var (stated, unstated) = (allergens.Stated.Words(), string.Join(", ", allergens.Unstated));
        return (allergens.Stated, allergens.Unstated.Count) switch
        {
            (Allergens.None, 0) => words[$"Chất gây dị ứng: khai là không có chất nào trong {AllergenWords.All.Count} nhóm.", $"Allergens: none of the {AllergenWords.All.Count} groups, as stated."],
            (Allergens.None, _) => words[$"Chất gây dị ứng, chưa khai: {unstated}.", $"Allergens not stated: {unstated}."],
            (_, 0) => words[$"Chất gây dị ứng: {stated.Vi}.", $"Allergens: {stated.En}."],
            _ => words[$"Chất gây dị ứng: {stated.Vi}. Chưa khai: {unstated}.", $"Allergens: {stated.En}. Not stated: {unstated}."],
        };
    }

    public static string Words(this BoxPartView part) => $"{part.Quantity} {GoodsWords.Packing(part.Pack, part.Net)}";
}
