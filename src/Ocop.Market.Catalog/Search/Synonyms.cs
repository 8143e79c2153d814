namespace Ocop.Market.Catalog.Search;

/// <param name="Token">The word that stands for the whole group in the index.</param>
/// <param name="IsSure">False where one word was typed without its marks: "lon" may be lợn, and may be a tin.</param>
public readonly record struct SynonymHit(int Start, int Length, string Token, bool IsSure);

/// <summary>
/// Regional words for one thing: heo and lợn, bắp and ngô. A product's text gets the group's token beside its words and a query asks for
/// "the words or the token". A term does not count inside its fixed compounds: "lá dứa" is pandan, "bắp bò" is beef.
/// </summary>
public sealed class Synonyms
{
    /// <summary>No Vietnamese word begins with a digit, so tokens and words cannot meet.</summary>
    public const char TokenMark = '0';

    public static readonly Synonyms None = new([]);

    private readonly Dictionary<string, List<Term>> _byFirstWord;

    private Synonyms(IEnumerable<Term> terms) => _byFirstWord = terms
        .GroupBy(term => term.Words[0].Folded)
        .ToDictionary(group => group.Key, group => group.OrderByDescending(term => term.Words.Count).ToList());

    /// <summary>The words of data/synonyms.csv, which travel inside the assembly.</summary>
    public static Synonyms Known()
    {
        using var stream = typeof(Synonyms).Assembly.GetManifestResourceStream("synonyms.csv")
            ?? throw new InvalidOperationException("synonyms.csv is not part of the assembly.");
        using var reader = new StreamReader(stream);
        return Read(reader);
    }

    /// <summary>A heading, then lines of group, term, except_in (compounds separated by |). No term needs a comma or quotes.</summary>
    public static Synonyms Read(TextReader text) => new([.. text.ReadToEnd()
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Skip(1)
        .Select(line => line.Split(','))
        .Select(cells => new Term(
            TokenMark + cells[0].Replace("-", "", StringComparison.Ordinal),
            SearchWord.Split(cells[1]),
            [.. cells.ElementAtOrDefault(2)?.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(compound => SearchWord.Split(compound)) ?? []]))]);

    /// <summary>The groups a written text speaks of. Here every mark counts.</summary>
    public IEnumerable<string> TokensIn(IReadOnlyList<SearchWord> words) =>
        Enumerable.Range(0, words.Count)
            .Select(start => LongestAt(words, start, IsSame)?.Token)
            .OfType<string>()
            .Distinct();

    /// <summary>The terms of a typed text, from left to right without overlap. A word typed without marks may stand for any marks.</summary>
    public IEnumerable<SynonymHit> HitsIn(IReadOnlyList<SearchWord> typed)
    {
        for (var start = 0; start < typed.Count; start++)
        {
            if (LongestAt(typed, start, CouldMean) is not { } term) continue;
            var isSure = term.Words.Count > 1 || IsSame(typed[start], term.Words[0]);
            yield return new SynonymHit(start, term.Words.Count, term.Token, isSure);
            start += term.Words.Count - 1;
        }
    }

    private Term? LongestAt(IReadOnlyList<SearchWord> words, int start, Func<SearchWord, SearchWord, bool> alike) =>
        _byFirstWord.GetValueOrDefault(words[start].Folded)?.Find(term =>
            StandsAt(words, start, term.Words, alike) && !IsInCompound(words, start, term, alike));

    private static bool IsInCompound(IReadOnlyList<SearchWord> words, int start, Term term, Func<SearchWord, SearchWord, bool> alike) =>
        term.Compounds.Any(compound =>
            Enumerable.Range(start + term.Words.Count - compound.Count, Math.Max(0, compound.Count - term.Words.Count + 1))
                .Any(from => StandsAt(words, from, compound, alike)));

    private static bool StandsAt(IReadOnlyList<SearchWord> words, int start, List<SearchWord> sought, Func<SearchWord, SearchWord, bool> alike)
    {
        if (start < 0 || start + sought.Count > words.Count) return false;
        for (var i = 0; i < sought.Count; i++)
            if (!alike(words[start + i], sought[i])) return false;
        return true;
    }

    private static bool IsSame(SearchWord word, SearchWord term) => word.Exact == term.Exact;

    private static bool CouldMean(SearchWord typed, SearchWord term) => typed.HasMarks ? typed.Exact == term.Exact : typed.Folded == term.Folded;

    private sealed record Term(string Token, List<SearchWord> Words, IReadOnlyList<List<SearchWord>> Compounds);
}
