using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Reviews;

/// <summary>What the maker of the goods can do about a review: answer it once, for everybody to read, and ask the desk to look at it. Taking it down is the desk's.</summary>
public sealed class AnswerReview(IOrderingDb db, TimeProvider clock)
{
    /// <summary>The second time it changes the answer. One that the desk took down is shown again once somebody has read what it became.</summary>
    public Task<Outcome<Review>> ReplyAsync(Person person, Guid id, long version, string? reply, CancellationToken cancel) => HandleAsync(person, id, version, review =>
    {
        var words = VietnameseText.NormalizeLines(reply);
        if (words.Length is < 3 or > Review.LongestReply) return new Refusal("ReplyMissing", "reply", $"Viết từ 3 đến {Review.LongestReply} chữ.", $"Write 3 to {Review.LongestReply} letters.");
        review.Answer(words, clock.UtcNow());
        return "ReviewAnswered";
    }, cancel);

    public Task<Outcome<Review>> ObjectAsync(Person person, Guid id, long version, HideReason? reason, string? words, CancellationToken cancel) => HandleAsync(person, id, version, review =>
    {
        if (review.ObjectedFor is not null) return new Refusal("ObjectedAlready", "", "Bạn đã nhờ chợ xem đánh giá này rồi.", "You have already asked the market to look at this review.");
        var wrong = new List<Refusal>();
        if (reason is null) wrong.Add(new("ReasonMissing", "reason", "Chọn lý do nhờ chợ xem.", "Choose why the market should look at it."));
        var told = VietnameseText.NormalizeLines(words);
        if (told.Length > Review.LongestObjection) wrong.Add(new("TooLong", "objection", $"Nhiều nhất {Review.LongestObjection} chữ.", $"{Review.LongestObjection} letters at most."));
        if (reason is HideReason.ProvenFalse && told.Length == 0) wrong.Add(new("ProofMissing", "objection", "Ghi điều gì sai, và bằng chứng ở đâu.", "Say what is false, and what proves it."));
        if (wrong.Count > 0) return Outcome<string>.Refused(wrong);
        review.Object(reason!.Value, told.Length == 0 ? null : told, clock.UtcNow());
        return "ReviewObjectedTo";
    }, cancel);

    private Task<Outcome<Review>> HandleAsync(Person person, Guid id, long version, Func<Review, Outcome<string>> act, CancellationToken cancel) => db.InTransactionAsync<Review>(async () =>
    {
        var taken = await ReviewTurn.TakeAsync(db, person, Act.AnswerReviews, id, version, cancel);
        if (!taken.Succeeded) return Outcome<Review>.Refused(taken.Refusals);
        var review = taken.Value.Review;
        if (review.State != ReviewState.Published) return ReviewTurn.Stale;
        var done = act(review);
        if (!done.Succeeded) return Outcome<Review>.Refused(done.Refusals);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, done.Value, ChangeSubject.Product(review.ProductId), after: done.Value == "ReviewAnswered" ? null : review.ObjectedFor?.Words().Vi));
        await db.SaveChangesAsync(cancel);
        return review;
    }, cancel);
}
