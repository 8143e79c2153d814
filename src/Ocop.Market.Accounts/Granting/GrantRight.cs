using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Granting;

/// <summary>Gives somebody a role on a part of the programme. Who has it already keeps the one grant.</summary>
public sealed class GrantRight(IAccountsDb db, TimeProvider clock)
{
    public async Task<Outcome<Grant>> HandleAsync(Person by, Guid userId, Role role, Scope scope, CancellationToken cancel)
    {
        if (!by.MayGrant(role, scope)) return GrantRefusals.NotYours;
        return await db.InTransactionAsync<Grant>(async () =>
        {
            if (await db.Users.Include(user => user.Grants).FirstOrDefaultAsync(user => user.Id == userId, cancel) is not { } user) return GrantRefusals.NobodyThere;
            if (user.Grants.Find(grant => grant.Role == role && grant.ScopePath == scope.Path) is { } held) return held;
            var grant = new Grant(userId, role, scope, by.Id, clock.UtcNow());
            db.Grants.Add(grant);
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "RightGranted", user.Subject, after: grant.Told));
            await db.SaveChangesAsync(cancel);
            return grant;
        }, cancel);
    }
}
