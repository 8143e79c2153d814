using Microsoft.AspNetCore.Identity;
using Ocop.Market.Accounts;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Accounts;

/// <summary>The second step: six digits of the authenticator app, or one of the recovery codes.</summary>
public sealed class SignInWithCode(IAccountsDb db, SignInManager<User> signIn, TimeProvider clock)
{
    public static readonly Refusal TooLate = new("SecondStepTooLate", "", "Bước một đã quá 10 phút. Mời bạn đăng nhập lại.", "The first step is more than 10 minutes old. Please sign in again.");

    private static readonly Refusal Wrong = new("CodeWrong", "code", "Mã chưa đúng. Lấy mã mới nhất trong ứng dụng, hoặc dùng một mã dự phòng.", "Not the right code. Take the newest one from the app, or use a recovery code.");

    public async Task<Outcome<SignInStep>> HandleAsync(string? typed, CancellationToken cancel)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user) return TooLate;
        var code = new string([.. (typed ?? "").Where(char.IsAsciiLetterOrDigit)]);
        var isRecovery = code.Length > 6;
        // As the framework draws them: two groups of five.
        var result = isRecovery
            ? await signIn.TwoFactorRecoveryCodeSignInAsync(code.Length == 10 ? $"{code[..5]}-{code[5..]}" : code)
            : await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: true, rememberClient: false);
        if (result.Succeeded) user.SignedIn(clock.UtcNow());
        var (actor, act) = result switch
        {
            { Succeeded: true } => (user.Id.ToString(), isRecovery ? "SignedInWithRecoveryCode" : "SignedIn"),
            { IsLockedOut: true } => ("visitor", "SignInLocked"),
            _ => ("visitor", "SecondFactorFailed"),
        };
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), actor, act, user.Subject));
        await db.SaveChangesAsync(cancel);
        return result.Succeeded ? new SignInStep(user.Id, false) : result.IsLockedOut ? SignInWithPassword.Locked : Wrong;
    }
}
