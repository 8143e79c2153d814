using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>Of a picture of goods: its largest rendition. Of a photo of the library: the photo as it was taken, upright.</summary>
public sealed record PictureSize(int Width, int Height);

/// <summary>What is known of a file once it was read whole.</summary>
/// <param name="Mime">Of the file that was sent.</param>
public abstract record MediaFacts(MediaKind Kind, string Mime, long Bytes);

public sealed record DocumentFacts(string Mime, long Bytes) : MediaFacts(MediaKind.Document, Mime, Bytes);

/// <param name="Placeholder">A data address of some hundred bytes: the photo, twenty pixels wide.</param>
public sealed record PhotoFacts(PictureSize Size, string Mime, string Placeholder, long Bytes = 0) : MediaFacts(MediaKind.Photo, Mime, Bytes);

/// <summary>
/// Makes the renditions of a photo with libvips (Debian: libvips-tools). Nothing the camera wrote beside the pixels survives:
/// a producer's photo must not tell where their house stands.
/// </summary>
public sealed partial class PictureTool(PictureLimits limits, ILogger<PictureTool> log)
{
    // Large intermediates are written as they are; packing them would cost more than the disk does.
    private const string Plain = "[strip,compression=0]";
    private const int PlaceholderWidth = 20;

    private readonly VipsProcess _vips = new(limits);

    /// <summary>For readiness: without the tool the market runs, but takes no pictures.</summary>
    public bool IsAvailable => _vips.IsInstalled;

    /// <summary>Writes "400.webp", "400.jpg" … into the folder that holds the file. On refusal the folder may hold unfinished files.</summary>
    public Task<Outcome<PictureSize>> MakeAsync(string folder, string file, CancellationToken cancel) => WithinTimeAsync<PictureSize>(async cancel =>
    {
        var looked = await LookAsync(folder, file, limits.ShortestSide, cancel);
        if (!looked.Succeeded) return Outcome<PictureSize>.Refused(looked.Refusals);

        var largest = Renditions.LargestWidthIn(looked.Value.Width, looked.Value.Height);
        if (await RunAsync(folder, CardSteps(file, largest, looked.Value.IsTransparent), cancel) is { } refusal) return refusal;
        return new PictureSize(largest, Renditions.HeightOf(largest));
    }, cancel);

    /// <summary>Writes the master, and "1280.webp", "1280.jpg" … of the whole photo.</summary>
    public Task<Outcome<PhotoFacts>> MakePhotoAsync(string folder, string file, CancellationToken cancel) => WithinTimeAsync<PhotoFacts>(async cancel =>
    {
        var looked = await LookAsync(folder, file, limits.ShortestSideOfPhoto, cancel);
        if (!looked.Succeeded) return Outcome<PhotoFacts>.Refused(looked.Refusals);

        var seen = looked.Value;
        if (await RunAsync(folder, PhotoSteps(file, seen), cancel) is { } refusal) return refusal;
        var tiny = Convert.ToBase64String(await File.ReadAllBytesAsync(Path.Combine(folder, "tiny.webp"), cancel));
        return new PhotoFacts(new PictureSize(seen.Width, seen.Height), seen.Mime, "data:image/webp;base64," + tiny);
    }, cancel);

    /// <summary>Writes the master alone, where nobody will look at the photo in a page of the market.</summary>
    public Task<Outcome<PictureSize>> MakeMasterAsync(string folder, string file, CancellationToken cancel) => WithinTimeAsync<PictureSize>(async cancel =>
    {
        var looked = await LookAsync(folder, file, limits.ShortestSideOfPhoto, cancel);
        if (!looked.Succeeded) return Outcome<PictureSize>.Refused(looked.Refusals);

        if (await RunAsync(folder, MasterSteps(file, looked.Value), cancel) is { } refusal) return refusal;
        return new PictureSize(looked.Value.Width, looked.Value.Height);
    }, cancel);

