using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Accounts.SecondFactor;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Web.Security;
using Ocop.Market.Web.Shared;

namespace Ocop.Market.Web.Accounts;

[Requires(BeforeSecondFactor = true), EnableRateLimiting(RateLimits.SignInTries)]
public sealed class SecondFactorModel(CurrentPerson person, SecondFactorKey keys, EnrolSecondFactor enrol, RemoveSecondFactor remove, SignInManager<User> signIn) : AccountFormModel
{
    public AuthenticatorKey Key { get; private set; } = new("", "", false, 0);
    public IReadOnlyList<string> Codes { get; private set; } = [];
    public bool MustEnrol => person.MustEnrol;
    public string? Tiep { get; private set; }
    public string Next => Url.IsLocalUrl(Tiep) ? Tiep : HttpContext.Link(Landing.RoomOf(person.Person));

    public async Task OnGetAsync(string? tiep, CancellationToken cancel)
    {
        Tiep = tiep;
        Key = await keys.OfAsync(person.Somebody.Id, cancel);
    }

    public async Task<IActionResult> OnPostAsync(string? code, string? tiep, CancellationToken cancel)
    {
        Tiep = tiep;
        var enrolled = await enrol.HandleAsync(person.Somebody.Id, code, cancel);
        if (!enrolled.Succeeded)
        {
            Key = await keys.OfAsync(person.Somebody.Id, cancel);
            return Refused(enrolled.Refusals);
        }

        await StayAsync();
        Codes = enrolled.Value.Codes;
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? current, CancellationToken cancel)
    {
        var removed = await remove.HandleAsync(person.Somebody, person.Somebody.Id, current, cancel);
        if (!removed.Succeeded)
        {
            Key = await keys.OfAsync(person.Somebody.Id, cancel);
            return Refused(removed.Refusals);
        }

        await StayAsync();
        return LocalRedirect("~/tai-khoan?xong=1");
    }

    // The stamp has changed; this device goes on, all others sign in again.
    private async Task StayAsync() => await signIn.RefreshSignInAsync((await signIn.UserManager.FindByIdAsync(person.Somebody.Id.ToString()))!);
}
