using System.Globalization;
using System.Text;

namespace Ocop.Market.Kernel;

/// <summary>Vietnamese words as they are compared, searched and put into addresses.</summary>
public static class VietnameseText
{
    /// <summary>One spelling of the same letters: NFC, no control characters, single spaces.</summary>
    public static string Normalize(string text) => IsNormal(text) ? text : Normalized(text);

    /// <summary>The same for what is written in lines.</summary>
    public static string NormalizeLines(string? text) => string.Join('\n', (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(Normalize)).Trim('\n');

    private static string Normalized(string text)
    {
        var builder = new StringBuilder(text.Length);
        var spaceIsDue = false;
        foreach (var letter in WellFormed(text).Normalize(NormalizationForm.FormC))
        {
            if (char.IsWhiteSpace(letter) || char.IsControl(letter)) { spaceIsDue = builder.Length > 0; continue; }
            if (spaceIsDue) { builder.Append(' '); spaceIsDue = false; }
            builder.Append(letter);
        }

        return builder.ToString();
    }

    /// <summary>
    /// The bare letters: lower case, without tone and vowel marks, đ as d. "Hoà", "Hòa" and "HOA" fold alike.
    /// SQLite's own tokenizer leaves đ alone, hence one folding of our own for both databases.
    /// </summary>
    public static string Fold(string text)
    {
        var folded = new char[text.Length];
        for (var i = 0; i < text.Length; i++)
            if ((folded[i] = text[i] < FoldedLetters.Length ? FoldedLetters[text[i]] : '\0') == '\0') return Folded(text);
        return Normalize(new string(folded));
    }

    private static string Folded(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var letter in WellFormed(text).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            builder.Append(letter is 'đ' or 'Đ' ? 'd' : char.ToLowerInvariant(letter));
        }

        return Normalize(builder.ToString());
    }

    /// <summary>For web addresses: folded words joined by hyphens, "Chè Đinh Tân Cương" → "che-dinh-tan-cuong".</summary>
    public static string Slug(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var letter in Fold(text))
        {
            if (char.IsAsciiLetterOrDigit(letter)) builder.Append(letter);
            else if (builder.Length > 0 && builder[^1] != '-') builder.Append('-');
        }

        return builder.ToString().TrimEnd('-');
    }

    // Every import and every page asks, mostly of text that is as it should be: then no library need look at it.
    private static bool IsNormal(string text)
    {
        var letters = text.AsSpan();
        for (var i = 0; i < letters.Length; i++)
        {
            if (letters[i] == ' ' ? i == 0 || letters[i - 1] == ' ' : !IsNormalAlone(letters[i])) return false;
        }

        return letters is not [.., ' '];
    }

    /// <summary>Printable, and its own NFC whatever stands beside it: ASCII, Latin up to the first combining mark, the letters of Vietnamese.</summary>
    private static bool IsNormalAlone(char letter) => letter is (> ' ' and <= '~') or (> '\u00a0' and < '\u0300') or (>= '\u1ea0' and <= '\u1ef9');

    // What each letter of the Latin blocks folds to; 0 where it takes more than a letter to say so.
    private static readonly char[] FoldedLetters = [.. Enumerable.Range(0, 0x1F00).Select(code => (char)code).Select(letter =>
        letter is ' ' ? ' ' : IsNormalAlone(letter) && Folded(letter.ToString()) is [var folded] ? folded : '\0')];

    // Half of a surrogate pair makes Normalize throw; such text comes from broken phones and from attackers.
    private static string WellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (rune == Rune.ReplacementChar) return new string([.. text.Where(letter => !char.IsSurrogate(letter))]);
        return text;
    }
}
