using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront;

[CatalogCached(PageLinks.Field)]
public sealed class NewsModel(LiveDocuments documents, Words words) : PageModel
{
    private const int PageSize = 12;

    public IReadOnlyList<LiveDocument> Articles { get; private set; } = [];
    public int PageNumber { get; private set; } = 1;
    public bool HasOlder { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        HttpContext.TagCache(CacheTags.Documents);
        PageNumber = new ListFilter(HttpContext).Page;
        var found = await documents.NewestAsync(OwnTypes.Article, words.Language, (PageNumber - 1) * PageSize, PageSize + 1, cancel);
        (Articles, HasOlder) = ([.. found.Take(PageSize)], found.Count > PageSize);
    }
}
