using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Livestreams;
using Ocop.Market.Web.Caching;

namespace Ocop.Market.Web.Storefront.Livestreams;

[CatalogCached]
public sealed class LivestreamsModel(LivestreamCards livestreams) : PageModel
{
    public const string Path = "/phien-live";

    public IReadOnlyList<LivestreamCard> Coming { get; private set; } = [];
    public IReadOnlyList<LivestreamCard> Again { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        HttpContext.TagCache(CacheTags.Livestreams, CacheTags.Catalogue);
        (Coming, Again) = await livestreams.ReadAsync(cancel);
    }
}
