using Microsoft.AspNetCore.Identity;
using Ocop.Market.Accounts.Users;

namespace Ocop.Market.Accounts.SecondFactor;

/// <summary>Codes of an authenticator app, each good once: the framework takes one for as long as it lasts, also from whoever looked over the shoulder.</summary>
public sealed class OnceOnlyAuthenticator : AuthenticatorTokenProvider<User>
{
    private const string Keeper = "market", Name = "used-codes";

    /// <summary>As many as are good at the same moment: of this half minute, the two before and the two after.</summary>
    private const int Remembered = 5;

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<User> manager, User user)
    {
        if (!await base.ValidateAsync(purpose, token, manager, user)) return false;
        var used = (await manager.GetAuthenticationTokenAsync(user, Keeper, Name) ?? "").Split(' ');
        return !used.Contains(token) && (await manager.SetAuthenticationTokenAsync(user, Keeper, Name, string.Join(' ', used.TakeLast(Remembered - 1).Append(token)))).Succeeded;
    }
}
