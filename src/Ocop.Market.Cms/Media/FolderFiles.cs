using System.Runtime.CompilerServices;

namespace Ocop.Market.Cms.Media;

/// <summary>The media folder itself. A file comes by a rename within it, so nobody ever reads half of one.</summary>
public sealed class FolderFiles(MediaDisk disk) : IMediaFiles
{
    public Task WriteAsync(string name, string source, CancellationToken cancel)
    {
        var place = PlaceOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.Move(source, place, overwrite: true);
        return Task.CompletedTask;
    }

    public Task<MediaFile?> OpenAsync(string name, CancellationToken cancel)
    {
        var place = PlaceOf(name);
        if (!File.Exists(place)) return Task.FromResult<MediaFile?>(null);
        var stream = new FileStream(place, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return Task.FromResult<MediaFile?>(new MediaFile(stream, stream.Length));
    }

    public Task<bool> ExistsAsync(string name, CancellationToken cancel) => Task.FromResult(File.Exists(PlaceOf(name)));

    public Task DeleteAsync(string name, CancellationToken cancel)
    {
        var place = new FileInfo(PlaceOf(name));
        if (!place.Directory!.Exists) return Task.CompletedTask;
        place.Delete();
        // The last one out takes the folder along; names never meet in it, so nobody else is just coming.
        if (!place.Directory.EnumerateFileSystemInfos().Any()) place.Directory.Delete();
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<string> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        var place = PlaceOf(folder);
        if (!Directory.Exists(place)) yield break;
        foreach (var file in Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories))
            yield return Path.GetRelativePath(disk.Path, file).Replace(Path.DirectorySeparatorChar, '/');
    }

    private string PlaceOf(string name) => Path.Combine(disk.Path, name.Replace('/', Path.DirectorySeparatorChar));
}
