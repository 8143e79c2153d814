using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Recovery;

/// <summary>Sets a new password by a code, once. Signs the account out everywhere, opens its lock, and ends its other codes and its passkeys; the second factor stays.</summary>
public sealed class ResetPassword(IAccountsDb db, UserManager<User> users, TimeProvider clock)
{
    private static readonly Refusal Ended = new("ResetCodeEnded", "code",
        "Mã này không đúng, đã dùng, hoặc đã quá 24 giờ. Mời bạn xin mã mới.", "This code is not right, was used, or is older than 24 hours. Please ask for a new one.");

    /// <summary>Whether a code still opens anything; looking uses nothing up.</summary>
    public async Task<bool> IsOpenAsync(string? code, CancellationToken cancel) => await FindAsync(code, cancel) is not null;

    public async Task<Outcome<User>> HandleAsync(string? code, string? password, CancellationToken cancel)
    {
        if (await FindAsync(code, cancel) is not { } found) return Ended;
        return await db.InTransactionAsync<User>(async () =>
        {
            var now = clock.UtcNow();
            var ended = await db.ResetCodes.Where(other => other.Id == found.Id && other.UsedAt == null && other.ExpiresAt > now)
                .ExecuteUpdateAsync(set => set.SetProperty(other => other.UsedAt, now), cancel);
            if (ended == 0) return Ended;
            await db.EndResetCodesAsync(found.UserId, now, cancel);

            var user = await db.Users.SingleAsync(one => one.Id == found.UserId, cancel);
            if (PasswordWords.Refuse(password ?? "", user) is { } weak) return weak;
            if (found.PrintedBy is null) user.EmailConfirmed = true;
            (user.PasswordHash, user.LockoutEnd, user.AccessFailedCount) = (null, null, 0);
            db.AuditEntries.Add(new AuditEntry(now, user.Id.ToString(), "PasswordReset", user.Subject));
            // Changes the stamp, too: whoever is signed in as this account is so no longer.
            var set = await users.AddPasswordAsync(user, password ?? "");
            if (!set.Succeeded) return Outcome<User>.Refused(PasswordWords.Refuse(set.Errors));
            // Whoever needed a code may have lost the device that holds a key; it would open the account past everything.
            foreach (var key in await users.GetPasskeysAsync(user)) await users.RemovePasskeyAsync(user, key.CredentialId);
            return user;
        }, cancel);
    }

    private async Task<ResetCode?> FindAsync(string? code, CancellationToken cancel)
    {
        var (hash, now) = (SecretCode.HashOf(code), clock.UtcNow());
        return hash is null ? null : await db.ResetCodes.AsNoTracking().FirstOrDefaultAsync(reset => reset.CodeHash == hash && reset.UsedAt == null && reset.ExpiresAt > now, cancel);
    }
}
