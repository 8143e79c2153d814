using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Web.Caching;

namespace Ocop.Market.Web.Storefront.Fairs;

[CatalogCached(ProvinceField)]
public sealed class FairsModel(FairCards fairs, PlaceDirectory places) : PageModel
{
    public const string Path = "/hoi-cho", ProvinceField = ListFilter.Province;

    public Province? Province { get; private set; }
    public IReadOnlyList<Province> Provinces => places.Provinces;
    public FairCalendarPage Found { get; private set; } = null!;

    public async Task OnGetAsync(string? tinh, CancellationToken cancel)
    {
        HttpContext.TagCache(CacheTags.Fairs);
        Province = places.Provinces.FirstOrDefault(province => province.Slug == tinh);
        Found = await fairs.AllAsync(Province?.Code, cancel);
    }
}
