using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ocop.Market.Doubles.Stripe;

/// <summary>Signs notifications as Stripe's documents have it: lower-case hex of HMAC-SHA256, key = the endpoint's secret with its "whsec_", message = seconds, a dot, the body.</summary>
public static class StripeSigner
{
    public const string HeaderName = "Stripe-Signature";

    public static string Sign(string payload, string secret, long second)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(second.ToString(CultureInfo.InvariantCulture) + "."));
        hmac.AppendData(Encoding.UTF8.GetBytes(payload));
        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    /// <summary>One v1 for each secret: while one is rolled over there are two.</summary>
    public static string Header(string payload, long second, params IEnumerable<string> secrets) =>
        string.Create(CultureInfo.InvariantCulture, $"t={second},{string.Join(',', secrets.Select(secret => $"v1={Sign(payload, secret, second)}"))}");
}
