using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Granting;

/// <summary>Takes a right back; it holds no more from that person's next request on.</summary>
public sealed class WithdrawRight(IAccountsDb db, TimeProvider clock)
{
    public async Task<Outcome<Grant>> HandleAsync(Person by, Guid grantId, CancellationToken cancel) => await db.InTransactionAsync<Grant>(async () =>
    {
        if (await db.Grants.FirstOrDefaultAsync(grant => grant.Id == grantId, cancel) is not { } grant) return GrantRefusals.NobodyThere;
        if (!by.MayGrant(grant.Role, grant.Scope)) return GrantRefusals.NotYours;
        if (grant.Role == Role.Administrator && await AdministratorsAsync(cancel) < 2) return GrantRefusals.LastAdministrator;
        db.Grants.Remove(grant);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), by.Actor, "RightWithdrawn", ChangeSubject.User(grant.UserId), before: grant.Told));
        await db.SaveChangesAsync(cancel);
        return grant;
    }, cancel);

    // Counted by writing: of two administrators who take each other's right at once, the second waits here and then finds one.
    private Task<int> AdministratorsAsync(CancellationToken cancel) =>
        db.Grants.Where(grant => grant.Role == Role.Administrator).ExecuteUpdateAsync(set => set.SetProperty(grant => grant.At, grant => grant.At), cancel);
}
