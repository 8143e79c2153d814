using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Reviews;

internal static class ReviewTurn
{
    public static readonly Refusal Unknown = new("ReviewUnknown", "", "Không có đánh giá này.", "There is no such review.");

    public static readonly Refusal Stale = new("Stale", "", "Đánh giá này vừa đổi. Xem lại rồi làm tiếp.", "This review has just changed. Please look again.");

    /// <summary>The row of the review is its lock: the buyer changes it, its producer answers, and the desk takes it down, perhaps all at once. Taken after that of the order group.</summary>
    /// <returns>Whether there is such a review; whoever else is at it has finished then.</returns>
    public static async Task<bool> LockAsync(this IQueryable<Review> reviews, CancellationToken cancel) =>
        await reviews.ExecuteUpdateAsync(set => set.SetProperty(review => review.Marks, review => review.Marks), cancel) > 0;

    /// <summary>Takes the lock; refuses whoever may not, and whoever looked at other words.</summary>
    public static async Task<Outcome<(Review Review, Producer Producer)>> TakeAsync(IOrderingDb db, Person person, Act act, Guid id, long version, CancellationToken cancel)
    {
        if (!await db.Reviews.Where(review => review.Id == id).LockAsync(cancel)) return Unknown;
        var review = await db.Reviews.SingleAsync(it => it.Id == id, cancel);
        var producer = await db.Producers.AsNoTracking().SingleAsync(it => it.Id == db.Products.Where(product => product.Id == review.ProductId).Select(product => product.ProducerId).First(), cancel);
        if (!person.May(Act.ReadReviews, producer.Scope) && !person.May(Act.AnswerReviews, producer.Scope)) return Unknown;
        if (!person.May(act, producer.Scope)) return NoRight.Here;
        return review.Version == version ? (review, producer) : Stale;
    }
}
