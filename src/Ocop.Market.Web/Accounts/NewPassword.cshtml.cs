using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Accounts.Recovery;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Accounts;

/// <summary>The code in the address only fills the field; it is sent by form, so that nothing but a press of the button uses it up (mail scanners open links).</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.SignInTries)]
public sealed class NewPasswordModel(ResetPassword reset) : AccountFormModel
{
    public string? Code { get; private set; }

    public void OnGet(string? code) => Code = code;

    public async Task<IActionResult> OnPostAsync([FromForm] string? code, string? password, CancellationToken cancel)
    {
        var done = await reset.HandleAsync(code, password, cancel);
        if (done.Succeeded) return LocalRedirect($"~{SignInModule.SignInPath}?xong=1");
        Code = code;
        return Refused(done.Refusals);
    }
}
