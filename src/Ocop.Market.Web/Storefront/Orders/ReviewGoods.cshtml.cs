using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Reviews;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront.Orders;

/// <summary>Behind the order's link: what one product of a parcel was like.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Track)]
public sealed class ReviewGoodsModel(OrderTracking tracking, OrderLinks links, ReviewList reviews, WriteReview write) : ParcelPageModel(tracking, links)
{
    public OrderLine Line { get; private set; } = null!;
    public Review? Review { get; private set; }
    public string Here { get; private set; } = "";

    /// <summary>Null where nothing is written yet.</summary>
    public DateTime? Until => Review is null ? null : write.EndFor(Review);
    public bool IsOpen => WriteReview.IsOpenFor(Order) && Group.ForgottenAt is null && (Review is null || write.MayChange(Review));

    public async Task<IActionResult> OnGetAsync(string code, string? k, [FromQuery(Name = "goi")] string? parcel, [FromQuery(Name = "mon")] Guid? product, CancellationToken cancel) => await ReadAsync(code, k, parcel, product, cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(string code, string? k, [FromQuery(Name = "goi")] string? parcel, [FromQuery(Name = "mon")] Guid? product, string? marks, string? text, string? signature, CancellationToken cancel)
    {
        if (await ReadAsync(code, k, parcel, product, cancel) is { } elsewhere) return elsewhere;
        var written = await write.HandleAsync(Group.Id, new ReviewForm(Order.Number, Line.ProductId, marks, text, signature), cancel);
        return written.Succeeded ? BackToTheOrder() : Refuse(written.Refusals);
    }

    private async Task<IActionResult?> ReadAsync(string code, string? k, string? parcel, Guid? product, CancellationToken cancel)
    {
        if (await FindAsync(code, k, parcel, cancel) is { } elsewhere) return elsewhere;
        if (Order.Lines.FirstOrDefault(line => line.ProductId == product) is not { } line) return NotFound();
        (Line, Here) = (line, HttpContext.Link($"{Links.ReviewPath(Group.Id, Group.Number)}&goi={Order.Number}&mon={line.ProductId}"));
        Review = (await reviews.OfGroupAsync(Group.Id, cancel)).FirstOrDefault(review => review.ProductId == product);
        return null;
    }
}
