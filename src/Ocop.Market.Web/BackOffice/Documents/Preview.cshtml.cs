using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <summary>The page as it will be, from what its writer has typed so far. Shown inside the editor, so it may be framed by our own pages; never kept by anybody.</summary>
[Requires(Act.ReadContent), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PreviewModel(DocumentEditor editor, StoryPages stories, LiveDocuments documents, PageBodies bodies, CurrentPerson current, TimeProvider clock) : PageModel
{
    public DocumentContent Words { get; private set; } = null!;
    public StoryPage? Story { get; private set; }
    public LiveDocument AsLive { get; private set; } = null!;
    public PageBody Body { get; private set; } = PageBody.Empty;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await editor.FindAsync(current.Somebody, id, cancel) is not { } edited) return NotFound();
        var document = edited.Document;
        Words = edited.Type.Tidy(edited.Draft?.Content ?? edited.Content);
        if (document.Type is DocumentTypes.Story or DocumentTypes.ProducerStory) Story = await stories.PreviewAsync(document, Words, cancel);
        else
        {
            AsLive = new LiveDocument(document.Id, document.Type, document.Slug, document.Language, Words.Title, Words.Summary, await documents.WithSharedAsync(Words.Blocks, document.Language, cancel),
                document.PublishedAt ?? clock.UtcNow(), Words.Properties);
            Body = await bodies.OfAsync(AsLive.Blocks, cancel, Words.Properties["cover"]?["media"]?.ToString());
        }

        SecurityHeaders.AllowOwnFrame(Response);
        return Page();
    }
}
