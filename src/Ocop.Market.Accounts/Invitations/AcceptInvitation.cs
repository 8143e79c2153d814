using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Granting;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Invitations;

/// <summary>
/// Takes an invitation: whoever is signed in gets the right added to their account, anybody else makes one. It counts only while the
/// person who invited could still give the right.
/// </summary>
public sealed class AcceptInvitation(IAccountsDb db, OpenInvitations invitations, SignedInPeople people, OpenAccount openAccount, GrantRight grantRight, TimeProvider clock)
{
    public static readonly Refusal Ended = new("InvitationEnded", "",
        "Lời mời này đã hết hạn, đã dùng hoặc đã được rút lại. Mời bạn hỏi người mời.", "This invitation has ended, was used or was taken back. Please ask whoever invited you.");

    /// <returns>The account that now holds the right.</returns>
    public async Task<Outcome<Guid>> HandleAsync(string? code, Person? signedIn, AccountForm form, CancellationToken cancel)
    {
        if (await invitations.FindAsync(code, cancel) is not { } invitation) return Ended;
        return await db.InTransactionAsync<Guid>(async () =>
        {
            if ((await people.FindAsync(invitation.InvitedBy, cancel))?.Person is not { } host || !host.MayGrant(invitation.Role, invitation.Scope)) return Ended;
            var guest = signedIn?.Id ?? default;
            if (signedIn is null)
            {
                var opened = await openAccount.HandleAsync(form, "visitor", cancel);
                if (!opened.Succeeded) return Outcome<Guid>.Refused(opened.Refusals);
                guest = opened.Value.Id;
            }

            if (!await db.EndAsync(invitation.Id, InvitationState.Accepted, guest, clock.UtcNow(), cancel)) return Ended;
            var granted = await grantRight.HandleAsync(host, guest, invitation.Role, invitation.Scope, cancel);
            if (!granted.Succeeded) return Outcome<Guid>.Refused(granted.Refusals);
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), guest.ToString(), "InvitationAccepted", invitation.Subject));
            await db.SaveChangesAsync(cancel);
            return guest;
        }, cancel);
    }
}
