namespace Ocop.Market.Catalog.Search;

/// <summary>One thing that must be found: a word, or a term with the token of its synonyms.</summary>
/// <param name="Words">Folded.</param>
/// <param name="Exact">The words with their accents where some were typed, else null.</param>
/// <param name="Token">The group of synonyms that will do instead.</param>
/// <param name="Prefix">How far the last word may be only a beginning.</param>
public sealed record SearchPart(IReadOnlyList<string> Words, string? Exact, string? Token, PrefixReach Prefix = PrefixReach.None)
{
    public string Phrase => SearchWord.Padded(Words);

    /// <summary>" ca ph": found where a word begins so.</summary>
    public string Beginning => Phrase.TrimEnd();
}

/// <summary>In names the beginning of a word is a good guess; in long stories "ngo" would find every "ngon".</summary>
public enum PrefixReach { None, Names, Everywhere }

/// <summary>What somebody typed, cut to a sensible length and taken apart. All parts must be found.</summary>
public sealed class SearchText
{
    private const int MostLetters = 200;
    private const int MostWords = 12;

    private readonly Synonyms _synonyms;

    private SearchText(List<SearchWord> words, Synonyms synonyms, PrefixReach prefix, bool withGuesses)
    {
        (Words, _synonyms) = (words, synonyms);
        Parts = [.. PartsOf(words, synonyms, withGuesses)];
        if (prefix != PrefixReach.None && Parts is [.., { } last])
            Parts = [.. Parts.SkipLast(1), last with { Prefix = prefix }];
    }

    public IReadOnlyList<SearchWord> Words { get; }

    public IReadOnlyList<SearchPart> Parts { get; }

    public string Phrase => SearchWord.Padded(Words.Select(word => word.Folded));

    /// <summary>Null where nothing in the text can be searched for.</summary>
    public static SearchText? Parse(string? text, Synonyms synonyms)
    {
        var words = SearchWord.Split(text is { Length: > MostLetters } ? text[..MostLetters] : text, MostWords);
        if (words.Count == 0) return null;

        // A last word typed without marks may be half of one, unless it is all there is to go by.
        var prefix = words.Count > 1 && !words[^1].HasMarks ? PrefixReach.Names : PrefixReach.None;
        return new SearchText(words, synonyms, prefix, withGuesses: words.Count > 1);
    }

    /// <summary>The next attempt when nothing was found: the last word is half typed, and marks may be missing.</summary>
    public SearchText Widened() => new([.. Words], _synonyms, PrefixReach.Everywhere, withGuesses: true);

    /// <summary>As far as it was typed, for suggestions.</summary>
    public SearchText Beginning() => new([.. Words], Synonyms.None, PrefixReach.Everywhere, withGuesses: false);

    public SearchText Only(int position) => new([Words[position]], _synonyms, PrefixReach.None, withGuesses: true);

    public SearchText Replace(int position, string folded)
    {
        var words = Words.ToList();
        words[position] = new SearchWord(folded, folded, folded);
        return new SearchText(words, _synonyms, PrefixReach.None, withGuesses: true);
    }

    private static IEnumerable<SearchPart> PartsOf(List<SearchWord> words, Synonyms synonyms, bool withGuesses)
    {
        var hits = synonyms.HitsIn(words).Where(hit => hit.IsSure || withGuesses).ToDictionary(hit => hit.Start);
        for (var i = 0; i < words.Count; i++)
        {
            var hit = hits.GetValueOrDefault(i, new SynonymHit(i, 1, "", IsSure: true));
            var part = words.GetRange(i, hit.Length);
            var exact = part.Any(word => word.HasMarks) ? SearchWord.Padded(part.Select(word => word.Exact)) : null;
            yield return new SearchPart([.. part.Select(word => word.Folded)], exact, hit.Token is "" ? null : hit.Token);
            i += hit.Length - 1;
        }
    }
}
