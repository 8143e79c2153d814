using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Storefront;

[CatalogCached]
public sealed class HomeModel(FrontPages pages, Words words) : PageModel
{
    public FrontPage Front { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        HttpContext.TagCache(CacheTags.Catalogue, CacheTags.Documents);
        Front = await pages.ReadAsync(words.Language, cancel);
    }
}
