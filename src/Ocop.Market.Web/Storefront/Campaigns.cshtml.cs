using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Storefront;

[CatalogCached]
public sealed class CampaignsModel(Campaigns campaigns, Words words) : PageModel
{
    public IReadOnlyList<Campaign> Running { get; private set; } = [];
    public IReadOnlyList<Campaign> Coming { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        HttpContext.TagCache(CacheTags.Documents);
        (Running, Coming) = (await campaigns.RunningAsync(words.Language, cancel), await campaigns.ComingAsync(words.Language, cancel));
    }
}
