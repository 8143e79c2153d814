using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Accounts;

[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.SignInTries)]
public sealed class SignInModel(SignInWithPassword signIn, SignInWithPasskey passkey, Landing landing, CurrentPerson current) : AccountFormModel
{
    public string? Who { get; private set; }
    public string? Tiep { get; private set; }
    public Refusal? Refusal { get; private set; }

    public IActionResult OnGet(string? tiep)
    {
        if (current.Person is { } person) return LocalRedirect(Url.IsLocalUrl(tiep) ? tiep : "~" + Landing.RoomOf(person));
        Tiep = tiep;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? who, string? password, string? tiep, CancellationToken cancel)
    {
        var step = await signIn.HandleAsync(who, password, cancel);
        if (step.Succeeded)
            return step.Value.NeedsSecondFactor ? RedirectToPage("/Accounts/SecondStep", new { tiep }) : await landing.OfAsync(this, step.Value.UserId, tiep, cancel);
        (Who, Tiep, Refusal) = (who, tiep, step.Refusals[0]);
        return Refused(step.Refusals);
    }

    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => Content(await passkey.AskAsync(), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, string? tiep, CancellationToken cancel)
    {
        var step = await passkey.HandleAsync(credential, cancel);
        if (step.Succeeded) return await landing.OfAsync(this, step.Value.UserId, tiep, cancel);
        (Tiep, Refusal) = (tiep, step.Refusals[0]);
        return Refused(step.Refusals);
    }
}
