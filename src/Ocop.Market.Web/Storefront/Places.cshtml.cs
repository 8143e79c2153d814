using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Caching;

namespace Ocop.Market.Web.Storefront;

[CatalogCached]
public sealed class PlacesModel(ProvincePages pages) : PageModel
{
    public IReadOnlyList<ProvinceCount> Provinces { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        HttpContext.TagCache(CacheTags.Catalogue);
        Provinces = await pages.AllAsync(cancel);
    }

    public static LocalText NameOf(Region region) => region switch
    {
        Region.North => new("Miền Bắc", "The north"),
        Region.Centre => new("Miền Trung và Tây Nguyên", "The centre and the highlands"),
        Region.South => new("Miền Nam", "The south"),
    };
}
