using System.Diagnostics;

namespace Ocop.Market.Testing;

/// <summary>Waits for a thing to become true. How long that takes is no test's business, unless it names a time: the patience is there so that a hang ends, and shorter than the minute after which a kept page is made anew by itself.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <param name="within">Where the promise is a time, or the work is long.</param>
    /// <param name="every">Seldom where the wait is long and asking takes work from the others; 25 ms where nothing is said.</param>
    public static async Task<TimeSpan> TrueAsync(Func<Task<bool>> holds, TimeSpan? within = null, TimeSpan? every = null)
    {
        var started = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(every ?? TimeSpan.FromMilliseconds(25));
        do
        {
            if (await holds()) return Stopwatch.GetElapsedTime(started);
            await tick.WaitForNextTickAsync();
        }
        while (Stopwatch.GetElapsedTime(started) < (within ?? Patience));

        throw new TimeoutException($"Not true within {(within ?? Patience).TotalSeconds} s.");
    }
}
