using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront;

/// <summary>"Mỗi xã": one page for each of the 3,321 communes.</summary>
[CatalogCached(PageLinks.Field)]
public sealed class CommuneModel(CommunePages pages, FairCards fairs, Words words) : PageModel
{
    public CommunePage Place { get; private set; } = null!;
    public IReadOnlyList<FairCard> Fairs { get; private set; } = [];
    public PageLinks Pages { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string province, string commune, CancellationToken cancel)
    {
        if (await pages.FindAsync(province, commune, new ListFilter(HttpContext).Page, cancel) is not { } found) return NotFound();
        HttpContext.TagCache(CacheTags.Catalogue, CacheTags.Fairs, CacheTags.SalesPoints);
        Fairs = await fairs.ComingAtAsync(found.Province.Code, found.Commune.Code, cancel);
        (Place, Pages) = (found, new PageLinks(HttpContext, found.Goods.Page, found.Goods.Total, found.Goods.PageSize));
        return Page();
    }

    public string Name => words.Commune(Place.Commune.Name, Place.Commune.Kind);

    /// <summary>"xã Thông Hòa, huyện Cầu Kè, Trà Vinh".</summary>
    public string Old(OldCommune old)
    {
        var unit = $"{Small(old.Type)} {old.Name}";
        var district = old.District is null ? "" : $", {Small(old.DistrictType ?? "")} {old.District}";
        var part = old.IsDivided ? words[" (một phần)", " (part)"] : "";
        return $"{unit}{district}, {old.Province}{part}";
    }

    // "Thị trấn" inside a sentence. The letters that begin a type of unit lower the same way in every culture.
    private static string Small(string type) => type.Length == 0 ? "" : char.ToLowerInvariant(type[0]) + type[1..];
}
