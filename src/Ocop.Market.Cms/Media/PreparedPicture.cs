namespace Ocop.Market.Cms.Media;

/// <summary>Renditions that wait for the row that names them. What is not kept is gone when this is disposed.</summary>
public class PreparedPicture : IDisposable
{
    private readonly Workshop _workshop;
    private readonly IMediaFiles _files;
    private readonly IReadOnlyList<string> _finished;

    internal PreparedPicture(string key, PictureSize size, Workshop workshop, IMediaFiles files, IReadOnlyList<string> finished) =>
        (Key, Size, _workshop, _files, _finished) = (key, size, workshop, files, finished);

    public string Key { get; }

    public PictureSize Size { get; }

    /// <summary>Call it last before the commit: should the commit fail, files without a row harm nobody, and the next try finds them.</summary>
    public async Task KeepAsync(CancellationToken cancel)
    {
        foreach (var name in _finished) await _files.WriteAsync(MediaKeys.FolderOf(Key) + name, _workshop.File(name), cancel);
    }

    public void Dispose()
    {
        _workshop.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>A photo for the library, whole.</summary>
public sealed class PreparedPhoto : PreparedPicture
{
    internal PreparedPhoto(string key, PhotoFacts facts, Workshop workshop, IMediaFiles files, IReadOnlyList<string> finished)
        : base(key, facts.Size, workshop, files, finished) => (Facts, Master) = (facts, workshop.File(PhotoSizes.Master));

    public PhotoFacts Facts { get; }

    /// <summary>Where it lies until it is kept.</summary>
    internal string Master { get; }
}
