using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Accounts;

[Requires(BeforeSecondFactor = true), EnableRateLimiting(RateLimits.SignInTries)]
public sealed class PasswordModel(CurrentPerson person, ChangePassword change, SignInManager<User> signIn) : AccountFormModel
{
    public async Task<IActionResult> OnPostAsync(string? current, string? password, CancellationToken cancel)
    {
        var changed = await change.HandleAsync(person.Somebody.Id, current, password, cancel);
        if (!changed.Succeeded) return Refused(changed.Refusals);
        // This device alone goes on under the new stamp.
        await signIn.RefreshSignInAsync(changed.Value);
        return LocalRedirect("~/tai-khoan?xong=1");
    }
}
