using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Redirects;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <summary>Where a document lives and who leans on it.</summary>
[Requires(Act.ReadContent)]
public sealed class AddressModel(DocumentEditor editor, WhereUsed whereUsed, ChangeSlug change, CurrentPerson current) : PageModel
{
    public EditedDocument Edited { get; private set; } = null!;
    public IReadOnlyList<Use> Uses { get; private set; } = [];
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];
    public string? Slug { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await editor.FindAsync(current.Somebody, id, cancel) is not { } edited) return NotFound();
        (Edited, Uses) = (edited, await whereUsed.OfAsync(current.Somebody, Reference.Document(id), cancel));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? slug, long version, CancellationToken cancel)
    {
        var moved = await change.HandleAsync(current.Somebody, id, version, slug ?? "", cancel);
        if (moved.Succeeded) return LocalRedirect($"~/quan-tri/noi-dung/{id}/duong-dan");
        (Refusals, Slug) = (moved.Refusals, slug);
        return await OnGetAsync(id, cancel) is PageResult ? new PageResult { StatusCode = StatusCodes.Status409Conflict } : NotFound();
    }
}
