using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>
/// Pictures as files. A picture's key is the hash of its bytes: the address changes when the picture does, so browsers may keep it
/// for ever, and the same photo sent twice is stored once. Originals are not kept: they hold what the camera knew.
/// </summary>
public sealed partial class MediaStore(MediaFolder media, PictureTool tool, PictureLimits limits, TimeProvider clock)
{
    /// <summary>Part of every key. Raise it when renditions are made differently, and pictures sent again get new addresses.</summary>
    private static ReadOnlySpan<byte> Recipe => "ocop-picture-1"u8;

    private const string OriginalName = "original";
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <summary>Makes all renditions beside the store. They are seen only after <see cref="PreparedPicture.Keep"/>.</summary>
    public async Task<Outcome<PreparedPicture>> PrepareAsync(Stream original, CancellationToken cancel)
    {
        var workshop = OpenWorkshop();
        try
        {
            if (await TakeInAsync(original, Path.Combine(workshop, OriginalName), cancel) is not { } key) return Refused(workshop, PictureRefusals.FileTooLarge(limits.LargestFile));
            if (SizeOf(key) is { } known) return new PreparedPicture(key, known, workshop, FolderOf(key));

            var made = await tool.MakeAsync(workshop, OriginalName, cancel);
            if (!made.Succeeded) return Refused(workshop, [.. made.Refusals]);

            Gather(workshop, made.Value);
            return new PreparedPicture(key, made.Value, workshop, FolderOf(key));
        }
        catch
        {
            Directory.Delete(workshop, recursive: true);
            throw;
        }
    }

    /// <summary>The rendition's file, or null where there is none by that name.</summary>
    public string? Find(string key, int width, string ending)
    {
        if (!KeyForm().IsMatch(key) || !Renditions.Endings.Contains(ending)) return null;
        var file = Path.Combine(FolderOf(key), FormattableString.Invariant($"{width}.{ending}"));
        return File.Exists(file) ? file : null;
    }

    private static Outcome<PreparedPicture> Refused(string workshop, params IReadOnlyList<Refusal> refusals)
    {
        Directory.Delete(workshop, recursive: true);
        return Outcome<PreparedPicture>.Refused(refusals);
    }

    private string OpenWorkshop()
    {
        var all = Directory.CreateDirectory(Path.Combine(media.Path, "unfinished"));
        // A process that was killed leaves its workshop behind.
        foreach (var left in all.EnumerateDirectories())
            if (left.LastWriteTimeUtc < clock.UtcNow() - Abandoned) left.Delete(recursive: true);
        return all.CreateSubdirectory(Guid.CreateVersion7().ToString("n")).FullName;
    }

    /// <summary>Copies the stream and names it by its bytes; null as soon as it is larger than allowed.</summary>
    private async Task<string?> TakeInAsync(Stream original, string path, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Recipe);
        await using var file = File.Create(path);
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            for (int read; (read = await original.ReadAsync(buffer, cancel)) > 0;)
            {
                if (file.Length + read > limits.LargestFile) return null;
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static void Gather(string workshop, PictureSize size)
    {
        var finished = Directory.CreateDirectory(Path.Combine(workshop, PreparedPicture.FinishedName)).FullName;
        foreach (var width in Renditions.WidthsUpTo(size.Width))
            foreach (var ending in Renditions.Endings)
            {
                var name = FormattableString.Invariant($"{width}.{ending}");
                File.Move(Path.Combine(workshop, name), Path.Combine(finished, name));
            }
    }

    private PictureSize? SizeOf(string key)
    {
        var folder = FolderOf(key);
        if (!Directory.Exists(folder)) return null;
        var width = Directory.EnumerateFiles(folder, "*.jpg").Max(file => int.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture));
        return new PictureSize(width, Renditions.HeightOf(width));
    }

    private string FolderOf(string key) => Path.Combine(media.Path, key[..2], key);

    [GeneratedRegex(@"\A[0-9a-f]{32}\z")]
    private static partial Regex KeyForm();
}
