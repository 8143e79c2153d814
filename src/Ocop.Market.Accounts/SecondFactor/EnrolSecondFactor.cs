using Microsoft.AspNetCore.Identity;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.SecondFactor;

public sealed record RecoveryCodes(IReadOnlyList<string> Codes);

/// <summary>Binds an authenticator app that shows the right code, and hands out recovery codes: shown this once, kept as hashes. Enrolled already, it hands out new codes.</summary>
public sealed class EnrolSecondFactor(IAccountsDb db, UserManager<User> users, TimeProvider clock)
{
    private const int HowMany = 10;

    private static readonly Refusal CodeWrong = new("CodeWrong", "code", "Mã chưa đúng. Chờ ứng dụng hiện mã mới rồi gõ lại.", "Not the right code. Wait until the app shows a new one.");

    public async Task<Outcome<RecoveryCodes>> HandleAsync(Guid userId, string? typed, CancellationToken cancel) => await db.InTransactionAsync<RecoveryCodes>(async () =>
    {
        var user = await users.FindByIdAsync(userId.ToString()) ?? throw new InvalidOperationException("The account is gone.");
        var code = new string([.. (typed ?? "").Where(char.IsAsciiDigit)]);
        if (!await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, code)) return CodeWrong;
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), user.Id.ToString(), user.TwoFactorEnabled ? "RecoveryCodesRenewed" : "SecondFactorEnrolled", user.Subject));
        if (!user.TwoFactorEnabled) await users.SetTwoFactorEnabledAsync(user, true);
        return new RecoveryCodes([.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, HowMany))!]);
    }, cancel);
}
