using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront;

[CatalogCached(PageLinks.Field)]
public sealed class StoriesModel(StoryCards stories, Words words) : PageModel
{
    private const int PageSize = 24;

    public IReadOnlyList<StoryCard> Stories { get; private set; } = [];
    public int PageNumber { get; private set; } = 1;
    public bool HasOlder { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        HttpContext.TagCache(CacheTags.Documents);
        PageNumber = new ListFilter(HttpContext).Page;
        var found = await stories.NewestAsync(words.Language, (PageNumber - 1) * PageSize, PageSize + 1, cancel);
        (Stories, HasOlder) = ([.. found.Take(PageSize)], found.Count > PageSize);
    }
}
