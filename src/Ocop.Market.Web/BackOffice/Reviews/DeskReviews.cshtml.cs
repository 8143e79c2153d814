using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Reviews;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.BackOffice.Reviews;

/// <summary>What buyers say of goods of the person's places; each is read and decided on the spot.</summary>
[Requires(Act.ReadReviews)]
public sealed class DeskReviewsModel(ReviewList reviews, ModerateReview moderate, CurrentPerson current, Words words) : DeskPageModel(current)
{
    public const string Path = "/quan-tri/danh-gia";

    public ListPage<ReviewRow> Found { get; private set; } = null!;
    public bool MayModerate => Person.MayAnywhere(Act.ModerateReviews);

    /// <summary>Whose form was refused.</summary>
    public Guid? Tried { get; private set; }

    public Refusal? Of(Guid id, string field) => Tried == id ? Refusals.FirstOrDefault(refusal => refusal.Field == field) : null;

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAsync(Guid id, long? version, ReviewAct? act, string? reason, CancellationToken cancel)
    {
        if (act is not { } known || version is not { } seen) return BadRequest();
        var done = await moderate.HandleAsync(Person, id, new Moderation(known, seen, HideReasons.Read(reason)), cancel);
        if (done.Succeeded) return Again(known switch { ReviewAct.Hide => words["Đã ẩn, người viết được báo.", "Hidden; its author is told."], ReviewAct.Keep => words["Đã giữ nguyên.", "Kept as it is."],
            ReviewAct.HideReply => words["Đã ẩn lời trả lời, người bán được báo.", "The reply is hidden; the producer is told."], ReviewAct.ShowReply => words["Lời trả lời lại hiện.", "The reply is shown again."], _ => words["Đã cho hiện.", "Shown."] });
        Tried = id;
        await ReadAsync(cancel);
        return Refuse(done.Refusals);
    }

    private async Task ReadAsync(CancellationToken cancel) =>
        Found = await reviews.PageAsync(Person, Asked("muc") switch { "hien" => ReviewShelf.Published, "an" => ReviewShelf.Hidden, "tat-ca" => ReviewShelf.All, _ => ReviewShelf.Waiting }, PageNumber, cancel);
}

/// <summary>The list that both rooms choose from.</summary>
public static class HideReasons
{
    public static HideReason? Read(string? typed) => Enum.TryParse<HideReason>(typed, out var known) && Enum.IsDefined(known) ? known : null;
}
