using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Granting;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.SecondFactor;

/// <summary>
/// Phone lost, codes lost: somebody above, who has the person in front of them, takes the second factor off. One's own goes by the password.
/// Key, codes and sign-ins end with it, and the passkeys of the phone that was lost.
/// </summary>
public sealed class RemoveSecondFactor(IAccountsDb db, UserManager<User> users, TimeProvider clock)
{
    public async Task<Outcome<User>> HandleAsync(Person by, Guid userId, string? ownPassword, CancellationToken cancel) => await db.InTransactionAsync<User>(async () =>
    {
        if (await db.Users.Include(one => one.Grants).FirstOrDefaultAsync(one => one.Id == userId, cancel) is not { } user) return GrantRefusals.NobodyThere;
        if (by.Id == userId)
        {
            if (!await users.CheckPasswordAsync(user, ownPassword ?? "")) return ChangePassword.OldWrong;
        }
        else if (!by.MayHelp(user.AsPerson().Roles)) return GrantRefusals.NotYoursToHelp;

        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "SecondFactorRemoved", user.Subject));
        await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 0);
        await users.ResetAuthenticatorKeyAsync(user);
        await users.SetTwoFactorEnabledAsync(user, false);
        foreach (var key in by.Id == userId ? [] : await users.GetPasskeysAsync(user)) await users.RemovePasskeyAsync(user, key.CredentialId);
        return user;
    }, cancel);
}
