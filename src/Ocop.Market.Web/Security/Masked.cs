using System.Text.RegularExpressions;

namespace Ocop.Market.Web.Security;

/// <summary>Words for the log without what belongs to a person: phone numbers, mail addresses, tokens.</summary>
public static partial class Masked
{
    public static string Text(string text)
    {
        var clean = Mail().Replace(text, "[mail]");
        clean = Phone().Replace(clean, "[phone]");
        return Token().Replace(clean, "[token]");
    }

    /// <summary>A path that matched no route: cut, so that a long probe cannot fill the disk.</summary>
    public static string Path(string path) => Text(path.Length <= 200 ? path : path[..200]);

    [GeneratedRegex(@"[^\s/@<>=&;]+@[^\s/@<>=&;]+\.\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();

    // +84… or 0… with nine to ten more digits, however they are spaced.
    [GeneratedRegex(@"(?<!\d)(?:\+?84|0)(?:[ .\-]?\d){9,10}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    // Signed tokens are long, without spaces, and have digits; slugs are words.
    [GeneratedRegex(@"(?=[A-Za-z_\-]*\d)[A-Za-z0-9_\-]{32,}", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
