using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Livestreams;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront;

[CatalogCached(PageLinks.Field)]
public sealed class ProducerModel(ProducerPages pages, LivestreamCards livestreams, Words words) : PageModel
{
    public ProducerPage Producer { get; private set; } = null!;
    public PageLinks Pages { get; private set; } = null!;
    public IReadOnlyList<Livestream> NextLive { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (await pages.FindAsync(slug, new ListFilter(HttpContext).Page, words.Language, cancel) is not { } found) return NotFound();
        HttpContext.TagCache(CacheTags.Catalogue, CacheTags.Documents, CacheTags.Of(ChangeSubject.Livestreams(found.Id)));
        NextLive = await livestreams.NextAsync(found.Id, null, cancel);
        (Producer, Pages) = (found, new PageLinks(HttpContext, found.Goods.Page, found.Goods.Total, found.Goods.PageSize));
        return Page();
    }
}
