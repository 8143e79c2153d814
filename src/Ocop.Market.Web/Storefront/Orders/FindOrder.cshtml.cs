using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Storefront.Orders;

/// <summary>Order number and phone open the tracking link; neither stays in an address.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Track)]
public sealed class FindOrderModel(OrderTracking tracking, OrderLinks links) : PageModel
{
    /// <summary>One sentence for a wrong number and a wrong phone: it must not tell which numbers exist.</summary>
    private static readonly Refusal NotFoundTogether = new("OrderUnknown", "code",
        "Không thấy đơn nào có mã và số điện thoại này. Bạn xem lại giúp cả hai.", "No order has this number and phone together. Please check both.");

    public string? Code { get; private set; }
    public string? Phone { get; private set; }
    public Refusal? Refusal { get; private set; }

    public void OnGet(string? code) => Code = OrderNumber.ReadGroup(code);

    public async Task<IActionResult> OnPostAsync(string? code, string? phone, CancellationToken cancel)
    {
        if (await tracking.FindAsync(code, phone, cancel) is { } group) return LocalRedirect("~" + links.TrackingPath(group.Id, group.Number));
        (Code, Phone, Refusal) = (code, phone, NotFoundTogether);
        return new PageResult { StatusCode = StatusCodes.Status404NotFound };
    }
}
