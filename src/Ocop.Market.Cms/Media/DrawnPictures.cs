using System.Collections.Concurrent;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Ocop.Market.Cms.Media;

/// <summary>Where drawn pictures lie, and the letters they are drawn with.</summary>
public sealed record DrawnPictureFolder(string Path, IReadOnlyList<WoffFont> Fonts);

/// <summary>
/// PNG files drawn from SVG of our own by libvips, when first asked for, and kept under the name of what they show. Nothing here is
/// needed twice: the folder may be emptied at any time.
/// </summary>
public sealed partial class DrawnPictures(DrawnPictureFolder place, PictureLimits limits, ILogger<DrawnPictures> log) : IDisposable
{
    private const int AtOnce = 2;
    private const int MostInWork = 32;

    private readonly VipsProcess _vips = new(limits);
    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> _inWork = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _room = new(AtOnce);
    private readonly string _fonts = Path.Combine(place.Path, "fonts-" + Fingerprint(place.Fonts));

    /// <summary>The PNG file, drawn now where it is not there yet; null where that cannot be done. Who asks in the meantime waits for the same.</summary>
    /// <param name="name">Of letters and digits; says all that is drawn, so a picture is never drawn anew.</param>
    public Task<string?> FindOrDrawAsync(string name, Func<string> svg, CancellationToken cancel)
    {
        var file = Path.Combine(place.Path, name + ".png");
        if (File.Exists(file)) return Task.FromResult<string?>(file);
        // Waiting costs memory and patience: beyond so many the plain picture is the better answer.
        if (_inWork.Count >= MostInWork) return Task.FromResult<string?>(null);
        // Who leaves does not take the picture from those who wait.
        return _inWork.GetOrAdd(name, _ => new(() => DrawAndForgetAsync(name, svg, file))).Value.WaitAsync(cancel);
    }

    public void Dispose() => _room.Dispose();

    private async Task<string?> DrawAndForgetAsync(string name, Func<string> svg, string file)
    {
        await _room.WaitAsync();
        try
        {
            return File.Exists(file) || await DrawAsync(svg(), file) ? file : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or OperationCanceledException or System.ComponentModel.Win32Exception)
        {
            LogFault(log, name, fault);
            return null;
        }
        finally
        {
            _room.Release();
            _inWork.TryRemove(name, out _);
        }
    }

    private async Task<bool> DrawAsync(string svg, string file)
    {
        if (!_vips.IsInstalled)
        {
            LogNoTool(log);
            return false;
        }

        var workshop = Directory.CreateDirectory(Path.Combine(place.Path, "unfinished", Guid.CreateVersion7().ToString("n"))).FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(workshop, "drawing.svg"), svg, new UTF8Encoding(false));
            var fonts = LayOutFonts();
            using var watch = new CancellationTokenSource(limits.DrawingTime);
            var answer = await _vips.DrawAsync(workshop, ["flatten", "drawing.svg", "drawing.png[strip]", "--background", "255"], fonts, watch.Token);
            if (answer.ExitCode != 0)
            {
                LogRefused(log, answer.ExitCode, answer.Complaint.Length <= 500 ? answer.Complaint : answer.Complaint[..500]);
                return false;
            }

            File.Move(Path.Combine(workshop, "drawing.png"), file, overwrite: true);
            return true;
        }
        finally
        {
            Directory.Delete(workshop, recursive: true);
        }
    }

    /// <summary>Only these letters are to be found: a picture looks the same on every machine, whatever is installed there.</summary>
    private string LayOutFonts()
    {
        var file = Path.Combine(_fonts, "fonts.conf");
        if (File.Exists(file)) return file;
        Directory.CreateDirectory(_fonts);
        for (var number = 0; number < place.Fonts.Count; number++)
            WriteWhole(Path.Combine(_fonts, FormattableString.Invariant($"{number}.ttf")), place.Fonts[number].TrueType);
        var (here, kept) = (SecurityElement.Escape(_fonts), SecurityElement.Escape(Path.Combine(_fonts, "cache")));
        WriteWhole(file, Encoding.UTF8.GetBytes($"""<?xml version="1.0"?><fontconfig><dir>{here}</dir><cachedir>{kept}</cachedir></fontconfig>"""));
        return file;
    }

    // Another process may be reading it.
    private static void WriteWhole(string file, byte[] bytes)
    {
        var unfinished = FormattableString.Invariant($"{file}.{Guid.CreateVersion7():n}");
        File.WriteAllBytes(unfinished, bytes);
        File.Move(unfinished, file, overwrite: true);
    }

    private static string Fingerprint(IReadOnlyList<WoffFont> fonts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var font in fonts) hash.AppendData(font.TrueType);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 4));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No picture can be drawn: libvips-tools is not installed; a plain one is shown")]
    private static partial void LogNoTool(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "libvips did not draw a picture, exit code {ExitCode}; a plain one is shown: {Complaint}")]
    private static partial void LogRefused(ILogger log, int exitCode, string complaint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The picture {Name} could not be drawn; a plain one is shown")]
    private static partial void LogFault(ILogger log, string name, Exception fault);
}
