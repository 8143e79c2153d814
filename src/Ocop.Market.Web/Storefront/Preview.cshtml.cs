using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Cms.Previews;
using Ocop.Market.Cms.Publishing;

namespace Ocop.Market.Web.Storefront;

/// <summary>For somebody without an account who holds a link: the page as it will be. Never kept, never indexed, and no other site learns its address.</summary>
public sealed class PreviewModel(PreviewedDocuments previews, StoryPages stories, LiveDocuments documents, PageBodies bodies) : PageModel
{
    public PreviewedDocument Previewed { get; private set; } = null!;
    public StoryPage? Story { get; private set; }
    public LiveDocument AsLive { get; private set; } = null!;
    public PageBody Body { get; private set; } = PageBody.Empty;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel)
    {
        if (await previews.FindAsync(token, cancel) is not { } found) return NotFound();
        var (document, words) = (found.Document, found.Content);
        if (document.Type is DocumentTypes.Story or DocumentTypes.ProducerStory) Story = await stories.PreviewAsync(document, words, cancel);
        else
        {
            AsLive = new LiveDocument(document.Id, document.Type, document.Slug, document.Language, words.Title, words.Summary, await documents.WithSharedAsync(words.Blocks, document.Language, cancel),
                document.PublishedAt ?? found.Written, words.Properties);
            Body = await bodies.OfAsync(AsLive.Blocks, cancel, words.Properties["cover"]?["media"]?.ToString());
        }

        Previewed = found;
        (Response.Headers.CacheControl, Response.Headers["X-Robots-Tag"], Response.Headers["Referrer-Policy"]) = ("no-store", "noindex, nofollow", "no-referrer");
        return Page();
    }
}
