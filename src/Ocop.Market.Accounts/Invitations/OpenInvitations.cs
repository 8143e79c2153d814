using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Invitations;

/// <summary>Invitations that can still be accepted.</summary>
public sealed class OpenInvitations(IAccountsDb db, TimeProvider clock)
{
    public async Task<Invitation?> FindAsync(string? code, CancellationToken cancel)
    {
        var (hash, now) = (SecretCode.HashOf(code), clock.UtcNow());
        return hash is null ? null : await db.Invitations.AsNoTracking()
            .FirstOrDefaultAsync(invitation => invitation.CodeHash == hash && invitation.State == InvitationState.Open && invitation.ExpiresAt > now, cancel);
    }

    /// <summary>Those that the reader could withdraw, the newest first.</summary>
    public async Task<IReadOnlyList<Invitation>> OfAsync(Person reader, CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var open = await db.Invitations.AsNoTracking().Where(invitation => invitation.State == InvitationState.Open && invitation.ExpiresAt > now)
            .OrderByDescending(invitation => invitation.At).ToListAsync(cancel);
        return open.FindAll(invitation => reader.MayGrant(invitation.Role, invitation.Scope));
    }
}

internal static class InvitationEnd
{
    /// <summary>Once: of two who take the same link at once, one gets it. The contact is forgotten with it.</summary>
    public static async Task<bool> EndAsync(this IAccountsDb db, Guid id, InvitationState state, Guid? acceptedBy, DateTime now, CancellationToken cancel) =>
        await db.Invitations.Where(invitation => invitation.Id == id && invitation.State == InvitationState.Open && invitation.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set
                .SetProperty(invitation => invitation.State, state).SetProperty(invitation => invitation.AcceptedBy, acceptedBy)
                .SetProperty(invitation => invitation.Name, "").SetProperty(invitation => invitation.Phone, (string?)null).SetProperty(invitation => invitation.Email, (string?)null)
                .SetProperty(invitation => invitation.Version, invitation => invitation.Version + 1), cancel) == 1;
}
