using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Storefront.Needs;

[CatalogCached]
public sealed class NeedPageModel(NeedCards needs, PlaceDirectory places, CatalogNames names, Words words) : PageModel
{
    public NeedCard Need { get; private set; } = null!;
    public Province? Province => places.Province(Need.ProvinceCode);
    public string? Group { get; private set; }

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancel)
    {
        if (number.Length > 10 || await needs.FindAsync(number, cancel) is not { } found) return NotFound();
        HttpContext.TagCache(ChangeSubject.Need(found.Id));
        Need = found;
        if (found.GroupSlug is { } slug && (await names.ReadAsync(cancel)).Groups.TryGetValue(slug, out var group)) Group = words[group];
        return Page();
    }
}
