using System.Globalization;
using System.Reflection;
using System.Text;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Sharing;

/// <summary>Words set into lines that fit, all of one size.</summary>
public sealed record SetWords(double Size, IReadOnlyList<string> Lines);

/// <summary>One weight of the site's typeface, which lies in subsets as web fonts do.</summary>
public sealed class Lettering
{
    /// <summary>From line to line; Vietnamese marks stand above and below.</summary>
    public const double Leading = 1.2;

    private const double MissingWidth = 0.6;

    private Lettering(string family, string weight)
    {
        Family = family;
        Fonts = [.. new[] { "latin", "vietnamese", "latin-ext" }.Select(subset => Read($"fonts/{subset}-{weight}"))];
    }

    // As the font files call themselves: to a web page the second is a weight, to an operating system it is a family.
    public static readonly Lettering Bold = new("Be Vietnam Pro", "700");
    public static readonly Lettering Medium = new("Be Vietnam Pro Medium", "500");

    public string Family { get; }

    public IReadOnlyList<WoffFont> Fonts { get; }

    /// <summary>One line, cut where it is too long even in the smallest size.</summary>
    public SetWords FitLine(string words, double width, params ReadOnlySpan<double> sizes) => Fit(words, width, double.MaxValue, 1, sizes);

    /// <summary>The largest size in which the words fit; where none does, the smallest, with the rest left out behind "…".</summary>
    public SetWords Fit(string words, double width, double height, int mostLines, params ReadOnlySpan<double> sizes)
    {
        var drawable = Drawable(words);
        foreach (var size in sizes)
            if (Lines(drawable, width / size) is var lines && lines.Count <= mostLines && lines.Count * size * Leading <= height) return new SetWords(size, Balanced(drawable, width / size, lines));

        var cut = Lines(drawable, width / sizes[^1]).Take(mostLines).ToList();
        cut[^1] = Shortened(cut[^1], width / sizes[^1]);
        return new SetWords(sizes[^1], cut);
    }

    // At a word where there is one to cut at.
    private string Shortened(string line, double width)
    {
        while (WidthOf(line + "…") > width && line.Length > 0) line = line[..Math.Max(line.LastIndexOf(' '), line.Contains(' ', StringComparison.Ordinal) ? 0 : line.Length - 1)];
        return line.TrimEnd(' ', ',', '-', '–', '(') + "…";
    }

    private List<string> Lines(string words, double width)
    {
        var lines = new List<string> { "" };
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Pieces(word, width)))
            if (lines[^1].Length == 0) lines[^1] = word;
            else if (WidthOf(lines[^1] + " " + word) <= width) lines[^1] += " " + word;
            else lines.Add(word);
        return lines;
    }

    // A word that is wider than the line is broken somewhere.
    private IEnumerable<string> Pieces(string word, double width)
    {
        while (word.Length > 1 && WidthOf(word) > width)
        {
            var length = word.Length - 1;
            while (length > 1 && WidthOf(word[..length]) > width) length--;
            yield return word[..length];
            word = word[length..];
        }

        yield return word;
    }

    // The narrowest column that needs no further line: no single word is left for the last one.
    private List<string> Balanced(string words, double width, List<string> lines)
    {
        for (var narrower = width * 0.95; narrower > width / 2; narrower -= width * 0.05)
        {
            if (Lines(words, narrower) is not { } even || even.Count > lines.Count) break;
            if (!even.Exists(line => WidthOf(line) > narrower)) lines = even;
        }

        return lines;
    }

    /// <summary>Of the letters' height.</summary>
    public double WidthOf(string words) => words.Sum(letter => AdvanceOf(letter) ?? MissingWidth);

    private double? AdvanceOf(char letter)
    {
        foreach (var font in Fonts)
            if (font.AdvanceOf(letter) is { } advance) return advance;
        return null;
    }

    /// <summary>Without signs that the typeface lacks: an empty box in a name looks broken, and control signs are no XML.</summary>
    private string Drawable(string words)
    {
        var kept = new StringBuilder();
        foreach (var letter in VietnameseText.Normalize(words))
            if (letter == ' ' || (AdvanceOf(letter) is not null && CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format)))
                kept.Append(letter);
        return kept.ToString();
    }

    private static WoffFont Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The font {name} is not in the program.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new WoffFont(bytes.ToArray());
    }
}
