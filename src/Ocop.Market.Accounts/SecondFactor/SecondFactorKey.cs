using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Users;
using Ocop.Market.Kernel;

namespace Ocop.Market.Accounts.SecondFactor;

/// <param name="Letters">For typing, in groups of four.</param>
/// <param name="Address">For the camera: otpauth://….</param>
/// <param name="IsEnrolled">The app has proved that it has the key.</param>
public sealed record AuthenticatorKey(string Letters, string Address, bool IsEnrolled, int RecoveryCodesLeft);

/// <summary>The key that an authenticator app needs; drawn at the first look.</summary>
public sealed class SecondFactorKey(UserManager<User> users, IUserStore<User> store, IOptions<Letterhead> letterhead)
{
    public async Task<AuthenticatorKey> OfAsync(Guid userId, CancellationToken cancel)
    {
        var user = await users.FindByIdAsync(userId.ToString()) ?? throw new InvalidOperationException("The account is gone.");
        // Once enrolled it is not shown again: who finds the page open must not be able to copy it.
        if (user.TwoFactorEnabled) return new AuthenticatorKey("", "", true, await users.CountRecoveryCodesAsync(user));
        var key = await users.GetAuthenticatorKeyAsync(user) ?? await DrawAsync(user, cancel);
        var issuer = Uri.EscapeDataString(letterhead.Value.MarketName);
        var account = Uri.EscapeDataString(user.Email ?? VietnamesePhone.Spoken(user.PhoneNumber!));
        return new AuthenticatorKey(string.Join(' ', key.Chunk(4).Select(four => new string(four))), $"otpauth://totp/{issuer}:{account}?secret={key}&issuer={issuer}&digits=6", false, 0);
    }

    // Past the manager, which would change the stamp: looking at this page must sign nobody out.
    private async Task<string> DrawAsync(User user, CancellationToken cancel)
    {
        var key = users.GenerateNewAuthenticatorKey();
        await ((IUserAuthenticatorKeyStore<User>)store).SetAuthenticatorKeyAsync(user, key, cancel);
        await store.UpdateAsync(user, cancel);
        return key;
    }
}
