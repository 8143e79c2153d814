using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Granting;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Users;

/// <summary>Ends every sign-in of an account: one's own, or of somebody one may help.</summary>
public sealed class SignOutEverywhere(IAccountsDb db, UserManager<User> users, TimeProvider clock)
{
    public async Task<Outcome<User>> HandleAsync(Person by, Guid userId, CancellationToken cancel) => await db.InTransactionAsync<User>(async () =>
    {
        if (await db.Users.Include(one => one.Grants).FirstOrDefaultAsync(one => one.Id == userId, cancel) is not { } user) return GrantRefusals.NobodyThere;
        if (by.Id != userId && !by.MayHelp(user.AsPerson().Roles)) return GrantRefusals.NotYoursToHelp;
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "SignedOutEverywhere", user.Subject));
        await users.UpdateSecurityStampAsync(user);
        return user;
    }, cancel);
}
