using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.WebUtilities;
using Ocop.Market.Accounts;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;
using Ocop.Market.Web.Languages;
using Ocop.Market.Web.Security;

namespace Ocop.Market.Web.Accounts;

[Requires(BeforeSecondFactor = true), EnableRateLimiting(RateLimits.SignInTries)]
public sealed class PasskeysModel(CurrentPerson person, SignInManager<User> signIn, IAccountsDb db, Words words, TimeProvider clock) : AccountFormModel
{
    private const int MostKeys = 10, LongestName = 40;

    private static readonly Refusal NotMade = new("PasskeyNotMade", "", "Máy chưa tạo được khoá. Bạn thử lại.", "The device could not make a key. Please try again.");
    private static readonly Refusal TooMany = new("TooManyPasskeys", "", $"Một tài khoản giữ nhiều nhất {MostKeys} khoá.", $"An account keeps {MostKeys} keys at most.");

    public IReadOnlyList<UserPasskeyInfo> Keys { get; private set; } = [];

    public string IdOf(UserPasskeyInfo key) => WebEncoders.Base64UrlEncode(key.CredentialId);

    public async Task OnGetAsync() => await ReadAsync();

    public async Task<IActionResult> OnPostOptionsAsync()
    {
        var user = await ReadAsync();
        return Content(await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id.ToString(), Name = user.Email ?? VietnamesePhone.Spoken(user.PhoneNumber!), DisplayName = user.Name }), "application/json");
    }

    public async Task<IActionResult> OnPostAsync(string? credential, string? name, string? current, CancellationToken cancel)
    {
        var user = await ReadAsync();
        if (Keys.Count >= MostKeys) return Refused([TooMany]);
        // A phone left lying about must not become somebody else's way in for good.
        if (!await signIn.UserManager.CheckPasswordAsync(user, current ?? "")) return Refused([ChangePassword.OldWrong]);
        if (await ReadKeyAsync(credential) is not { Succeeded: true } made) return Refused([NotMade]);
        var called = VietnameseText.Normalize(name ?? "");
        made.Passkey.Name = called.Length == 0 ? words["Khoá", "Key"] : called[..Math.Min(called.Length, LongestName)];
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), user.Id.ToString(), "PasskeyAdded", user.Subject));
        await signIn.UserManager.AddOrUpdatePasskeyAsync(user, made.Passkey);
        await db.SaveChangesAsync(cancel);
        return LocalRedirect("~/tai-khoan/khoa");
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? id, CancellationToken cancel)
    {
        var user = await ReadAsync();
        if (Keys.FirstOrDefault(key => IdOf(key) == id) is { } gone)
        {
            db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), user.Id.ToString(), "PasskeyRemoved", user.Subject));
            await signIn.UserManager.RemovePasskeyAsync(user, gone.CredentialId);
            await db.SaveChangesAsync(cancel);
        }

        return LocalRedirect("~/tai-khoan/khoa");
    }

    private async Task<PasskeyAttestationResult?> ReadKeyAsync(string? credential)
    {
        try
        {
            return string.IsNullOrEmpty(credential) ? null : await signIn.PerformPasskeyAttestationAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // No challenge was asked for in the last ten minutes.
            return null;
        }
    }

    private async Task<User> ReadAsync()
    {
        var user = await signIn.UserManager.FindByIdAsync(person.Somebody.Id.ToString()) ?? throw new InvalidOperationException("The account is gone.");
        Keys = [.. (await signIn.UserManager.GetPasskeysAsync(user)).OrderBy(key => key.CreatedAt)];
        return user;
    }
}
