using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Cms.Previews;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Editorial;

/// <summary>For people without an account who were sent a link. Kept by no cache and no search engine; a link that is over, was taken back or never was looks the same.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Track)]
public sealed class PreviewByLinkModel(PreviewedDocuments previews, StoryPages stories, LiveDocuments documents, PageBodies bodies) : PageModel
{
    private const int LongestToken = 64;

    public PreviewedDocument Preview { get; private set; } = null!;
    public StoryPage? Story { get; private set; }
    public LiveDocument AsLive { get; private set; } = null!;
    public PageBody Body { get; private set; } = PageBody.Empty;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel)
    {
        if (token.Length > LongestToken || await previews.FindAsync(token, cancel) is not { } preview) return NotFound();
        Preview = preview;
        (Response.Headers["X-Robots-Tag"], Response.Headers["Referrer-Policy"]) = ("noindex, nofollow", "no-referrer");
        var (document, content) = (preview.Document, preview.Content);
        if (document.Type is DocumentTypes.Story or DocumentTypes.ProducerStory) Story = await stories.PreviewAsync(document, content, cancel);
        else
        {
            AsLive = new LiveDocument(document.Id, document.Type, document.Slug, document.Language, content.Title, content.Summary,
                await documents.WithSharedAsync(content.Blocks, document.Language, cancel), document.PublishedAt ?? preview.Written, content.Properties);
            Body = await bodies.OfAsync(AsLive.Blocks, cancel, content.Properties["cover"]?["media"]?.ToString());
        }

        return Page();
    }
}
