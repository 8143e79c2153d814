using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront.Orders;

/// <summary>A page about one parcel, behind the order's link; "goi" names the parcel.</summary>
public abstract class ParcelPageModel(OrderTracking tracking, OrderLinks links) : PageModel
{
    protected OrderLinks Links => links;

    public OrderGroup Group { get; private set; } = null!;
    public Order Order { get; private set; } = null!;
    public string Back { get; private set; } = "";
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    public Refusal? Of(string field) => Refusals.FirstOrDefault(refusal => refusal.Field == field);

    /// <summary>What was typed where the form comes back.</summary>
    public virtual string? Typed(string field) => Refusals.Count > 0 && Request.HasFormContentType ? Request.Form[field].ToString() : null;

    protected PageResult Refuse(IReadOnlyList<Refusal> refusals)
    {
        Refusals = refusals;
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    protected IActionResult BackToTheOrder() => LocalRedirect($"{Back}#don-{Order.Number}");

    /// <returns>Null where the seal opens the order and the parcel is one of it.</returns>
    protected async Task<IActionResult?> FindAsync(string code, string? k, string? parcel, CancellationToken cancel)
    {
        var number = OrderNumber.ReadGroup(code);
        if (number is null) return NotFound();
        if (links.ReadTracking(k) is not { } groupId || await tracking.FindAsync(groupId, cancel) is not { } group || group.Number != number) return LocalRedirect($"~/don-hang?code={number}");
        if (group.Orders.FirstOrDefault(order => order.Number == parcel) is not { } found) return NotFound();
        (Group, Order, Back) = (group, found, HttpContext.Link(links.TrackingPath(group.Id, group.Number)));
        return null;
    }
}
