using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Web.Caching;

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
