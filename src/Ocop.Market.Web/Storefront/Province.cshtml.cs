using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront;

[CatalogCached(PageLinks.Field)]
public sealed class ProvinceModel(ProvincePages pages, FairCards fairs, Words words) : PageModel
{
    public ProvincePage Place { get; private set; } = null!;
    public IReadOnlyList<FairCard> Fairs { get; private set; } = [];
    public PageLinks Pages { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string province, CancellationToken cancel)
    {
        if (await pages.FindAsync(province, new ListFilter(HttpContext).Page, words.Language, cancel) is not { } found) return NotFound();
        HttpContext.TagCache(CacheTags.Catalogue, CacheTags.Documents, CacheTags.Fairs, CacheTags.SalesPoints);
        Fairs = await fairs.ComingAtAsync(found.Province.Code, null, cancel);
        (Place, Pages) = (found, new PageLinks(HttpContext, found.Goods.Page, found.Goods.Total, found.Goods.PageSize));
        return Page();
    }

    /// <summary>Communes under their first letter, as a Vietnamese dictionary has it: Đ is a letter of its own.</summary>
    public IEnumerable<IGrouping<string, CommuneCount>> Letters => Place.Communes
        .GroupBy(commune => commune.Name[..1] is "Đ" ? "Đ" : VietnameseText.Fold(commune.Name)[..1].ToUpperInvariant())
        .OrderBy(letter => letter.Key == "Đ" ? "D~" : letter.Key, StringComparer.Ordinal);

    public IReadOnlyList<string> OldNames => [.. Place.OldNames.Where(name => Place.OldNames.Count > 1 || name != Place.Province.Name)];
}
