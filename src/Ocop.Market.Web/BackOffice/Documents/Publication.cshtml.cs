using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Desk;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <summary>Up, at a moment, and down again; each with the one sentence that says what will happen.</summary>
[Requires(Act.ApproveContent)]
public sealed class PublicationModel(
    DocumentEditor editor, PublishDocument publish, ScheduleDocument schedule, CancelSchedule cancelSchedule, UnpublishDocument unpublish, CurrentPerson current, Words words) : PageModel
{
    public EditedDocument Edited { get; private set; } = null!;
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];
    public string? GoLiveAt { get; private set; }
    public string? ExpireAt { get; private set; }
    public LocalText? Consequence { get; private set; }

    /// <summary>The revision that a press would put up; null where there is none that may be.</summary>
    public Guid? Publishable
    {
        get
        {
            var document = Edited.Document;
            if (document.ApprovedRevisionId is { } approved && approved != document.LiveRevisionId) return approved;
            var mayTakeTheStepAlong = Edited.Type.StepsIn(document.Scope) == 1 && Edited.Rights.MayApprove && Edited.Missing.Count == 0;
            return mayTakeTheStepAlong && document.LatestRevisionId != document.LiveRevisionId ? document.LatestRevisionId : null;
        }
    }

    /// <summary>One older than the list reaches was written before all that could matter.</summary>
    public DateTime WrittenAt(Guid? revision) => Edited.Revisions.FirstOrDefault(line => line.Id == revision)?.CreatedAt ?? DateTime.MinValue;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel)) return NotFound();
        (GoLiveAt, ExpireAt) = (Field(Edited.Document.GoLiveAt), Field(Edited.Document.ExpireAt));
        return Page();
    }

    public async Task<IActionResult> OnGetConsequenceAsync(Guid id, string? goLiveAt, string? expireAt, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel)) return NotFound();
        var (up, down) = (MomentOf(goLiveAt), MomentOf(expireAt));
        return Content(up is null && down is null ? words["Chọn giờ để đọc điều sẽ xảy ra.", "Choose a time to read what will happen."] : words[ConsequenceOf.Scheduling(Edited.Document, WrittenAt(Edited.Document.ApprovedRevisionId), up, down)], "text/html; charset=utf-8");
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? act, long version, Guid? revision, string? goLiveAt, string? expireAt, CancellationToken cancel)
    {
        var by = current.Somebody;
        var (up, down) = (MomentOf(goLiveAt), MomentOf(expireAt));
        if (act == "tell" && await FindAsync(id, cancel))
        {
            (GoLiveAt, ExpireAt, Consequence) = (goLiveAt, expireAt, ConsequenceOf.Scheduling(Edited.Document, WrittenAt(Edited.Document.ApprovedRevisionId), up, down));
            return Page();
        }

        var outcome = act switch
        {
            "publish" => await publish.HandleAsync(by, id, version, revision ?? Guid.Empty, cancel),
            "schedule" => await schedule.HandleAsync(by, id, version, up, down, cancel),
            "cancel" => await cancelSchedule.HandleAsync(by, id, version, cancel),
            "unpublish" => await unpublish.HandleAsync(by, id, version, cancel),
            _ => null,
        };
        if (outcome is null) return BadRequest();
        if (outcome.Succeeded) return LocalRedirect($"~/quan-tri/noi-dung/{id}?da={(act == "publish" ? "len-trang" : act == "schedule" ? "hen" : "xong")}");
        if (!await FindAsync(id, cancel)) return NotFound();
        (Refusals, GoLiveAt, ExpireAt) = (outcome.Refusals, goLiveAt, expireAt);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancel)
    {
        if (await editor.FindAsync(current.Somebody, id, cancel) is not { } edited || !current.Somebody.May(Act.ApproveContent, edited.Document.Scope)) return false;
        Edited = edited;
        return true;
    }

    /// <summary>Typed on the clock of Việt Nam.</summary>
    private static DateTime? MomentOf(string? typed) =>
        DateTime.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? VietnamTime.ToUtc(local) : null;

    private static string? Field(DateTime? utc) => utc is { } at ? VietnamTime.Local(at).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture) : null;
}
