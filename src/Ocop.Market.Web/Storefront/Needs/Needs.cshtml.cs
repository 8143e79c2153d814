using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Needs;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront.Needs;

/// <summary>What buyers look for now. Who they are is on no page of the public.</summary>
[CatalogCached(ProvinceField, GroupField, PageLinks.Field)]
public sealed class NeedsModel(NeedCards needs, PlaceDirectory places, CatalogNames names, Words words) : PageModel
{
    public const string Path = "/can-hang", ProvinceField = ListFilter.Province, GroupField = "nhom";

    public Province? Province { get; private set; }
    public string? Group { get; private set; }
    public IReadOnlyList<Province> Provinces => places.Provinces;
    public IReadOnlyDictionary<string, string> Groups { get; private set; } = new Dictionary<string, string>();
    public ListPage<NeedCard> Found { get; private set; } = null!;
    public PageLinks Pages => new(HttpContext, Found.Page, Found.Total, Found.Size);

    public async Task OnGetAsync(string? tinh, string? nhom, int? trang, CancellationToken cancel)
    {
        HttpContext.TagCache(CacheTags.Needs);
        Groups = (await names.ReadAsync(cancel)).Groups.ToDictionary(group => group.Key, group => words[group.Value]);
        Province = places.Provinces.FirstOrDefault(province => province.Slug == tinh);
        Group = nhom is not null && Groups.ContainsKey(nhom) ? nhom : null;
        Found = await needs.PageAsync(Province?.Code, Group, trang ?? 1, cancel);
    }

    public string ProvinceOf(NeedCard need) => places.Province(need.ProvinceCode)?.Name ?? need.ProvinceCode;
}
