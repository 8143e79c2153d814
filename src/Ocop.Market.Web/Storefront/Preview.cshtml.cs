using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Cms.Previews;

namespace Ocop.Market.Web.Storefront;

/// <summary>For somebody without an account who holds a link. Never kept, never indexed, and no other site learns its address.</summary>
public sealed class PreviewModel(PreviewedDocuments previews) : PageModel
{
    public PreviewedDocument Previewed { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel)
    {
        if (await previews.FindAsync(token, cancel) is not { } found) return NotFound();
        Previewed = found;
        (Response.Headers.CacheControl, Response.Headers["X-Robots-Tag"], Response.Headers["Referrer-Policy"]) = ("no-store", "noindex, nofollow", "no-referrer");
        return Page();
    }
}
