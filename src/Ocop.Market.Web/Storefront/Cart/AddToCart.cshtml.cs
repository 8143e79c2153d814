using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront.Cart;

/// <summary>Its form stands on cached pages and carries no token: where the request comes from is checked instead.</summary>
[SameSiteForm, EnableRateLimiting(RateLimits.Cart)]
public sealed class AddToCartModel(AddToCart addToCart, CartCookie cookie, Words words) : PageModel
{
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    public IActionResult OnGet() => LocalRedirect("~/gio-hang");

    public async Task<IActionResult> OnPostAsync(Guid variantId, string? quantity, CancellationToken cancel)
    {
        var wanted = quantity is null ? 1 : CartModel.Number(quantity) ?? 0;
        var outcome = await addToCart.HandleAsync(cookie.Read(Request), variantId, wanted, words.Language, cancel);
        if (outcome.Succeeded) cookie.Write(HttpContext, outcome.Value.CartId);

        if (Request.GetTypedHeaders().Accept.Any(type => type.MediaType == "application/json")) return Told(outcome);
        if (outcome.Succeeded) return LocalRedirect("~/gio-hang");
        Refusals = outcome.Refusals;
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    private JsonResult Told(Outcome<CartChange> outcome) => outcome.Succeeded
        ? new JsonResult(new
        {
            count = outcome.Value.Count,
            message = words[$"Đã thêm {outcome.Value.ProductName} vào giỏ", $"{outcome.Value.ProductName} is in the cart"],
            href = HttpContext.Link("/gio-hang"),
            linkText = words["Xem giỏ", "See the cart"],
        })
        : new JsonResult(new { message = words[outcome.Refusals[0].Message] }) { StatusCode = StatusCodes.Status409Conflict };
}