    /// <summary>Writes the sizes of a 4:5 cut around the focal point; the file is one of our own masters.</summary>
    public Task<Outcome<PictureSize>> CutAsync(string folder, string master, FocalPoint focus, CancellationToken cancel) => WithinTimeAsync<PictureSize>(async cancel =>
    {
        var looked = await LookAsync(folder, master, limits.ShortestSide, cancel);
        if (!looked.Succeeded) return Outcome<PictureSize>.Refused(looked.Refusals);

        var (width, height) = (looked.Value.Width, looked.Value.Height);
        var cut = Math.Min(width, height * 4 / 5) / 4 * 4;
        var largest = Renditions.LargestWidthIn(width, height);
        IReadOnlyList<string> crop = ["crop", master, "cut.png" + Plain, Text(From(focus.X, cut, width)), Text(From(focus.Y, cut * 5 / 4, height)), Text(cut), Text(cut * 5 / 4)];
        if (await RunAsync(folder, [crop, .. SizesOfCut("cut.png", largest)], cancel) is { } refusal) return refusal;
        return new PictureSize(largest, Renditions.HeightOf(largest));
    }, cancel);

    /// <summary>Takes seconds, so it gives way to everybody else on the machine. Null when it is done.</summary>
    public async Task<Refusal?> MakeAvifAsync(string folder, string master, string name, int width, int height, CancellationToken cancel)
    {
        var made = await WithinTimeAsync<string>(async cancel =>
        {
            var answer = await _vips.VipsPatientlyAsync(folder, ["thumbnail", master, $"{name}[Q=52,effort=4,strip]", Text(width), "--height", Text(height), "--size", "force"], cancel);
            return answer.ExitCode == 0 ? name : Unreadable(answer);
        }, cancel);
        return made.Succeeded ? null : made.Refusals[0];
    }

    /// <summary>The side's first pixel so that the point lies in the middle of the cut, or as near to it as the picture allows.</summary>
    private static int From(double point, int cut, int whole) => Math.Clamp((int)Math.Round(point * whole - cut / 2.0), 0, whole - cut);

