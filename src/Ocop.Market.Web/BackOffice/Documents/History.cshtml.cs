using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Revisions;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <summary>All revisions, two of them beside each other, and the way back to an old one.</summary>
[Requires(Act.ReadContent)]
public sealed class HistoryModel(DocumentEditor editor, RevisionComparison comparison, RestoreRevision restore, CurrentPerson current) : PageModel
{
    public EditedDocument Edited { get; private set; } = null!;
    public ComparedRevisions? Compared { get; private set; }
    public Guid? From { get; private set; }
    public Guid? To { get; private set; }
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? tu, Guid? den, CancellationToken cancel)
    {
        if (await editor.FindAsync(current.Somebody, id, cancel) is not { } edited) return NotFound();
        Edited = edited;
        // What somebody mostly wants to know: what the latest changes on the live page, else on the one before.
        To = den ?? edited.Document.LatestRevisionId;
        From = tu ?? (edited.Document.LiveRevisionId is { } live && live != To ? live : edited.Revisions.Skip(1).FirstOrDefault()?.Id);
        if (From is { } from && To is { } to && from != to) Compared = await comparison.FindAsync(current.Somebody, id, from, to, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid revision, long version, CancellationToken cancel)
    {
        var restored = await restore.HandleAsync(current.Somebody, id, version, revision, cancel);
        if (restored.Succeeded) return LocalRedirect($"~/quan-tri/noi-dung/{id}?da=khoi-phuc");
        Refusals = restored.Refusals;
        var shown = await OnGetAsync(id, revision, null, cancel);
        return shown is PageResult ? new PageResult { StatusCode = StatusCodes.Status409Conflict } : shown;
    }
}
