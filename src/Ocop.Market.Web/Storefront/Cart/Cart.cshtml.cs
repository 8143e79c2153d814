using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Storefront.Cart;

[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Cart)]
public sealed class CartModel(CartContents carts, ChangeCartLine changeLine, CartCookie cookie) : PageModel
{
    public CartView Cart { get; private set; } = new(Guid.Empty, []);

    /// <summary>What the buyer just tried, or what stands in the way of an order.</summary>
    public IReadOnlyList<Refusal> Notes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (cookie.Read(Request) is { } cartId) Cart = await carts.FindAsync(cartId, cancel);
        Notes = Cart.Problems;
    }

    public async Task<IActionResult> OnPostAsync(Guid variantId, string? quantity, string? act, CancellationToken cancel)
    {
        if (cookie.Read(Request) is not { } cartId) return LocalRedirect("~/gio-hang");
        var typed = Number(quantity);
        var wanted = act switch { "less" => typed - 1, "more" => typed + 1, "remove" => 0, _ => typed };
        var outcome = await changeLine.HandleAsync(cartId, variantId, wanted ?? -1, cancel);
        if (outcome.Succeeded) return LocalRedirect("~/gio-hang");

        Cart = await carts.FindAsync(cartId, cancel);
        Notes = outcome.Refusals;
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    public static int? Number(string? typed) =>
        int.TryParse(typed, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;
}
