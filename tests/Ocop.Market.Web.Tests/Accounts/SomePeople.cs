using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;

namespace Ocop.Market.Web.Tests.Accounts;

/// <summary>People for tests, and their browsers.</summary>
internal static class SomePeople
{
    public const string Password = "mat-khau-de-thu";

    /// <summary>An account with these rights. Has a second factor unless it is to be asked for one.</summary>
    public static Task<User> PersonAsync(this MarketSite site, IReadOnlyList<HeldRole> roles, string? phone = null, string? email = null, bool hasSecondFactor = true) => site.InScopeAsync(async scope =>
    {
        var db = scope.GetRequiredService<MarketDb>();
        var now = site.Clock.UtcNow();
        var user = new User("Người thử", phone, email, now) { TwoFactorEnabled = hasSecondFactor };
        foreach (var held in roles) user.Grants.Add(new Grant(user.Id, held.Role, held.Scope, null, now));
        var made = await scope.GetRequiredService<UserManager<User>>().CreateAsync(user, Password);
        return made.Succeeded ? user : throw new InvalidOperationException(made.ToString());
    });

    /// <summary>The browser of that person, signed in.</summary>
    public static Task<Guest> SignedInAsync(this MarketSite site, User user) => site.InScopeAsync(async scope =>
    {
        var cookie = scope.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = site.Clock.GetUtcNow();
        var ticket = new AuthenticationTicket(await scope.GetRequiredService<IUserClaimsPrincipalFactory<User>>().CreateAsync(user),
            new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddDays(30) }, IdentityConstants.ApplicationScheme);
        var guest = new Guest();
        guest.Bring(cookie.Cookie.Name!, cookie.TicketDataFormat.Protect(ticket));
        return guest;
    });

    /// <summary>The browser of somebody new with these rights, signed in.</summary>
    public static async Task<Guest> SignedInAsync(this MarketSite site, params HeldRole[] roles) => await site.SignedInAsync(await site.PersonAsync(roles));
}
