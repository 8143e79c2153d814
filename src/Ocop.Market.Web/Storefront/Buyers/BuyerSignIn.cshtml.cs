using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Storefront.Buyers;

/// <summary>Asks for an e-mail address and answers every one alike.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.SignInTries)]
public sealed class BuyerSignInModel(MailBuyerCode mailCode, CurrentBuyer current, Words words) : PageModel
{
    public string? Email { get; private set; }
    public string? Tiep { get; private set; }
    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? tiep, CancellationToken cancel)
    {
        Tiep = tiep;
        return await current.FindAsync(Request, cancel) is null ? Page() : LocalRedirect("~" + BuyerPageModel.Home);
    }

    public async Task<IActionResult> OnPostAsync(string? email, string? tiep, CancellationToken cancel)
    {
        var outcome = await mailCode.HandleAsync(email, words.Language, cancel);
        if (outcome.Succeeded) return LocalRedirect($"~/nguoi-mua/ma/{outcome.Value}" + (tiep is null ? "" : $"?{BuyerPageModel.ReturnField}={Uri.EscapeDataString(tiep)}"));
        (Email, Tiep, Refusal) = (email, tiep, outcome.Refusals[0]);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }
}
