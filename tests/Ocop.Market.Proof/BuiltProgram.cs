using System.Diagnostics;
using Ocop.Market.Testing;

namespace Ocop.Market.Proof;

/// <summary>The built web program, beside the tests in the source tree and of the same configuration.</summary>
internal static class BuiltProgram
{
    /// <summary>What a process that was killed (SIGKILL) leaves as its exit code.</summary>
    public const int Killed = 128 + 9;

    private static readonly string WebProject = Path.Combine(Repository.Root, "src", "Ocop.Market.Web");
    private static readonly string BuiltFor = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Ocop.Market.Proof", "bin"), AppContext.BaseDirectory);

    public static Process Launch(IEnumerable<string> words, IReadOnlyDictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo(Path.Combine(WebProject, "bin", BuiltFor, "Ocop.Market.Web"), words)
        {
            WorkingDirectory = WebProject, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
