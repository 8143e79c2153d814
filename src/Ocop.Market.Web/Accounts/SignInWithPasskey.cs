using Microsoft.AspNetCore.Identity;
using Ocop.Market.Accounts;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Accounts;

/// <summary>A passkey is two factors in one: the device that holds it, and the finger, face or number that opens it there. So it needs no second step.</summary>
public sealed class SignInWithPasskey(IAccountsDb db, SignInManager<User> signIn, TimeProvider clock)
{
    private static readonly Refusal Wrong = new("PasskeyWrong", "who", "Khoá này chưa mở được tài khoản nào ở đây. Mời bạn dùng mật khẩu.", "This key opens no account here. Please use the password.");

    /// <summary>The challenge for the browser. Names no account: the device knows whose keys it holds.</summary>
    public Task<string> AskAsync() => signIn.MakePasskeyRequestOptionsAsync(null!);

    public async Task<Outcome<SignInStep>> HandleAsync(string? credential, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(credential)) return Wrong;
        PasskeyAssertionResult<User> read;
        try
        {
            read = await signIn.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // No challenge was asked for in the last ten minutes.
            return Wrong;
        }

        if (!read.Succeeded) return Wrong;
        var user = read.User;
        if (await signIn.UserManager.IsLockedOutAsync(user)) return SignInWithPassword.Locked;
        user.SignedIn(clock.UtcNow());
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), user.Id.ToString(), "SignedInWithPasskey", user.Subject));
        await signIn.UserManager.AddOrUpdatePasskeyAsync(user, read.Passkey);
        await db.SaveChangesAsync(cancel);
        await signIn.SignInAsync(user, isPersistent: true);
        return new SignInStep(user.Id, false);
    }
}
