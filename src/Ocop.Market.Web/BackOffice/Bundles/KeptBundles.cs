using System.Security.Cryptography;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.BackOffice.Bundles;

/// <summary>Bundles between their dry run and their import, by the hash of their bytes; gone after a day.</summary>
public sealed class KeptBundles(string folder, TimeProvider clock)
{
    public const long MostBytes = 256L * 1024 * 1024;

    private static readonly TimeSpan Lasts = TimeSpan.FromDays(1);

    /// <returns>The name to open it by.</returns>
    public async Task<Outcome<string>> KeepAsync(Stream file, CancellationToken cancel)
    {
        if (file.Length == 0) return new Refusal("FileEmpty", "file", "Chọn một tệp .zip có nội dung.", "Choose a .zip file that is not empty.");
        if (file.Length > MostBytes) return new Refusal("FileTooLarge", "file", $"Tệp lớn hơn {MostBytes >> 20} MB.", $"The file is larger than {MostBytes >> 20} MB.");
        foreach (var old in Directory.CreateDirectory(folder).EnumerateFiles())
            if (old.LastWriteTimeUtc < clock.UtcNow() - Lasts) old.Delete();

        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
        file.Position = 0;
        var coming = Path.Combine(folder, $"{Guid.CreateVersion7():n}.coming");
        await using (var copy = File.Create(coming)) await file.CopyToAsync(copy, cancel);
        File.Move(coming, PathOf(hash), overwrite: true);
        return hash;
    }

    /// <summary>Null where it is gone, or never was.</summary>
    public FileStream? Open(string? hash) => hash is { Length: 64 } && hash.All(char.IsAsciiHexDigitLower) && File.Exists(PathOf(hash)) ? File.OpenRead(PathOf(hash)) : null;

    private string PathOf(string hash) => Path.Combine(folder, hash + ".zip");
}
