using System.Diagnostics;

namespace Ocop.Market.Testing;

/// <summary>Waits for a thing to become true, and fails with how long it was given.</summary>
public static class Eventually
{
    /// <param name="every">Seldom where the wait is long and asking takes work from the others; 25 ms where nothing is said.</param>
    public static async Task<TimeSpan> TrueAsync(Func<Task<bool>> holds, TimeSpan within, TimeSpan? every = null)
    {
        var started = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(every ?? TimeSpan.FromMilliseconds(25));
        do
        {
            if (await holds()) return Stopwatch.GetElapsedTime(started);
            await tick.WaitForNextTickAsync();
        }
        while (Stopwatch.GetElapsedTime(started) < within);

        throw new TimeoutException($"Not true within {within.TotalSeconds} s.");
    }
}
