using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Storefront.Cart;

namespace Ocop.Market.Web.Storefront.GiftBoxes;

/// <summary>Its form stands on cached pages and carries no token: where the request comes from is checked instead. Where it is refused, what was typed stands here.</summary>
[SameSiteForm, EnableRateLimiting(RateLimits.Cart)]
public sealed class PutBoxPageModel(PutBox putBox, CartCookie cookie, Words words) : PageModel
{
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];
    public WantedBox Wanted { get; private set; } = new("", 1, null, false);
    public string? Typed { get; private set; }

    public IActionResult OnGet() => LocalRedirect("~/gio-hang");

    public async Task<IActionResult> OnPostAsync(string? slug, string? quantity, string? cardText, bool allowsSubstitution, CancellationToken cancel)
    {
        (Typed, Wanted) = (quantity, new WantedBox(slug ?? "", quantity is null ? 1 : CartModel.Number(quantity) ?? 0, cardText, allowsSubstitution));
        var outcome = await putBox.HandleAsync(cookie.Read(Request), Wanted, words.Language, cancel);
        if (outcome.Succeeded)
        {
            cookie.Write(HttpContext, outcome.Value.CartId);
            return LocalRedirect("~/gio-hang");
        }

        Refusals = outcome.Refusals;
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    public Refusal? RefusalOf(string field) => Refusals.FirstOrDefault(refusal => refusal.Field == field);
}
