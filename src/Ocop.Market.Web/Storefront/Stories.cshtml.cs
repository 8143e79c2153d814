using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Storefront;

[CatalogCached]
public sealed class StoriesModel(StoryCards stories, Words words) : PageModel
{
    public IReadOnlyList<StoryCard> Stories { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        HttpContext.TagCache(CacheTags.Documents);
        Stories = await stories.AllAsync(words.Language, cancel);
    }
}
