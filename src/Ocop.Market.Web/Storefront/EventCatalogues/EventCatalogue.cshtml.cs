using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.EventCatalogues;
using Ocop.Market.Web.Caching;

namespace Ocop.Market.Web.Storefront.EventCatalogues;

/// <summary>What the code on the cover of an event's booklet opens.</summary>
[CatalogCached]
public sealed class EventCatalogueModel(EventCataloguePages pages) : PageModel
{
    public EventCataloguePage Found { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (await pages.FindAsync(slug, cancel) is not { } found) return NotFound();
        HttpContext.TagCache(CacheTags.Of(found.Catalogue.ChangeSubject), CacheTags.Catalogue);
        Found = found;
        return Page();
    }
}
