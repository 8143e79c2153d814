namespace Ocop.Market.Channels.Sync;

/// <summary>When to try again: 30 s, doubled with each try, at most an hour, spread out so that those who failed together do not come back together.</summary>
public static class Backoff
{
    public const int MostTries = 10;

    /// <summary>After an answer that was lost: the platform needs this long to know it itself.</summary>
    public static readonly TimeSpan BeforeLooking = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30), Longest = TimeSpan.FromHours(1);

    /// <param name="tries">That failed; from 1.</param>
    /// <param name="draw">From 0 to 1.</param>
    public static TimeSpan After(int tries, double draw)
    {
        var pause = First * Math.Pow(2, Math.Min(tries, 12) - 1);
        return (pause < Longest ? pause : Longest) * (0.75 + draw / 4);
    }
}
