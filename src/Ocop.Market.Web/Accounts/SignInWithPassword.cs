using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Accounts;

/// <param name="NeedsSecondFactor">The password was right; the cookie for the second step is set.</param>
public sealed record SignInStep(Guid UserId, bool NeedsSecondFactor);

/// <summary>Phone or e-mail with a password. Whatever was wrong, one sentence: it must not tell who has an account here.</summary>
public sealed partial class SignInWithPassword(IAccountsDb db, SignInManager<User> signIn, IPasswordHasher<User> hasher, TimeProvider clock, ILogger<SignInWithPassword> log)
{
    private const int LongestTyped = 254;

    private static readonly Refusal Wrong = new("SignInWrong", "who",
        "Chưa đúng, hoặc tài khoản đang tạm khoá 15 phút vì sai nhiều lần. Bạn xem lại số điện thoại hoặc thư điện tử, và mật khẩu; quên thì đặt lại bên dưới.",
        "Not right, or the account is locked for 15 minutes after too many wrong tries. Please check the phone or e-mail and the password; if you forgot it, set a new one below.");

    /// <summary>For whoever has shown already that the account is theirs.</summary>
    public static readonly Refusal Locked = new("LockedOut", "who",
        "Sai nhiều lần quá nên tài khoản tạm khoá 15 phút. Quên mật khẩu thì đặt lại bên dưới.", "Too many wrong tries: the account is locked for 15 minutes. If you forgot the password, set a new one below.");

    // Hashing takes time that tells whether there was something to compare with.
    private static string? _someHash;

    public async Task<Outcome<SignInStep>> HandleAsync(string? who, string? password, CancellationToken cancel)
    {
        if (await FindAsync(who, cancel) is not { } user)
        {
            hasher.VerifyHashedPassword(null!, _someHash ??= hasher.HashPassword(null!, SecretCode.Draw(20)), password ?? "");
            NoSuchAccount();
            return Wrong;
        }

        var result = await signIn.PasswordSignInAsync(user, password ?? "", isPersistent: true, lockoutOnFailure: true);
        if (result.RequiresTwoFactor) return new SignInStep(user.Id, true);
        if (result.Succeeded) user.SignedIn(clock.UtcNow());
        var (actor, act) = result switch
        {
            { Succeeded: true } => (user.Id.ToString(), "SignedIn"),
            { IsLockedOut: true } => ("visitor", "SignInLocked"),
            _ => ("visitor", "SignInFailed"),
        };
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), actor, act, user.Subject));
        await db.SaveChangesAsync(cancel);
        return result.Succeeded ? new SignInStep(user.Id, false) : Wrong;
    }

    private async Task<User?> FindAsync(string? typed, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > LongestTyped) return null;
        if (typed.Contains('@', StringComparison.Ordinal))
        {
            var email = signIn.UserManager.NormalizeEmail(typed.Trim());
            return await db.Users.FirstOrDefaultAsync(user => user.NormalizedEmail == email, cancel);
        }

        return VietnamesePhone.Normalize(typed) is { } phone ? await db.Users.FirstOrDefaultAsync(user => user.PhoneNumber == phone, cancel) : null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sign-in refused: no such account")]
    private partial void NoSuchAccount();
}
