using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Accounts;

[Requires(BeforeSecondFactor = true), EnableRateLimiting(RateLimits.SignInTries)]
public sealed class AccountModel(CurrentPerson current, UserManager<User> users, ChangeContact change, SignOutEverywhere signOut, ScopeNames names) : AccountFormModel
{
    public Person Person => current.Somebody;
    public bool HasSecondFactor => current.HasSecondFactor;
    public IReadOnlyList<(Role Role, LocalText Place)> Rights { get; private set; } = [];
    public string? Name { get; private set; }
    public string? Phone { get; private set; }
    public string? Email { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var user = await users.FindByIdAsync(Person.Id.ToString()) ?? throw new InvalidOperationException("The account is gone.");
        (Name, Phone, Email) = (user.Name, user.PhoneNumber is { } phone ? VietnamesePhone.Spoken(phone) : null, user.Email);
        await ReadRightsAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(string? name, string? phone, string? email, [FromForm(Name = "current")] string? password, CancellationToken cancel)
    {
        var changed = await change.HandleAsync(Person.Id, name, phone, email, password, cancel);
        if (changed.Succeeded) return LocalRedirect("~/tai-khoan?xong=1");
        (Name, Phone, Email) = (name, phone, email);
        await ReadRightsAsync(cancel);
        return Refused(changed.Refusals);
    }

    public async Task<IActionResult> OnPostEverywhereAsync(CancellationToken cancel)
    {
        await signOut.HandleAsync(Person, Person.Id, cancel);
        return LocalRedirect("~" + SignInModule.SignInPath);
    }

    private async Task ReadRightsAsync(CancellationToken cancel)
    {
        var places = await names.OfAsync(Person.Roles.Select(held => held.Scope), cancel);
        Rights = [.. Person.Roles.Select(held => (held.Role, places[held.Scope]))];
    }
}
