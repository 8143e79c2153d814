using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront.GiftBoxes;

/// <summary>One gift box: what lies in it, what each part is recognised for today, what it costs beside buying one by one.</summary>
[CatalogCached]
public sealed class GiftBoxPageModel(BoxShelf shelf) : PageModel
{
    public const string Path = "/hop-qua";

    public BoxView Found { get; private set; } = null!;

    /// <summary>Where the parts come from, each place once.</summary>
    public IReadOnlyList<(string Province, string Goods)> Places => [.. Found.Parts.Where(part => part.Province is not null).GroupBy(part => part.Province!).Select(same => (same.Key, string.Join(", ", same.Select(part => part.Name))))];

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (await shelf.FindAsync(slug, cancel) is not { } found) return NotFound();
        Found = found;
        HttpContext.Tag([found]);
        return Page();
    }
}

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
