using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ocop.Market.Accounts.Users;

/// <summary>A code that is mailed and typed within minutes. Somebody who reads the table could try a million in a moment, so each try is made slow and salted.</summary>
public static class SixDigits
{
    private const int Rounds = 50_000, SaltBytes = 16, HashBytes = 32;

    public static string Draw() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    public static string HashOf(string code)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return $"{Convert.ToHexString(salt)}.{Convert.ToHexString(Derive(code, salt))}";
    }

    public static bool Fits(string? typed, string hash)
    {
        var (digits, parts) = (new string([.. (typed ?? "").Where(char.IsAsciiDigit).Take(7)]), hash.Split('.'));
        return digits.Length == 6 && CryptographicOperations.FixedTimeEquals(Derive(digits, Convert.FromHexString(parts[0])), Convert.FromHexString(parts[1]));
    }

    private static byte[] Derive(string code, byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(code), salt, Rounds, HashAlgorithmName.SHA256, HashBytes);
}
