using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Invitations;

/// <summary>Nobody waits any more for whoever did not come in time: their name, phone and e-mail go.</summary>
public sealed class ForgetEndedInvitations(IAccountsDb db, TimeProvider clock)
{
    /// <returns>How many people were forgotten.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        return await db.Invitations.Where(invitation => invitation.State == InvitationState.Open && invitation.ExpiresAt <= now && invitation.Name != "")
            .ExecuteUpdateAsync(set => set
                .SetProperty(invitation => invitation.Name, "").SetProperty(invitation => invitation.Phone, (string?)null).SetProperty(invitation => invitation.Email, (string?)null)
                .SetProperty(invitation => invitation.Version, invitation => invitation.Version + 1), cancel);
    }
}
