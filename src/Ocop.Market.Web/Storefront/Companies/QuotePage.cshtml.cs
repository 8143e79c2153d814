using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Payments.BankTransfer;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;
using Ocop.Market.Web.Storefront.Orders;

namespace Ocop.Market.Web.Storefront.Companies;

/// <summary>The company's one page, behind the seal of its mail: the offer, accept or decline, the recipients, the order, how to pay, how the parcels fare. Prints as a quote.</summary>
[SameSiteForm, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Track)]
public sealed class QuotePageModel(QuoteLinks links, OrderLinks orders, DeskQuotes quotes, AnswerQuote answer, PlaceQuote place, ProofOfDelivery proof, GroupMoney money, BankTransfers bank, IOptions<BankTransferOptions> account, TimeProvider clock) : PageModel
{
    public DeskQuote Found { get; private set; } = null!;
    public string Here { get; private set; } = "";
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];
    public IReadOnlyList<GiftParcel> Parcels { get; private set; } = [];
    public Quote Quote => Found.Quote;

    /// <summary>Null before there is an order.</summary>
    public OrderedQuote? Ordered { get; private set; }
    public BankTransferOptions Account => account.Value;

    /// <summary>Null where no account is entered.</summary>
    public VietQr? Qr => Account.IsOffered ? bank.Qr(PaymentReference.Of(Found.Group!.Number), Ordered!.Money.OnAccount) : null;
    public bool HasAlcohol => Found.Offered.Any(good => good.IsAlcohol);
    public bool SaysAdult => Request.HasFormContentType && Request.Form["isAdult"] == "true";

    /// <summary>Null before there is an order.</summary>
    public string? PayAt => Found.Group is { } group ? orders.PaymentPath(group.Id, group.Number) : null;

    public string ParcelLink(GiftParcel parcel) => links.Parcel(parcel.OrderId);

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel) => await ReadAsync(token, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string token, string? act, int? offer, long? sheet, long? total, bool? isAdult, string? why, CancellationToken cancel)
    {
        if (links.ReadQuote(token) is not { } id) return NotFound();
        IReadOnlyList<Refusal> refusals;
        switch (act)
        {
            case "accept": refusals = (await answer.AcceptAsync(id, offer ?? -1, cancel)).Refusals; break;
            case "decline": refusals = (await answer.DeclineAsync(id, why, cancel)).Refusals; break;
            case "place": refusals = (await place.HandleAsync(id, sheet ?? -1, total ?? -1, isAdult == true, cancel)).Refusals; break;
            default: return BadRequest();
        }

        if (refusals.Count == 0) return LocalRedirect(HttpContext.Link($"/bao-gia/{token}"));
        if (!await ReadAsync(token, cancel)) return NotFound();
        Refusals = refusals;
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }

    private async Task<bool> ReadAsync(string token, CancellationToken cancel)
    {
        if (links.ReadQuote(token) is not { } id || await quotes.FindAsync(id, cancel) is not { Quote.ForgottenAt: null } found) return false;
        (Found, Here) = (found, $"/bao-gia/{token}");
        Ordered = await OrderedQuote.OfAsync(found, money, clock.UtcNow(), cancel);
        if (Ordered is not null) Parcels = await proof.OfQuoteAsync(id, cancel);
        return true;
    }
}
