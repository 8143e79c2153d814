using Ocop.Market.Catalog.Search;

namespace Ocop.Market.Data.Search;

/// <summary>
/// Texts one letter beside what was typed, the likeliest first. Words that stand nowhere are mended; when all stand somewhere, only not
/// together, each is mended in turn. Short words have too many neighbours.
/// </summary>
internal sealed class Mending(SearchQueries rows)
{
    public const int MostNames = 2_000;
    private const int ShortestWord = 4;
    private const int MostGuesses = 4;
    private const int MostTries = 8;
    private const int NeighbourWeight = 20;

    public async Task<IReadOnlyList<(SearchText Text, IReadOnlySet<int> Positions)>> TriesAsync(SearchText text, CancellationToken cancel)
    {
        var unknown = new List<int>();
        for (var i = 0; i < text.Words.Count; i++)
            if (!await rows.ExistsAsync(text.Only(i), cancel)) unknown.Add(i);

        var mended = new List<(SearchText Text, IReadOnlySet<int> Positions)>();
        if (unknown.Count > 0) mended.Add((text, new HashSet<int>()));
        foreach (var position in unknown)
        {
            var guesses = await GuessesAsync(text, position, cancel);
            mended = [.. mended.SelectMany(_ => guesses, (before, guess) => With(before, position, guess)).Take(MostTries)];
        }

        if (unknown.Count > 0) return mended;
        for (var i = 0; i < text.Words.Count && mended.Count < MostTries; i++)
            mended.AddRange((await GuessesAsync(text, i, cancel)).Select(guess => With((text, new HashSet<int>()), i, guess)));
        return mended;
    }

    private static (SearchText, IReadOnlySet<int>) With((SearchText Text, IReadOnlySet<int> Positions) before, int position, string guess) =>
        (before.Text.Replace(position, guess), new HashSet<int>(before.Positions) { position });

    /// <summary>The commonest words one letter off, above all those that stand beside the words typed around it; among equals the one that kept the length.</summary>
    private async Task<IReadOnlyList<string>> GuessesAsync(SearchText text, int position, CancellationToken cancel)
    {
        var word = text.Words[position].Folded;
        if (word.Length < ShortestWord || word.All(char.IsDigit)) return [];

        var (before, after) = (text.Words.ElementAtOrDefault(position - 1).Folded, text.Words.ElementAtOrDefault(position + 1).Folded);
        var weights = new Dictionary<string, int>();
        foreach (var name in await rows.NamesLikeAsync(word, cancel))
            foreach (var guess in name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(other => OneLetter.Apart(word, other)).Distinct())
                weights[guess] = weights.GetValueOrDefault(guess) + (StandsBeside(name, before, guess) || StandsBeside(name, guess, after) ? NeighbourWeight : 1);
        return [.. weights.Where(weight => weight.Key[0] != Synonyms.TokenMark)
            .OrderByDescending(weight => weight.Value)
            .ThenByDescending(weight => weight.Key.Length == word.Length)
            .ThenBy(weight => weight.Key, StringComparer.Ordinal)
            .Take(MostGuesses).Select(weight => weight.Key)];
    }

    private static bool StandsBeside(string name, string? left, string? right) =>
        left is not null && right is not null && name.Contains($" {left} {right} ", StringComparison.Ordinal);
}
