using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;

namespace Ocop.Market.Ordering.Reviews;

/// <summary>Publish: read and shown, or shown again. Keep: its producer objected, and it stays. The last two are of the producer's reply.</summary>
public enum ReviewAct { Publish, Hide, Keep, HideReply, ShowReply }

/// <param name="Version">Of the words that were read.</param>
/// <param name="Reason">Of hiding.</param>
public sealed record Moderation(ReviewAct Act, long Version, HideReason? Reason = null);

/// <summary>The desk reads a review and its reply. What it takes down it takes down for a reason of the list, which whoever wrote it reads.</summary>
public sealed class ModerateReview(IOrderingDb db, ReviewMails mails, TimeProvider clock)
{
    public Task<Outcome<Review>> HandleAsync(Person person, Guid id, Moderation moderation, CancellationToken cancel) => db.InTransactionAsync<Review>(async () =>
    {
        var taken = await ReviewTurn.TakeAsync(db, person, Act.ModerateReviews, id, moderation.Version, cancel);
        if (!taken.Succeeded) return Outcome<Review>.Refused(taken.Refusals);
        var (review, now) = (taken.Value.Review, clock.UtcNow());
        var order = await db.Orders.AsNoTracking().SingleAsync(it => it.Id == review.OrderId, cancel);
        string act;
        string? before = null;
        switch (moderation.Act)
        {
            case ReviewAct.Publish when review.State != ReviewState.Published:
                review.Publish();
                act = "ReviewPublished";
                await mails.TellPublishedAsync(review, cancel);
                break;
            case ReviewAct.Hide when review.State != ReviewState.Hidden:
                if (moderation.Reason is not { } reason) return NoReason("reason");
                review.Hide(reason);
                act = "ReviewHidden";
                await mails.TellHiddenAsync(review, order, reason, cancel);
                break;
            case ReviewAct.Keep when review is { State: ReviewState.Published, ObjectionWaits: true }:
                review.Keep(now);
                act = "ReviewKept";
                break;
            case ReviewAct.HideReply when review.ShowsReply || review.ReplyWaits:
                if (moderation.Reason is not { } wrong) return NoReason("replyReason");
                review.HideReply(wrong, now);
                // The producer may mend it: what was taken down is kept here, unless it gave somebody away.
                (act, before) = ("ReplyHidden", wrong == HideReason.PersonalData ? null : review.Reply);
                await mails.TellReplyHiddenAsync(review, taken.Value.Producer, wrong, cancel);
                break;
            case ReviewAct.ShowReply when review is { Reply: not null, ReplyHiddenFor: not null }:
                review.ShowReply();
                act = "ReplyShown";
                break;
            default: return ReviewTurn.Stale;
        }

        var why = moderation.Act == ReviewAct.HideReply ? review.ReplyHiddenFor : review.HiddenFor;
        db.AuditEntries.Add(new AuditEntry(now, person.Actor, act, ChangeSubject.Product(review.ProductId), before, $"{order.Number}: {review.Marks}/{Review.Best}{(why is { } reasoned ? ", " + reasoned.Words().Vi : "")}"));
        await db.SaveChangesAsync(cancel);
        return review;
    }, cancel);

    private static Refusal NoReason(string field) => new("ReasonMissing", field, "Chọn lý do ẩn; người viết sẽ đọc lý do này.", "Choose why it is hidden; its author reads it.");
}
