using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Orders;

/// <summary>
/// "K7M4-92PX": short enough to read out on the phone, without the pairs that sound or look alike (0/O, 1/I/L, U/V),
/// and one of 656 thousand million, so that nobody guesses another buyer's.
/// </summary>
public static partial class OrderNumber
{
    public const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Draw()
    {
        var drawn = RandomNumberGenerator.GetString(Letters, 8);
        return $"{drawn[..4]}-{drawn[4..]}";
    }

    public static string OfParcel(string groupNumber, int position) => FormattableString.Invariant($"{groupNumber}-{position}");

    /// <summary>The group's number in whatever was typed: "k7m4 92px", "K7M492PX-2". Null where there is none.</summary>
    public static string? ReadGroup(string? typed)
    {
        var match = Typed().Match(VietnameseText.Fold(typed ?? "").ToUpperInvariant());
        return match.Success ? $"{match.Groups[1].Value}-{match.Groups[2].Value}" : null;
    }

    /// <summary>Whether a number can begin so; in large letters.</summary>
    public static bool MayBegin(string typed) => typed.All(letter => letter == '-' || Letters.Contains(letter));

    [GeneratedRegex($@"^[\s#]*([{Letters}]{{4}})[\s\-–.]*([{Letters}]{{4}})(?:[\s\-–.]*[1-9]\d{{0,3}})?\s*$")]
    private static partial Regex Typed();
}
