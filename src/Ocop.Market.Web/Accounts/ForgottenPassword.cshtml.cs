using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Accounts.Recovery;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Accounts;

[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.SignInTries)]
public sealed class ForgottenPasswordModel(MailResetCode mail) : AccountFormModel
{
    public async Task<IActionResult> OnPostAsync(string? email, CancellationToken cancel)
    {
        await mail.HandleAsync(email, cancel);
        return LocalRedirect("~/quen-mat-khau?xong=1");
    }
}
