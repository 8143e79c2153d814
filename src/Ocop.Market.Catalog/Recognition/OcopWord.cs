using System.Text.RegularExpressions;

namespace Ocop.Market.Catalog.Recognition;

/// <summary>
/// The programme's name goes where the stars go. A producer may have put it into the product's name while they were valid; from the
/// day they are gone it stands in no title, badge, structured data or feed.
/// </summary>
public static partial class OcopWord
{
    public static string Without(string words)
    {
        if (!words.Contains("OCOP", StringComparison.OrdinalIgnoreCase)) return words;
        var rest = Spaces().Replace(Ocop().Replace(words, " "), " ").Trim();
        return rest.Length == 0 ? words : rest;
    }

    [GeneratedRegex(@"\bOCOP\b(\s*[345]\s*sao\b)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ocop();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
