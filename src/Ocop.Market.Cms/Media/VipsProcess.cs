using System.Diagnostics;

namespace Ocop.Market.Cms.Media;

/// <summary>What a child said before it ended.</summary>
internal sealed record VipsAnswer(int ExitCode, string Output, string Complaint);

/// <summary>
/// One libvips program as a short-lived child: a crash or an exploit in a decoder stays outside this process. Arguments go as a list,
/// never through a shell; the child knows nothing of our environment, where passwords live.
/// </summary>
internal sealed class VipsProcess(PictureLimits limits)
{
    private const int CpuSeconds = 30;
    private const int LargestOutput = 128 * 1024 * 1024;

    private readonly string? _limiter = Find("prlimit");
    private readonly string? _nice = Find("nice");
    private readonly string? _vips = Find("vips");
    private readonly string? _header = Find("vipsheader");

    public bool IsInstalled => _limiter is not null && _vips is not null && _header is not null;

    public Task<VipsAnswer> HeaderAsync(string folder, string file, CancellationToken cancel) => RunAsync(_header, folder, ["-a", file], cancel);

    public Task<VipsAnswer> VipsAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancel) => RunAsync(_vips, folder, arguments, cancel);

    /// <summary>For what nobody waits for: gets the processor when nobody else wants it.</summary>
    public Task<VipsAnswer> VipsPatientlyAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancel) => RunAsync(_vips, folder, arguments, cancel, isPatient: true);

    /// <summary>For SVG of our own making, with no other fonts than this file names.</summary>
    public Task<VipsAnswer> DrawAsync(string folder, IReadOnlyList<string> arguments, string fontsFile, CancellationToken cancel) => RunAsync(_vips, folder, arguments, cancel, fontsFile);

    private async Task<VipsAnswer> RunAsync(string? program, string folder, IReadOnlyList<string> arguments, CancellationToken cancel, string? fontsFile = null, bool isPatient = false)
    {
        using var child = Process.Start(Describe(folder, isPatient && _nice is not null ? [_nice, "-n", "15", program!] : [program!], arguments, fontsFile)) ?? throw new InvalidOperationException($"{program} did not start.");
        try
        {
            var output = child.StandardOutput.ReadToEndAsync(cancel);
            var complaint = child.StandardError.ReadToEndAsync(cancel);
            await child.WaitForExitAsync(cancel);
            return new VipsAnswer(child.ExitCode, await output, await complaint);
        }
        catch (OperationCanceledException)
        {
            child.Kill(entireProcessTree: true);
            await child.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }

    private ProcessStartInfo Describe(string folder, IReadOnlyList<string> program, IReadOnlyList<string> arguments, string? fontsFile)
    {
        // libvips reads "[…]" in a file name as options, so the child works inside the folder and sees only our own short names.
        var start = new ProcessStartInfo(_limiter!)
        {
            WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        IEnumerable<string> limited = [FormattableString.Invariant($"--as={limits.Memory}"), $"--cpu={CpuSeconds}", $"--fsize={LargestOutput}", "--core=0", "--", .. program];
        foreach (var argument in limited.Concat(arguments)) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        start.Environment["LANG"] = "C";
        start.Environment["TMPDIR"] = folder;
        // Blocks the SVG reader too, which nobody's file but ours may reach.
        if (fontsFile is null) start.Environment["VIPS_BLOCK_UNTRUSTED"] = "1";
        else start.Environment["FONTCONFIG_FILE"] = fontsFile;
        start.Environment["VIPS_CONCURRENCY"] = "1";
        return start;
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathFullyQualified).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
