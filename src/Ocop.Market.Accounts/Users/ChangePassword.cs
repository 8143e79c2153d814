using Microsoft.AspNetCore.Identity;
using Ocop.Market.Accounts.Recovery;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.Users;

/// <summary>Whoever knows the old password sets a new one; all other devices are signed out.</summary>
public sealed class ChangePassword(IAccountsDb db, UserManager<User> users, TimeProvider clock)
{
    public static readonly Refusal OldWrong = new("OldPasswordWrong", "current", "Mật khẩu đang dùng chưa đúng.", "The present password is not right.");

    public async Task<Outcome<User>> HandleAsync(Guid userId, string? current, string? password, CancellationToken cancel) => await db.InTransactionAsync<User>(async () =>
    {
        var user = await users.FindByIdAsync(userId.ToString()) ?? throw new InvalidOperationException("The account is gone.");
        if (!await users.CheckPasswordAsync(user, current ?? "")) return OldWrong;
        if (PasswordWords.Refuse(password ?? "", user) is { } weak) return weak;
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), user.Id.ToString(), "PasswordChanged", user.Subject));
        await db.EndResetCodesAsync(userId, clock.UtcNow(), cancel);
        var changed = await users.ChangePasswordAsync(user, current ?? "", password ?? "");
        return changed.Succeeded ? user : Outcome<User>.Refused(PasswordWords.Refuse(changed.Errors));
    }, cancel);
}
