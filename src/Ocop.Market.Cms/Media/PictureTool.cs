using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>A picture as it lies on the disk: the width and height of its largest rendition.</summary>
public sealed record PictureSize(int Width, int Height);

/// <summary>
/// Makes the renditions of a photo with libvips (Debian: libvips-tools). Nothing the camera wrote beside the pixels survives:
/// a producer's photo must not tell where their house stands.
/// </summary>
public sealed partial class PictureTool(PictureLimits limits, ILogger<PictureTool> log)
{
    private readonly VipsProcess _vips = new(limits);

    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> PngStart => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>For readiness: without the tool the market runs, but takes no pictures.</summary>
    public bool IsAvailable => _vips.IsInstalled;

    /// <summary>Writes "400.webp", "400.jpg" … into the folder that holds the file. On refusal the folder may hold unfinished files.</summary>
    public async Task<Outcome<PictureSize>> MakeAsync(string folder, string file, CancellationToken cancel)
    {
        if (!IsAvailable) return PictureRefusals.ToolMissing;
        if (await RefusalByFirstBytesAsync(Path.Combine(folder, file), cancel) is { } refusal) return refusal;

        using var watch = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        watch.CancelAfter(limits.Time);
        try
        {
            return await MakeWithinTimeAsync(folder, file, watch.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return PictureRefusals.TooSlow;
        }
    }

    private async Task<Outcome<PictureSize>> MakeWithinTimeAsync(string folder, string file, CancellationToken cancel)
    {
        var header = await _vips.HeaderAsync(folder, file, cancel);
        if (header.ExitCode != 0) return Unreadable(header);

        var (width, height) = UprightSize(header.Output);
        if ((long)width * height > limits.MostPixels) return PictureRefusals.TooManyPixels(width, height, limits.MostPixels);
        if (Math.Min(width, height) < limits.ShortestSide) return PictureRefusals.TooSmall(width, height, limits.ShortestSide);

        var largest = Renditions.LargestWidthIn(width, height);
        foreach (var step in Steps(file, largest, IsTransparent(header.Output)))
        {
            var answer = await _vips.VipsAsync(folder, step, cancel);
            if (answer.ExitCode != 0) return Unreadable(answer);
        }

        foreach (var webp in Directory.EnumerateFiles(folder, "*.webp")) await WebpFile.KeepPixelsOnlyAsync(webp, cancel);
        return new PictureSize(largest, Renditions.HeightOf(largest));
    }

    /// <summary>
    /// Cuts once, so that all sizes show the same piece; libvips turns the picture upright by itself. The cut is a PNG without metadata
    /// because WebP made by libvips 8.14 keeps EXIF and GPS even when told to strip. What is transparent is laid on white; flatten takes
    /// the last band for transparency without asking, so a picture without any must not pass through it.
    /// </summary>
    private static IEnumerable<IReadOnlyList<string>> Steps(string file, int largest, bool isTransparent)
    {
        var cut = isTransparent ? "flat.png" : "cut.png";
        yield return ["thumbnail", file, "cut.png[strip,compression=0]", Text(largest), "--height", Text(Renditions.HeightOf(largest)),
            "--crop", "attention", "--export-profile", "srgb", "--fail-on", "error"];
        if (isTransparent) yield return ["flatten", "cut.png", "flat.png[strip,compression=0]", "--background", "255"];
        foreach (var width in Renditions.WidthsUpTo(largest))
            foreach (var ending in Renditions.Endings)
                yield return ["thumbnail", cut, $"{Text(width)}.{ending}{Quality(ending)}", Text(width),
                    "--height", Text(Renditions.HeightOf(width)), "--size", "force"];
    }

    private static string Quality(string ending) => ending == "webp" ? "[Q=80,strip]" : "[Q=82,strip,optimize_coding,interlace]";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Orientations 5 to 8 are pictures taken with the phone on its side.</summary>
    private static (int Width, int Height) UprightSize(string header)
    {
        var (width, height) = (Number(WidthLine(), header), Number(HeightLine(), header));
        return OrientationLine().IsMatch(header) ? (height, width) : (width, height);
    }

    private static bool IsTransparent(string header) => Number(BandsLine(), header) is 2 or 4 && !header.Contains("\nvips-loader: jpegload\n", StringComparison.Ordinal);

    private static int Number(Regex line, string header) => int.Parse(line.Match(header).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>Only the three kinds that phones and scanners share; every decoder that is not reached cannot be attacked.</summary>
    private static async Task<Refusal?> RefusalByFirstBytesAsync(string path, CancellationToken cancel)
    {
        var start = new byte[12];
        await using var file = File.OpenRead(path);
        var read = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        return Judge(start.AsSpan(0, read));
    }

    private static Refusal? Judge(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(JpegStart) || start.StartsWith(PngStart)) return null;
        if (start.Length == 12 && start.StartsWith("RIFF"u8) && start.EndsWith("WEBP"u8)) return null;
        return start.Length == 12 && start[4..8].SequenceEqual("ftyp"u8) ? PictureRefusals.PhoneFormat : PictureRefusals.NotAPicture;
    }

    private Refusal Unreadable(VipsAnswer answer)
    {
        LogRefusedFile(log, answer.ExitCode, answer.Complaint.Length <= 500 ? answer.Complaint : answer.Complaint[..500]);
        return PictureRefusals.Unreadable;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "libvips refused a picture, exit code {ExitCode}: {Complaint}")]
    private static partial void LogRefusedFile(ILogger log, int exitCode, string complaint);

    // The header's own lines come first; a comment inside the picture could imitate them only further down.
    [GeneratedRegex(@"^width: (\d+)$", RegexOptions.Multiline)]
    private static partial Regex WidthLine();

    [GeneratedRegex(@"^height: (\d+)$", RegexOptions.Multiline)]
    private static partial Regex HeightLine();

    [GeneratedRegex(@"^bands: (\d+)$", RegexOptions.Multiline)]
    private static partial Regex BandsLine();

    [GeneratedRegex(@"^orientation: [5-8]$", RegexOptions.Multiline)]
    private static partial Regex OrientationLine();
}
