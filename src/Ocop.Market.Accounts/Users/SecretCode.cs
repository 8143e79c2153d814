using System.Security.Cryptography;
using System.Text;

namespace Ocop.Market.Accounts.Users;

/// <summary>
/// A secret that opens something once: drawn here, shown once, kept only as its hash. Its letters cannot be mistaken for one another, so it
/// may be read from paper; each is worth five bits.
/// </summary>
public static class SecretCode
{
    /// <summary>For links: 130 bits.</summary>
    public const int InLinks = 26;

    /// <summary>For fingers: 80 bits, behind a rate limit, for a day.</summary>
    public const int OnPaper = 16;

    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    public static string Draw(int letters) => RandomNumberGenerator.GetString(Letters, letters);

    /// <summary>"K7M4-92PX-…".</summary>
    public static string Grouped(string code) => string.Join('-', code.Chunk(4).Select(group => new string(group)));

    /// <summary>Null where it cannot be one of ours.</summary>
    public static string? HashOf(string? typed)
    {
        if (typed is null or { Length: > 64 }) return null;
        var code = new string([.. typed.Where(letter => !char.IsWhiteSpace(letter) && letter != '-').Select(char.ToUpperInvariant)]);
        return code.Length >= OnPaper && code.All(letter => Letters.Contains(letter, StringComparison.Ordinal))
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(code)))
            : null;
    }
}
