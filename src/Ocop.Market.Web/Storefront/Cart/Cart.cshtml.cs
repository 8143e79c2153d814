using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Storefront.Cart;

[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Cart)]
public sealed class CartModel(CartContents carts, CartPrices prices, ChangeCartLine changeLine, ChangeCartBox changeBox, UseCoupon useCoupon, CartCookie cookie) : PageModel
{
    public CartView Cart { get; private set; } = new(Guid.Empty, []);

    public PricedCart Price { get; private set; } = PricedCart.Plain;

    /// <summary>What stands in the field: what was just typed, else what the cart keeps.</summary>
    public string? Coupon { get; private set; }
    public Refusal? CouponProblem { get; private set; }

    /// <summary>What the buyer just tried, or what stands in the way of an order.</summary>
    public IReadOnlyList<Refusal> Notes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (cookie.Read(Request) is { } cartId) await ReadAsync(cartId, cancel);
        Notes = Cart.Problems;
    }

    public async Task<IActionResult> OnPostAsync(Guid variantId, string? quantity, string? act, CancellationToken cancel)
    {
        if (cookie.Read(Request) is not { } cartId) return LocalRedirect("~/gio-hang");
        return await ChangedAsync(cartId, await changeLine.HandleAsync(cartId, variantId, Wanted(quantity, act), cancel), cancel);
    }

    public async Task<IActionResult> OnPostBoxAsync(Guid boxId, string? quantity, string? act, CancellationToken cancel)
    {
        if (cookie.Read(Request) is not { } cartId) return LocalRedirect("~/gio-hang");
        return await ChangedAsync(cartId, await changeBox.HandleAsync(cartId, boxId, Wanted(quantity, act), cancel), cancel);
    }

    /// <summary>Below zero for what is no number.</summary>
    private static int Wanted(string? quantity, string? act)
    {
        var typed = Number(quantity);
        return act switch { "less" => typed - 1, "more" => typed + 1, "remove" => 0, _ => typed } ?? -1;
    }

    private async Task<IActionResult> ChangedAsync(Guid cartId, Outcome<CartChange> outcome, CancellationToken cancel)
    {
        if (outcome.Succeeded) return LocalRedirect("~/gio-hang");
        await ReadAsync(cartId, cancel);
        Notes = outcome.Refusals;
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    public async Task<IActionResult> OnPostCouponAsync(string? coupon, string? act, CancellationToken cancel)
    {
        if (cookie.Read(Request) is not { } cartId) return LocalRedirect("~/gio-hang");
        var outcome = await useCoupon.HandleAsync(cartId, act == "forget" ? null : coupon, cancel);
        if (outcome.Succeeded) return LocalRedirect("~/gio-hang#ma");

        await ReadAsync(cartId, cancel);
        var refusal = outcome.Refusals[0];
        if (refusal.Field.Length > 0) (Coupon, CouponProblem) = (coupon, refusal);
        else Notes = outcome.Refusals;
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    private async Task ReadAsync(Guid cartId, CancellationToken cancel)
    {
        Cart = await carts.FindAsync(cartId, cancel);
        Price = await prices.OfAsync(Cart, null, null, cancel);
        (Coupon, CouponProblem) = (Cart.Coupon, Price.WhyNot);
    }

    public static int? Number(string? typed) =>
        int.TryParse(typed, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;
}