    private async Task<Outcome<T>> WithinTimeAsync<T>(Func<CancellationToken, Task<Outcome<T>>> work, CancellationToken cancel)
    {
        if (!IsAvailable) return PictureRefusals.ToolMissing;
        using var watch = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        watch.CancelAfter(limits.Time);
        try
        {
            return await work(watch.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return PictureRefusals.TooSlow;
        }
    }

    private async Task<Outcome<Looked>> LookAsync(string folder, string file, int shortestSide, CancellationToken cancel)
    {
        if (await PictureKinds.MimeOfAsync(Path.Combine(folder, file), cancel) is not { } mime) return PictureRefusals.NotAPicture;
        var header = await _vips.HeaderAsync(folder, file, cancel);
        if (header.ExitCode != 0) return Unreadable(header);

        var (width, height) = UprightSize(header.Output);
        if ((long)width * height > limits.MostPixels) return PictureRefusals.TooManyPixels(width, height, limits.MostPixels);
        if (Math.Min(width, height) < shortestSide) return PictureRefusals.TooSmall(width, height, shortestSide);
        return new Looked(width, height, mime, IsTransparent(header.Output));
    }

    private async Task<Refusal?> RunAsync(string folder, IEnumerable<IReadOnlyList<string>> steps, CancellationToken cancel)
    {
        foreach (var step in steps)
        {
            var answer = await _vips.VipsAsync(folder, step, cancel);
            if (answer.ExitCode != 0) return Unreadable(answer);
        }

        foreach (var webp in Directory.EnumerateFiles(folder, "*.webp")) await WebpFile.KeepPixelsOnlyAsync(webp, cancel);
        return null;
    }

    /// <summary>
    /// Cuts once, so that all sizes show the same piece; libvips turns the picture upright by itself. The cut is a PNG without metadata
    /// because WebP made by libvips 8.14 keeps EXIF and GPS even when told to strip. What is transparent is laid on white; flatten takes
    /// the last band for transparency without asking, so a picture without any must not pass through it.
    /// </summary>
    private static IEnumerable<IReadOnlyList<string>> CardSteps(string file, int largest, bool isTransparent)
    {
        yield return ["thumbnail", file, "cut.png" + Plain, Text(largest), "--height", Text(Renditions.HeightOf(largest)),
            "--crop", "attention", "--export-profile", "srgb", "--fail-on", "error"];
        if (isTransparent) yield return Flat("cut.png");
        foreach (var step in SizesOfCut(isTransparent ? "flat.png" : "cut.png", largest)) yield return step;
    }

    private static IEnumerable<IReadOnlyList<string>> SizesOfCut(string cut, int largest) =>
        from width in Renditions.WidthsUpTo(largest)
        from ending in Renditions.Endings
        select Sized(cut, width, Renditions.HeightOf(width), ending);

    private static IEnumerable<IReadOnlyList<string>> MasterSteps(string file, Looked photo)
    {
        yield return ["thumbnail", file, "cut.png" + Plain, Text(PhotoSizes.MasterSide), "--height", Text(PhotoSizes.MasterSide), "--size", "down",
            "--export-profile", "srgb", "--fail-on", "error"];
        if (photo.IsTransparent) yield return Flat("cut.png");
        yield return ["copy", WholeOf(photo), PhotoSizes.Master + "[Q=92,strip,optimize_coding]"];
    }

    /// <summary>The sent file is decoded once, which is the dear part of HEIC; everything else comes from smaller and smaller copies.</summary>
    private static IEnumerable<IReadOnlyList<string>> PhotoSteps(string file, Looked photo)
    {
        foreach (var step in MasterSteps(file, photo)) yield return step;

        var widths = PhotoSizes.WidthsOf(photo.Width);
        yield return ["thumbnail", WholeOf(photo), "base.png" + Plain, Text(widths[^1]), "--height", Text(PhotoSizes.HeightOf(widths[^1], photo.Width, photo.Height)), "--size", "force"];
        foreach (var width in widths)
            foreach (var ending in PhotoSizes.FirstEndings)
                yield return Sized("base.png", width, PhotoSizes.HeightOf(width, photo.Width, photo.Height), ending);
        yield return ["thumbnail", "base.png", "tiny.webp[Q=35,strip]", Text(PlaceholderWidth), "--height", Text(PlaceholderWidth * 2)];
    }

    private static string WholeOf(Looked photo) => photo.IsTransparent ? "flat.png" : "cut.png";

    private static IReadOnlyList<string> Flat(string cut) => ["flatten", cut, "flat.png" + Plain, "--background", "255"];

    private static IReadOnlyList<string> Sized(string from, int width, int height, string ending) =>
        ["thumbnail", from, $"{Text(width)}.{ending}{Quality(ending)}", Text(width), "--height", Text(height), "--size", "force"];

    private static string Quality(string ending) => ending == "webp" ? "[Q=80,strip]" : "[Q=82,strip,optimize_coding,interlace]";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Orientations 5 to 8 are pictures taken with the phone on its side. HEIC and AVIF are turned by their own reader before the size is told.</summary>
    private static (int Width, int Height) UprightSize(string header)
    {
        var (width, height) = (Number(WidthLine(), header), Number(HeightLine(), header));
        return OrientationLine().IsMatch(header) && !header.Contains("\nvips-loader: heifload\n", StringComparison.Ordinal) ? (height, width) : (width, height);
    }

    private static bool IsTransparent(string header) => Number(BandsLine(), header) is 2 or 4 && !header.Contains("\nvips-loader: jpegload\n", StringComparison.Ordinal);

    private static int Number(Regex line, string header) => int.Parse(line.Match(header).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

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

    private sealed record Looked(int Width, int Height, string Mime, bool IsTransparent);
}
