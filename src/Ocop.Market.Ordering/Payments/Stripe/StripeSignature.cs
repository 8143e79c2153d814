using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ocop.Market.Ordering.Payments.Stripe;

public enum SignatureCheck { Right, Missing, Wrong, OutOfTime }

/// <summary>The header "Stripe-Signature": t=seconds and one or more v1=hex of HMAC-SHA256 over "{t}.{body}". Every other name in it is passed over: v0 is no signature.</summary>
public static class StripeSignature
{
    public const string Header = "Stripe-Signature";

    public static SignatureCheck Check(string? header, string body, IReadOnlyList<string> secrets, DateTime now, TimeSpan tolerance)
    {
        var parts = (header ?? "").Split(',').Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToLookup(part => part[0].Trim(), part => part[1].Trim());
        if (parts["t"].ToList() is not [var stamp] || !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var second) || !parts["v1"].Any()) return SignatureCheck.Missing;

        var message = Encoding.UTF8.GetBytes($"{stamp}.{body}");
        var expected = secrets.Where(secret => secret.Length > 0).Select(secret => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), message)))).ToList();
        var isRight = parts["v1"].Select(Encoding.ASCII.GetBytes).Any(told => expected.Any(right => CryptographicOperations.FixedTimeEquals(told, right)));
        if (!isRight) return SignatureCheck.Wrong;

        var age = new DateTimeOffset(now, TimeSpan.Zero).ToUnixTimeSeconds() - (decimal)second;
        return Math.Abs(age) <= (decimal)tolerance.TotalSeconds ? SignatureCheck.Right : SignatureCheck.OutOfTime;
    }
}
