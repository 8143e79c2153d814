namespace Ocop.Market.Cms.Revisions;

/// <summary>Some words in a row that stayed, came or went. Joined together without the removed ones they are the newer text, letter for letter.</summary>
public sealed record WordRun(Difference Kind, string Text)
{
    // The table below grows with the product of both lengths; beyond this the middle is shown as replaced.
    private const int MostCells = 4_000_000;

    public static IReadOnlyList<WordRun> Between(string before, string after)
    {
        var (old, now) = (Split(before), Split(after));
        var start = 0;
        while (start < old.Count && start < now.Count && old[start] == now[start]) start++;
        var end = 0;
        while (end < old.Count - start && end < now.Count - start && old[^(end + 1)] == now[^(end + 1)]) end++;

        var runs = new List<(Difference Kind, string Word)>();
        runs.AddRange(old.Take(start).Select(word => (Difference.Same, word)));
        runs.AddRange(Middle(old[start..(old.Count - end)], now[start..(now.Count - end)]));
        runs.AddRange(old.Skip(old.Count - end).Select(word => (Difference.Same, word)));
        return Joined(runs);
    }

    private static IEnumerable<(Difference, string)> Middle(List<string> old, List<string> now)
    {
        if ((long)old.Count * now.Count > MostCells) return [.. old.Select(word => (Difference.Removed, word)), .. now.Select(word => (Difference.Added, word))];
        var common = new int[old.Count + 1, now.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
            for (var j = now.Count - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);

        var runs = new List<(Difference, string)>();
        var (x, y) = (0, 0);
        while (x < old.Count || y < now.Count)
            if (x < old.Count && y < now.Count && old[x] == now[y]) { runs.Add((Difference.Same, old[x++])); y++; }
            else if (x < old.Count && (y == now.Count || common[x + 1, y] >= common[x, y + 1])) runs.Add((Difference.Removed, old[x++]));
            else runs.Add((Difference.Added, now[y++]));
        return runs;
    }

    private static List<WordRun> Joined(List<(Difference Kind, string Word)> words)
    {
        var runs = new List<WordRun>();
        foreach (var (kind, word) in words)
            if (runs.Count > 0 && runs[^1].Kind == kind) runs[^1] = runs[^1] with { Text = runs[^1].Text + word };
            else runs.Add(new WordRun(kind, word));
        return runs;
    }

    // Words keep the space behind them.
    private static List<string> Split(string text)
    {
        var (words, start) = (new List<string>(), 0);
        for (var i = 1; i <= text.Length; i++)
            if (i == text.Length || (char.IsWhiteSpace(text[i - 1]) && !char.IsWhiteSpace(text[i])))
            {
                words.Add(text[start..i]);
                start = i;
            }

        return words;
    }
}
