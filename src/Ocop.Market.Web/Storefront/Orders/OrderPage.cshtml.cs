using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Ordering.Complaints;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Reviews;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront.Orders;

/// <summary>The buyer's page of an order, opened by its signed link: thanks on the first visit, the way of each parcel on all others.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Track)]
public sealed class OrderPageModel(OrderTracking tracking, OrderLinks links, GroupMoney money, CancelOrder cancelOrder, ClaimList claimList, MakeClaim makeClaim, ReviewList reviewList, WriteReview writeReview, ComplaintList complaintList, Words words) : PageModel
{
    public OrderGroup Group { get; private set; } = null!;
    public string Link { get; private set; } = "";
    public bool IsNew { get; private set; }
    public MoneyOfGroup Money { get; private set; } = null!;

    /// <summary>Where it is paid; null where nothing waits for money.</summary>
    public string? PayAt { get; private set; }

    private IReadOnlyList<Claim> Claims { get; set; } = [];

    public IReadOnlyList<Claim> ClaimsOf(Order order) => [.. Claims.Where(claim => claim.OrderId == order.Id)];

    public bool MayClaim(Order order) => makeClaim.IsOpenFor(order);

    public string ClaimAt(Order order) => $"{links.ClaimPath(Group.Id, Group.Number)}&goi={order.Number}";

    private IReadOnlyList<Review> Reviews { get; set; } = [];

    /// <summary>The parcel's goods that can be reviewed, each once; what another parcel of the order says already is said there.</summary>
    public IEnumerable<(OrderLine Line, Review? Review)> ReviewsOf(Order order) => Group.ForgottenAt is not null || !WriteReview.IsOpenFor(order) ? []
        : order.Lines.DistinctBy(line => line.ProductId).Select(line => (line, Reviews.FirstOrDefault(review => review.ProductId == line.ProductId))).Where(pair => pair.Item2 is not { } review || review.OrderId == order.Id);

    /// <summary>Where it is written; null where it can no longer be changed.</summary>
    public string? ReviewAt(Order order, OrderLine line, Review? review) => review is null || writeReview.MayChange(review) ? $"{links.ReviewPath(Group.Id, Group.Number)}&goi={order.Number}&mon={line.ProductId}" : null;

    private IReadOnlyList<Complaint> Complaints { get; set; } = [];

    public Complaint? ComplaintOf(Order order) => Complaints.LastOrDefault(complaint => complaint.OrderId == order.Id);

    public string ComplaintAt(Order order) => $"{links.ComplaintPath(Group.Id, Group.Number)}&goi={order.Number}";

    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, string? k, string? moi, CancellationToken cancel) => await ReadAsync(code, k, moi, cancel) ?? Page();

    /// <param name="parcel">Whoever holds the link may cancel what it opens, while no producer has taken it on.</param>
    public async Task<IActionResult> OnPostCancelAsync(string code, string? k, string? parcel, CancellationToken cancel)
    {
        if (await ReadAsync(code, k, null, cancel) is { } elsewhere) return elsewhere;
        var outcome = await cancelOrder.HandleAsync(Group.Id, parcel, cancel);
        if (outcome.Succeeded) return LocalRedirect(HttpContext.Link(links.TrackingPath(Group.Id, Group.Number)));
        Refusals = outcome.Refusals;
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    /// <returns>Null where the seal opens the order.</returns>
    private async Task<IActionResult?> ReadAsync(string code, string? k, string? moi, CancellationToken cancel)
    {
        // Without a seal of ours the number alone opens nothing: the form asks for the phone.
        var number = OrderNumber.ReadGroup(code);
        if (number is null) return NotFound();
        if (links.ReadTracking(k) is not { } groupId || await tracking.FindAsync(groupId, cancel) is not { } group || group.Number != number)
            return LocalRedirect($"~/don-hang?code={number}");

        (Group, Link, IsNew) = (group, links.Tracking(group.Id, group.Number, words.Language), moi == "1");
        Claims = await claimList.OfGroupAsync(group.Id, cancel);
        Reviews = await reviewList.OfGroupAsync(group.Id, cancel);
        Complaints = await complaintList.OfGroupAsync(group.Id, cancel);
        Money = await money.OfAsync(group, cancel);
        if (group.Orders.Any(order => order.Status == OrderStatus.AwaitingPayment)) PayAt = links.PaymentPath(group.Id, group.Number);
        return null;
    }
}
