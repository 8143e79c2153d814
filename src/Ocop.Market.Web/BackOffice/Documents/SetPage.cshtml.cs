using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <summary>One set: the dry run first, then the moment.</summary>
[Requires(Act.ShapeSite)]
public sealed class SetPageModel(
    SetList sets, SetPublication publication, DocumentList documents, AddToSet add, RemoveFromSet remove, PlanSet plan, CancelSet cancelSet, PublishSet publish, CurrentPerson current) : PageModel
{
    public PublishingSet Set { get; private set; } = null!;
    public IReadOnlyList<DryRunLine> Lines { get; private set; } = [];

    /// <summary>Approved, and not what the public sees already.</summary>
    public IReadOnlyList<DocumentLine> Candidates { get; private set; } = [];
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];
    public string? GoLiveAt { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await sets.FindAsync(id, cancel) is not { } set) return NotFound();
        (Set, Lines) = (set, await publication.DryRunAsync(id, cancel));
        if (set.State != SetState.Open) return Page();
        var within = Lines.Select(line => line.DocumentId).ToHashSet();
        var found = await documents.ReadAsync(current.Somebody, new DocumentQuestion(Filter: DocumentFilter.Approved, PageSize: DocumentQuestion.LargestPage), cancel);
        Candidates = [.. found.Lines.Where(line => !within.Contains(line.Id))];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, long version, Guid? document, string? goLiveAt, CancellationToken cancel)
    {
        var by = current.Somebody;
        IReadOnlyList<Refusal>? refusals = act switch
        {
            "add" => (await add.HandleAsync(by, id, version, document ?? Guid.Empty, cancel)).Refusals,
            "remove" => (await remove.HandleAsync(by, id, version, document ?? Guid.Empty, cancel)).Refusals,
            "plan" => (await plan.HandleAsync(by, id, version, DateTime.TryParse(goLiveAt, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? VietnamTime.ToUtc(local) : DateTime.MinValue, cancel)).Refusals,
            "cancel" => (await cancelSet.HandleAsync(by, id, version, cancel)).Refusals,
            "publish" => (await publish.HandleAsync(by, id, version, cancel)).Refusals,
            _ => null,
        };
        if (refusals is null) return BadRequest();
        if (refusals.Count == 0) return LocalRedirect($"~/quan-tri/dot-dang/{id}");
        (Refusals, GoLiveAt) = (refusals, goLiveAt);
        return await OnGetAsync(id, cancel) is PageResult ? new PageResult { StatusCode = StatusCodes.Status409Conflict } : NotFound();
    }
}
