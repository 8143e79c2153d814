using Microsoft.AspNetCore.Identity;
using Ocop.Market.Accounts.Users;

namespace Ocop.Market.Accounts.SecondFactor;

/// <summary>Codes of an authenticator app, each good once: the framework takes one for as long as it lasts, also from whoever looked over the shoulder.</summary>
public sealed class OnceOnlyAuthenticator : AuthenticatorTokenProvider<User>
{
    private const string Keeper = "market", Name = "used-code";

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<User> manager, User user)
    {
        if (!await base.ValidateAsync(purpose, token, manager, user) || await manager.GetAuthenticationTokenAsync(user, Keeper, Name) == token) return false;
        return (await manager.SetAuthenticationTokenAsync(user, Keeper, Name, token)).Succeeded;
    }
}
