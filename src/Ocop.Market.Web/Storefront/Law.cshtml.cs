using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Caching;
using Ocop.Market.Web.Languages;

namespace Ocop.Market.Web.Storefront;

[CatalogCached]
public sealed class LawModel(LiveDocuments documents, PageBodies bodies, TimeProvider clock, Words words) : PageModel
{
    public LiveDocument Law { get; private set; } = null!;
    public PageBody Body { get; private set; } = PageBody.Empty;

    /// <summary>The day on which it was no longer in force; null while it is.</summary>
    public DateOnly? EndedOn => DateOnly.TryParseExact(Law.Properties["until"]?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until) && until <= clock.Today() ? until : null;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (await documents.FindAsync(OwnTypes.Law, slug, words.Language, cancel) is not { } law) return NotFound();
        (Law, Body) = (law, await bodies.OfAsync(law.Blocks, cancel));
        HttpContext.TagCache(Body);
        return Page();
    }
}
