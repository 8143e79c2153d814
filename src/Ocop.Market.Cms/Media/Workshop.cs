using System.Buffers;
using System.Security.Cryptography;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>A folder in which one picture is worked upon. Children of libvips see nothing else; what is not kept goes with it.</summary>
internal sealed class Workshop : IDisposable
{
    public const string Original = "original";

    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private Workshop(string path) => Path = path;

    public string Path { get; }

    public static Workshop Open(MediaDisk disk, TimeProvider clock)
    {
        var all = Directory.CreateDirectory(System.IO.Path.Combine(disk.Path, "unfinished"));
        // A process that was killed leaves its workshop behind.
        foreach (var left in all.EnumerateDirectories())
            if (left.LastWriteTimeUtc < clock.UtcNow() - Abandoned) left.Delete(recursive: true);
        return new Workshop(all.CreateSubdirectory(Guid.CreateVersion7().ToString("n")).FullName);
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Copies the stream and hashes it on its way; null as soon as it is larger than allowed.</summary>
    public async Task<long?> TakeInAsync(Stream stream, string name, long most, IncrementalHash hash, CancellationToken cancel)
    {
        await using var file = System.IO.File.Create(File(name));
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancel)) > 0;)
            {
                if (file.Length + read > most) return null;
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return file.Length;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
