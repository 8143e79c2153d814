using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Reviews;

/// <summary>As everybody reads it.</summary>
public sealed record ShownReview(int Marks, string? Text, string? SignedAs, DateTime WrittenAt, DateTime? ChangedAt, string? Reply);

/// <param name="Average">Of all that are shown, to one decimal.</param>
public sealed record ReviewsOfProduct(int Count, decimal Average, ListPage<ShownReview> Newest);

/// <summary>What buyers say of a product, for its page.</summary>
public sealed class ProductReviews(IOrderingDb db)
{
    public const int OnAPage = 5;

    /// <returns>Null where nobody has said anything.</returns>
    public async Task<ReviewsOfProduct?> OfAsync(Guid productId, int page, CancellationToken cancel)
    {
        var shown = db.Reviews.AsNoTracking().Where(review => review.ProductId == productId && review.State == ReviewState.Published);
        if (await shown.GroupBy(_ => 1).Select(all => new { Count = all.Count(), Sum = all.Sum(review => review.Marks) }).FirstOrDefaultAsync(cancel) is not { } all) return null;
        var newest = await shown.OrderByDescending(review => review.WrittenAt).ThenByDescending(review => review.Id)
            .Select(review => new ShownReview(review.Marks, review.Text, review.SignedAs, review.WrittenAt, review.ChangedAt, review.ReplyHiddenFor == null ? review.Reply : null)).PageAsync(page, OnAPage, cancel);
        return new ReviewsOfProduct(all.Count, Math.Round((decimal)all.Sum / all.Count, 1, MidpointRounding.AwayFromZero), newest);
    }
}
