using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront;

[CatalogCached(ListFilter.Province, PageLinks.Field)]
public sealed class ProducersModel(ProducerCards producers, CatalogNames names) : PageModel
{
    private const int LongestName = 100;

    public string? Name { get; private set; }
    public string? Province { get; private set; }
    public IReadOnlyList<ProvinceName> Provinces { get; private set; } = [];
    public ProducerCardPage Found { get; private set; } = null!;
    public PageLinks Pages { get; private set; } = null!;

    public async Task OnGetAsync(string? ten, string? tinh, CancellationToken cancel)
    {
        HttpContext.TagCache(CacheTags.Catalogue);
        var known = await names.ReadAsync(cancel);
        Provinces = known.Provinces;
        var code = tinh is null ? null : known.CodeOf(tinh);
        (Name, Province) = (string.IsNullOrWhiteSpace(ten) ? null : ten.Length > LongestName ? ten[..LongestName] : ten, code is null ? null : tinh);
        Found = await producers.PageAsync(Name, code, null, new ListFilter(HttpContext).Page, cancel);
        Pages = new PageLinks(HttpContext, Found.Page, Found.Total, Found.PageSize);
    }

    public bool IsFiltered => Name is not null || Province is not null;
}
