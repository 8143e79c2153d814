using System.Diagnostics;
using System.Globalization;

namespace Ocop.Market.Kernel;

/// <summary>
/// A named place at which a test lets the process die as in a power cut: OCOP_FAULT=order.before-commit:3 ends it the third time it
/// comes by. Without that word in the environment a place costs one comparison.
/// </summary>
public static class FaultPoint
{
    private static readonly string[]? Wish = Environment.GetEnvironmentVariable("OCOP_FAULT")?.Split(':');
    private static int _left = Wish is [_, var times] ? int.Parse(times, CultureInfo.InvariantCulture) : 1;

    public static void Pass(string place)
    {
        if (Wish is null || Wish[0] != place || Interlocked.Decrement(ref _left) != 0) return;
        // SIGKILL: no finally block, no flush, no goodbye to the database.
        using var self = Process.GetCurrentProcess();
        self.Kill();
        self.WaitForExit();
    }
}
