using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Reviews;

public enum ReviewShelf { All, Waiting, Published, Hidden }

/// <param name="Parcel">Null for the maker, who knows the buyers of parcels by name.</param>
public sealed record ReviewRow(Review Review, string Product, string Slug, string Producer, string? Parcel);

/// <summary>Reviews of the goods within a person's scopes, and for a buyer those of the order that a link opened.</summary>
public sealed class ReviewList(IOrderingDb db)
{
    public const int PageSize = 20;

    /// <summary>For the desk.</summary>
    public Task<ListPage<ReviewRow>> PageAsync(Person person, ReviewShelf shelf, int page, CancellationToken cancel) => Rows(person.ScopesFor(Act.ReadReviews), On(shelf)).PageAsync(page, PageSize, cancel);

    /// <summary>For the makers of the goods: what is shown, and what was hidden of it.</summary>
    public Task<ListPage<ReviewRow>> OfMakerAsync(Person person, int page, CancellationToken cancel) =>
        Rows(person.ScopesFor(Act.AnswerReviews), db.Reviews.Where(review => review.State != ReviewState.Held), tellsParcel: false).PageAsync(page, PageSize, cancel);

    public Task<int> CountWaitingAsync(Person person, CancellationToken cancel) => Rows(person.ScopesFor(Act.ModerateReviews), On(ReviewShelf.Waiting)).CountAsync(cancel);

    /// <summary>For whoever may see the orders of the group.</summary>
    public async Task<IReadOnlyList<Review>> OfGroupAsync(Guid groupId, CancellationToken cancel) => await db.Reviews.AsNoTracking().Where(review => review.GroupId == groupId).ToListAsync(cancel);

    private IQueryable<Review> On(ReviewShelf shelf) => shelf switch
    {
        ReviewShelf.All => db.Reviews,
        // As Review.WaitsForTheDesk says.
        ReviewShelf.Waiting => db.Reviews.Where(review => review.State == ReviewState.Held || review.State == ReviewState.Published
            && (review.ObjectedFor != null && review.KeptAt == null || review.ReplyHiddenFor != null && review.RepliedAt > review.ReplyHiddenAt)),
        ReviewShelf.Published => db.Reviews.Where(review => review.State == ReviewState.Published),
        ReviewShelf.Hidden => db.Reviews.Where(review => review.State == ReviewState.Hidden),
    };

    private IQueryable<ReviewRow> Rows(IReadOnlyList<Scope> scopes, IQueryable<Review> reviews, bool tellsParcel = true) =>
        from review in reviews.AsNoTracking()
        join product in db.Products on review.ProductId equals product.Id
        join producer in db.Producers.Within(scopes) on product.ProducerId equals producer.Id
        join order in db.Orders on review.OrderId equals order.Id
        orderby review.WrittenAt descending, review.Id
        select new ReviewRow(review, product.Name, product.Slug, producer.Name, tellsParcel ? order.Number : null);
}
