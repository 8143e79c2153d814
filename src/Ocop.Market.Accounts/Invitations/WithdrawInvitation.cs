using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Granting;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Invitations;

public sealed class WithdrawInvitation(IAccountsDb db, TimeProvider clock)
{
    public async Task<Outcome<Invitation>> HandleAsync(Person by, Guid id, CancellationToken cancel) => await db.InTransactionAsync<Invitation>(async () =>
    {
        if (await db.Invitations.AsNoTracking().FirstOrDefaultAsync(found => found.Id == id, cancel) is not { } invitation) return AcceptInvitation.Ended;
        if (!by.MayGrant(invitation.Role, invitation.Scope)) return GrantRefusals.NotYours;
        var now = clock.UtcNow();
        if (!await db.EndAsync(id, InvitationState.Withdrawn, null, now, cancel)) return AcceptInvitation.Ended;
        db.AuditEntries.Add(new AuditEntry(now, by.Actor, "InvitationWithdrawn", invitation.Subject));
        await db.SaveChangesAsync(cancel);
        return invitation;
    }, cancel);
}
