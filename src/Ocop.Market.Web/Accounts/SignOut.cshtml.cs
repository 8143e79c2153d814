using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ocop.Market.Accounts;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Accounts;

/// <summary>Signs out by a press of a button; an address that does it could be put into any picture on any page.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SignOutModel(SignInManager<User> signIn, IAccountsDb db, CurrentPerson current, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await signIn.SignOutAsync();
        if (current.Person is { } person)
        {
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), person.Actor, "SignedOut", ChangeSubject.User(person.Id)));
            await db.SaveChangesAsync(cancel);
        }

        return LocalRedirect("~/");
    }
}
