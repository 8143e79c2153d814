using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Storefront.Cart;

namespace Ocop.Market.Web.Storefront.Companies;

/// <summary>A company's form, without an account. The answer goes to its mailbox only: whoever types a stranger's address opens nothing.</summary>
[SameSiteForm, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Track)]
public sealed class NewQuoteModel(AskQuote ask, BoxShelf shelf, CartContents carts, CartCookie cart, Words words) : PageModel
{
    public const string Path = "/bao-gia/moi";

    public QuoteForm Form { get; private set; } = new();
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];
    public bool IsThanked { get; private set; }

    /// <summary>Of the quote that was just asked for. It opens nothing: the link is in the mail.</summary>
    public string? Number { get; private set; }
    public IReadOnlyList<CartItem> InCart { get; private set; } = [];

    /// <summary>The gift box that was looked at before.</summary>
    public BoxView? Box { get; private set; }

    public async Task OnGetAsync([FromQuery(Name = "da-gui")] string? sent, [FromQuery(Name = "hop")] string? box, CancellationToken cancel)
    {
        (IsThanked, Number, Form) = (!string.IsNullOrEmpty(sent), OrderNumber.ReadGroup(sent), new QuoteForm { Box = box });
        await ReadAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(QuoteForm? form, CancellationToken cancel)
    {
        // Null where the body could not be read as a form.
        form ??= new();
        var outcome = await ask.HandleAsync(form, cart.Read(Request), words.Language, cancel);
        if (outcome.Refusals.Count == 0) return LocalRedirect(HttpContext.Link($"{Path}?da-gui={outcome.Value?.Number ?? "true"}"));
        (Form, Refusals) = (form, outcome.Refusals);
        await ReadAsync(cancel);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(Form.Box)) Box = await shelf.FindAsync(VietnameseText.Normalize(Form.Box), cancel);
        if (cart.Read(Request) is { } id) InCart = [.. (await carts.FindAsync(id, cancel)).Items];
    }
}
