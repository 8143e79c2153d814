using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Ordering.Companies;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Storefront.Companies;

/// <summary>For whoever gets a company's gift: how far it has come. Neither price nor phone nor street.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.Track)]
public sealed class GiftParcelPageModel(QuoteLinks links, ProofOfDelivery proof) : PageModel
{
    public GiftParcel Parcel { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel)
    {
        if (links.ReadParcel(token) is not { } id || await proof.FindAsync(id, cancel) is not { Recipient.Name.Length: > 0 } parcel) return NotFound();
        Parcel = parcel;
        return Page();
    }
}
