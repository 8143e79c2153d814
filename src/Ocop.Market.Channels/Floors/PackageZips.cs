using System.IO.Compression;
using System.Security.Cryptography;

namespace Ocop.Market.Channels.Floors;

/// <summary>One line of the manifest.</summary>
public sealed record PackedFile(string Name, int Part, long Bytes, string Sha256);

/// <summary>Splits a package into ZIPs of limited size. The first holds the sheets and, written last, the manifest of them all.</summary>
internal sealed class PackageZips(DirectoryInfo folder, string name, long mostBytes, int entries, DateTime now) : IAsyncDisposable
{
    // Name, hash and frame of an entry, in the ZIP's own table and in the manifest.
    private const int BytesPerEntry = 400;

    private readonly List<PackedFile> _files = [];
    private readonly List<(string Name, FileStream Stream, ZipArchive Zip)> _parts = [];
    private long _bytes;

    public IReadOnlyList<PackedFile> Files => _files;

    /// <summary>A file larger than a whole part gets a part of its own.</summary>
    public async Task AddAsync(string file, Stream content, long length, CancellationToken cancel)
    {
        if (_parts.Count == 0 || (_bytes + length + BytesPerEntry > mostBytes && _files.Any(other => other.Part == _parts.Count))) await BeginPartAsync();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var entry = EntryOf(_parts[^1].Zip, file, file.EndsWith(".csv", StringComparison.Ordinal) ? CompressionLevel.Fastest : CompressionLevel.NoCompression);
        long written = 0;
        await using (var target = entry.Open())
        {
            var buffer = new byte[64 * 1024];
            while (await content.ReadAsync(buffer, cancel) is var read and > 0)
            {
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancel);
                written += read;
            }
        }

        _bytes += written + BytesPerEntry;
        _files.Add(new PackedFile(file, _parts.Count, written, Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    public async Task<List<PackageFile>> CloseAsync(byte[] manifest, CancellationToken cancel)
    {
        if (_parts.Count > 1) await ClosePartAsync(_parts[^1]);
        await using (var target = EntryOf(_parts[0].Zip, "manifest.json", CompressionLevel.Fastest).Open()) await target.WriteAsync(manifest, cancel);
        await ClosePartAsync(_parts[0]);
        var zips = new List<PackageFile>();
        foreach (var part in _parts)
        {
            await using var stream = File.OpenRead(Path.Combine(folder.FullName, part.Name));
            zips.Add(new PackageFile(part.Name, stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel))));
        }

        return zips;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _parts) await ClosePartAsync(part);
    }

    private async Task BeginPartAsync()
    {
        if (_parts.Count > 1) await ClosePartAsync(_parts[^1]);
        var file = FormattableString.Invariant($"{name}-{_parts.Count + 1}.zip");
        var stream = File.Create(Path.Combine(folder.FullName, file));
        _parts.Add((file, stream, new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: false)));
        _bytes = _parts.Count == 1 ? (long)entries * BytesPerEntry : 0;
    }

    private ZipArchiveEntry EntryOf(ZipArchive zip, string file, CompressionLevel level)
    {
        var entry = zip.CreateEntry(file, level);
        entry.LastWriteTime = now;
        return entry;
    }

    private static async Task ClosePartAsync((string Name, FileStream Stream, ZipArchive Zip) part) => await part.Zip.DisposeAsync();
}
