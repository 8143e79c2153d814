using Microsoft.AspNetCore.Mvc;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Storefront.Cart;
using Ocop.Market.Web.Storefront.Companies;
using Ocop.Market.Web.Storefront.Orders;

namespace Ocop.Market.Web.Storefront.Buyers;

/// <summary>The door from the account to an order: lists carry no seals, one is made when its owner opens the order, or the quote that it came out of. A press orders the same again.</summary>
public sealed class BuyerOrderModel(BuyerOrders orders, Reorder reorder, OrderLinks links, QuoteLinks quotes, CartCookie cart, Words words, CurrentBuyer current) : BuyerPageModel(current)
{
    public Reordered Again { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancel) =>
        await orders.FindAsync(Buyer, number, cancel) is { } group
            ? LocalRedirect("~" + (group.QuoteId is { } quoteId ? quotes.QuotePath(quoteId) : links.TrackingPath(group.Id, group.Number))) : NotFound();

    public async Task<IActionResult> OnPostAsync(string number, CancellationToken cancel)
    {
        var outcome = await reorder.HandleAsync(Buyer, number, cart.Read(Request), words.Language, cancel);
        if (!outcome.Succeeded) return NotFound();
        Again = outcome.Value;
        if (Again.CartId is { } cartId) cart.Write(HttpContext, cartId);
        return Page();
    }
}
