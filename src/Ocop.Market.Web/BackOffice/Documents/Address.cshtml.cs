using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Previews;
using Ocop.Market.Cms.Redirects;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <summary>Where a document lives and who leans on it.</summary>
[Requires(Act.OpenDesk)]
public sealed class AddressModel(
    DocumentEditor editor, WhereUsed whereUsed, OpenPreviewLinks previews, ChangeSlug change, MoveDocument move, NamedReferences references, MakePreviewLink lend, RevokePreviewLink takeBack, CurrentPerson current) : PageModel
{
    public EditedDocument Edited { get; private set; } = null!;
    public IReadOnlyList<Use> Uses { get; private set; } = [];
    public IReadOnlyList<PreviewLink> Previews { get; private set; } = [];

    /// <summary>Just made; its address is told this once.</summary>
    public MadePreviewLink? Made { get; private set; }
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];
    public string? Slug { get; private set; }
    public IReadOnlyDictionary<Reference, ReferenceChoice> Parent { get; private set; } = new Dictionary<Reference, ReferenceChoice>();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await editor.FindAsync(current.Somebody, id, cancel) is not { } edited) return NotFound();
        (Edited, Uses, Previews) = (edited, await whereUsed.OfAsync(current.Somebody, Reference.Document(id), cancel), await previews.OfAsync(id, cancel));
        if (edited.Document.ParentId is { } parent && references.Of(Reference.DocumentKind) is { } source)
            Parent = (await source.ResolveAsync([parent.ToString()], edited.Document.Language, cancel)).ToDictionary(choice => Reference.Document(parent));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, string? slug, long version, int days, bool isPinned, Guid link, Guid? parent, CancellationToken cancel)
    {
        var by = current.Somebody;
        if (await editor.FindAsync(by, id, cancel) is not { } edited) return NotFound();
        if (act == "lend")
        {
            var made = await lend.HandleAsync(by, id, isPinned ? edited.Document.LatestRevisionId : null, days, cancel);
            (Made, Refusals) = (made.Value, made.Refusals);
            if (made.Succeeded) return await OnGetAsync(id, cancel);
        }
        else
        {
            Refusals = act == "take-back" ? (await takeBack.HandleAsync(by, link, cancel)).Refusals
                : act == "place" ? (await move.HandleAsync(by, id, version, parent, cancel)).Refusals
                : (await change.HandleAsync(by, id, version, slug ?? "", cancel)).Refusals;
            if (Refusals.Count == 0) return LocalRedirect($"~/quan-tri/noi-dung/{id}/duong-dan");
            Slug = slug;
        }

        return await OnGetAsync(id, cancel) is PageResult ? new PageResult { StatusCode = StatusCodes.Status409Conflict } : NotFound();
    }
}
