using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Storefront;

/// <summary>A season of gifts. Its page stays after the end, for those who kept the link; it says so.</summary>
[CatalogCached]
public sealed class CampaignModel(Campaigns campaigns, PageBodies bodies, TimeProvider clock, Words words) : PageModel
{
    public Campaign Campaign { get; private set; } = null!;
    public PageBody Body { get; private set; } = PageBody.Empty;
    public bool IsAhead => clock.Today() < Campaign.First;
    public bool IsOver => clock.Today() > Campaign.Last;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (await campaigns.FindAsync(slug, words.Language, cancel) is not { } campaign) return NotFound();
        (Campaign, Body) = (campaign, await bodies.OfAsync(campaign.Document.Blocks, cancel));
        HttpContext.TagCache(Body);
        return Page();
    }
}
