using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Storefront;

/// <summary>About, help and legal pages: documents of the editorial engine under addresses of their own.</summary>
[CatalogCached]
public sealed class DocModel(LiveDocuments documents, PageBodies bodies, Words words) : PageModel
{
    public static readonly IReadOnlyList<string> Slugs = ["gioi-thieu", "huong-dan", "doi-tra", "quyen-rieng-tu", "dieu-khoan"];

    public LiveDocument Document { get; private set; } = null!;
    public PageBody Body { get; private set; } = PageBody.Empty;
    public IReadOnlyList<LiveDocument> All { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var slug = Request.Path.Value!.Trim('/');
        if (await documents.FindAsync(DocumentTypes.Page, slug, words.Language, cancel) is not { } document) return NotFound();
        var all = await documents.OfSlugsAsync(DocumentTypes.Page, Slugs, words.Language, cancel);
        (Document, All) = (document, [.. Slugs.Select(known => all.FirstOrDefault(page => page.Slug == known)).OfType<LiveDocument>()]);
        Body = await bodies.OfAsync(document.Blocks, cancel);
        HttpContext.TagCache(Body);
        return Page();
    }
}
