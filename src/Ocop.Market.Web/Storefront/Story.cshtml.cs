using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Storefront;

[CatalogCached]
public sealed class StoryModel(StoryPages pages, Words words) : PageModel
{
    public StoryPage Story { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (await pages.FindAsync(slug, words.Language, cancel) is not { } found) return NotFound();
        HttpContext.TagCache(found.Body);
        if (found.Product is { } product) HttpContext.TagCache(ChangeSubject.Product(product.Id));
        Story = found;
        return Page();
    }
}
