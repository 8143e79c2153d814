using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Accounts.Invitations;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Accounts;

[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None), EnableRateLimiting(RateLimits.SignInTries)]
public sealed class InvitationModel(CurrentPerson current, OpenInvitations invitations, AcceptInvitation accept, ScopeNames names, SignInManager<User> signIn, Landing landing) : AccountFormModel
{
    public Invitation? Offer { get; private set; }
    public LocalText Place { get; private set; } = new("", "");
    public AccountForm Form { get; private set; } = new(null, null, null, null);
    public Person? SignedIn => current.Person;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancel)
    {
        await ReadAsync(code, cancel);
        if (Offer is { } offer) Form = new AccountForm(offer.Name, offer.Phone is { } phone ? VietnamesePhone.Spoken(phone) : null, offer.Email, null);
        else Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] string code, string? name, string? phone, string? email, string? password, CancellationToken cancel)
    {
        Form = new AccountForm(name, phone, email, password);
        var accepted = await accept.HandleAsync(code, SignedIn, Form, cancel);
        if (!accepted.Succeeded)
        {
            await ReadAsync(code, cancel);
            return Refused(accepted.Refusals);
        }

        if (SignedIn is null && await signIn.UserManager.FindByIdAsync(accepted.Value.ToString()) is { } user) await signIn.SignInAsync(user, isPersistent: true);
        return await landing.OfAsync(this, accepted.Value, null, cancel);
    }

    private async Task ReadAsync(string code, CancellationToken cancel)
    {
        Offer = await invitations.FindAsync(code, cancel);
        if (Offer is { } offer) Place = (await names.OfAsync([offer.Scope], cancel))[offer.Scope];
    }
}
