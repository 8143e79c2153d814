using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Storefront.GiftBoxes;

namespace Ocop.Market.Web.Storefront;

[CatalogCached]
public sealed class CampaignsModel(Campaigns campaigns, BoxShelf shelf, Words words) : PageModel
{
    public IReadOnlyList<Campaign> Running { get; private set; } = [];
    public IReadOnlyList<Campaign> Coming { get; private set; } = [];

    public IReadOnlyList<BoxView> Boxes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Boxes = await shelf.OnSaleAsync(cancel);
        HttpContext.Tag(Boxes);
        HttpContext.TagCache(CacheTags.Documents);
        (Running, Coming) = (await campaigns.RunningAsync(words.Language, cancel), await campaigns.ComingAsync(words.Language, cancel));
    }
}
