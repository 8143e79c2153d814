using System.Security.Cryptography;
using System.Text;

namespace Ocop.Market.Kernel;

/// <summary>A signature or a secret as text, as a stranger sent it.</summary>
public static class SignatureText
{
    /// <summary>Whether it is the one we work out; how long it takes tells nothing about where they differ.</summary>
    /// <param name="inEitherCase">For hex from those who write it in upper and in lower case.</param>
    public static bool IsSame(string ours, string? theirs, bool inEitherCase = false) =>
        theirs is not null && (inEitherCase ? IsSame(ours.ToLowerInvariant(), theirs.ToLowerInvariant()) : CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(ours), Encoding.UTF8.GetBytes(theirs)));
}
