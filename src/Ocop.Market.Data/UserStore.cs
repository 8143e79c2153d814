using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Ocop.Market.Accounts.Users;

namespace Ocop.Market.Data;

/// <summary>The framework's store of users, without its roles, claims and outside logins. Recovery codes are kept as hashes; by itself it keeps them as they are.</summary>
internal sealed class UserStore(MarketDb db, IdentityErrorDescriber? words = null) : UserOnlyStore<User, MarketDb, Guid>(db, words)
{
    private const int HashLetters = 2 * SHA256.HashSizeInBytes;

    // When one is used up, the framework puts back the rest, which are hashes already.
    public override Task ReplaceCodesAsync(User user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(code => code.Length == HashLetters ? code : Hash(code)), cancellationToken);

    public override Task<bool> RedeemCodeAsync(User user, string code, CancellationToken cancellationToken) => base.RedeemCodeAsync(user, Hash(code), cancellationToken);

    // Drawn at random, so a plain hash cannot be guessed back.
    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));
}
