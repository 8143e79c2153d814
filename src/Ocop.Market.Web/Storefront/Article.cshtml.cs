using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Storefront;

[CatalogCached]
public sealed class ArticleModel(LiveDocuments documents, PageBodies bodies, Words words) : PageModel
{
    public LiveDocument Article { get; private set; } = null!;
    public PageBody Body { get; private set; } = PageBody.Empty;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (await documents.FindAsync(OwnTypes.Article, slug, words.Language, cancel) is not { } article) return NotFound();
        (Article, Body) = (article, await bodies.OfAsync(article.Blocks, cancel, article.Properties["cover"]?["media"]?.ToString()));
        HttpContext.TagCache(Body);
        return Page();
    }
}
