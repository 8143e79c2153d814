using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Ocop.Market.Cms.Media;

/// <summary>
/// Keys name pictures by what they are made from, so an address never shows anything else and may be kept for ever. Each begins its hash with
/// a recipe: raise it when files are made differently, and pictures sent again get new addresses.
/// </summary>
public static partial class MediaKeys
{
    public static IncrementalHash Begin(string recipe)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(recipe));
        return hash;
    }

    public static string End(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));

    /// <summary>The 4:5 cut of a photo around its focal point; another point is another address.</summary>
    public static string OfCut(string photo, FocalPoint focus)
    {
        using var hash = Begin("ocop-cut-1");
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{photo} {focus.X:0.00} {focus.Y:0.00}")));
        return End(hash);
    }

    public static bool IsKey(string words) => Form().IsMatch(words);

    internal static string FolderOf(string key) => $"{key[..2]}/{key}/";

    [GeneratedRegex(@"\A[0-9a-f]{32}\z")]
    private static partial Regex Form();
}
