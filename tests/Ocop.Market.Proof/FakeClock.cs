using System.Globalization;

namespace Ocop.Market.Proof;

/// <summary>The wall clock of a running market (libfaketime). What measures durations runs on untouched, as on a machine whose clock is set.</summary>
internal static class FakeClock
{
    public static void Wind(Instance market)
    {
        Jump(market, TimeSpan.Zero);
        var library = Directory.EnumerateDirectories("/usr/lib").Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).Single(File.Exists);
        // The last one: its mending of waits, meant for an old libc, ends .NET's at once.
        foreach (var (name, value) in new[] { ("LD_PRELOAD", library), ("FAKETIME_TIMESTAMP_FILE", FileOf(market)), ("FAKETIME_CACHE_DURATION", "1"), ("FAKETIME_DONT_FAKE_MONOTONIC", "1"), ("FAKETIME_DONT_RESET", "1"), ("FAKETIME_FORCE_MONOTONIC_FIX", "0") })
            market.Settings[name] = value;
    }

    /// <param name="away">From the true time.</param>
    public static void Jump(Instance market, TimeSpan away)
    {
        // In one step: half a number is another time.
        var aside = FileOf(market) + ".new";
        File.WriteAllText(aside, away.TotalSeconds.ToString("+0;-0;+0", CultureInfo.InvariantCulture));
        File.Move(aside, FileOf(market), overwrite: true);
    }

    private static string FileOf(Instance market) => Path.Combine(market.DataDirectory, "clock");
}
