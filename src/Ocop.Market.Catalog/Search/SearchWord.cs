using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Search;

/// <summary>
/// One word as written, and in the two spellings that search compares. <see cref="Exact"/> keeps every accent but writes the tone behind the word,
/// so that "hoà" and "hòa" are one spelling; <see cref="Folded"/> has the bare letters.
/// </summary>
public readonly record struct SearchWord(string Written, string Exact, string Folded)
{
    /// <summary>Longer "words" are noise, and PostgreSQL refuses one of more than 2 KB.</summary>
    private const int LongestWord = 40;

    public bool HasMarks => Exact != Folded;

    /// <summary>The letters and digits of a text, word by word. Whatever else stands in it only parts words.</summary>
    public static List<SearchWord> Split(string? text, int most = int.MaxValue)
    {
        var words = new List<SearchWord>();
        if (string.IsNullOrWhiteSpace(text)) return words;

        var normal = VietnameseText.Normalize(text);
        for (var start = 0; start < normal.Length && words.Count < most; start++)
        {
            var end = start;
            while (end < normal.Length && IsPartOfWord(normal[end])) end++;
            if (end == start) continue;
            if (Of(normal.AsSpan(start, Math.Min(end - start, LongestWord))) is { Folded.Length: > 0 } word) words.Add(word);
            start = end;
        }

        return words;
    }

    /// <summary>Words with a space on both sides, so that one can be looked for as a whole: " ca phe ".</summary>
    public static string Padded(IEnumerable<string> words) => string.Join(' ', words) is { Length: > 0 } joined ? $" {joined} " : "";

    private static SearchWord Of(ReadOnlySpan<char> letters)
    {
        var (exact, folded) = (new StringBuilder(letters.Length + 1), new StringBuilder(letters.Length));
        var tone = '\0';
        var written = letters.ToString().ToLowerInvariant();
        foreach (var letter in written)
        {
            var known = letter < '\u1f00' ? Letters.GetOrAdd(letter, Letter.Of) : Letter.Of(letter);
            exact.Append(known.Exact);
            folded.Append(known.Folded);
            if (known.Tone != '\0') tone = known.Tone;
        }

        if (tone != '\0') exact.Append(tone);
        return new SearchWord(written, exact.ToString(), folded.ToString());
    }

    /// <summary>A letter taken apart: itself with its marks but the tone, the tone, the bare letter.</summary>
    private readonly record struct Letter(string Exact, char Tone, string Folded)
    {
        public static Letter Of(char letter)
        {
            var parts = letter.ToString().Normalize(NormalizationForm.FormD);
            var marked = parts.Where(part => ToneOf(part) is null).ToArray();
            var bare = marked.Where(part => CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark).Select(part => part == 'đ' ? 'd' : part);
            return new Letter(new string(marked), parts.Select(ToneOf).LastOrDefault(tone => tone is not null) ?? '\0', string.Concat(bare));
        }
    }

    // Those of Latin, which pass by ten million times in an import.
    private static readonly ConcurrentDictionary<char, Letter> Letters = new();

    private static bool IsPartOfWord(char letter) =>
        char.IsLetterOrDigit(letter) || CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark;

    /// <summary>Huyền, sắc, ngã, hỏi, nặng.</summary>
    private static char? ToneOf(char letter) => letter switch
    {
        '\u0300' => '`',
        '\u0301' => '\'',
        '\u0303' => '~',
        '\u0309' => '?',
        '\u0323' => '.',
        _ => null,
    };
}
