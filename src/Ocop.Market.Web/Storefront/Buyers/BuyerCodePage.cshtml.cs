using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Storefront.Buyers;

/// <summary>Where the code of the mail is typed. Looking at it asks nothing of the database: an id that never was looks the same.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.SignInTries)]
public sealed class BuyerCodePageModel(SignInBuyer signIn, CurrentBuyer current) : PageModel
{
    public Refusal? Refusal { get; private set; }
    public string? Tiep { get; private set; }

    public void OnGet(string? tiep) => Tiep = tiep;

    public async Task<IActionResult> OnPostAsync(Guid id, string? code, string? tiep, CancellationToken cancel)
    {
        var outcome = await signIn.HandleAsync(id, code, cancel);
        if (outcome.Succeeded)
        {
            current.SignIn(HttpContext, outcome.Value);
            return LocalRedirect(Url.IsLocalUrl(tiep) ? HttpContext.Link(tiep!) : "~" + BuyerPageModel.Home);
        }

        (Tiep, Refusal) = (tiep, outcome.Refusals[0]);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }
}
