using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Accounts;

[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.SignInTries)]
public sealed class SecondStepModel(SignInWithCode signIn, Landing landing) : PageModel
{
    public string? Tiep { get; private set; }
    public Refusal? Refusal { get; private set; }

    public void OnGet(string? tiep) => Tiep = tiep;

    public async Task<IActionResult> OnPostAsync(string? code, string? tiep, CancellationToken cancel)
    {
        var step = await signIn.HandleAsync(code, cancel);
        if (step.Succeeded) return await landing.OfAsync(this, step.Value.UserId, tiep, cancel);
        (Tiep, Refusal) = (tiep, step.Refusals[0]);
        return new PageResult { StatusCode = StatusCodes.Status409Conflict };
    }
}
