namespace Ocop.Market.Cms.Media;

/// <summary>Files that wait for the row that names them. What is not kept is gone when this is disposed.</summary>
public abstract class PreparedFiles : IDisposable
{
    private readonly Workshop _workshop;
    private readonly IMediaFiles _files;
    private readonly IReadOnlyList<string> _finished;

    private protected PreparedFiles(string key, Workshop workshop, IMediaFiles files, IReadOnlyList<string> finished) =>
        (Key, _workshop, _files, _finished) = (key, workshop, files, finished);

    public string Key { get; }

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

/// <summary>The 4:5 cut of a picture in its sizes.</summary>
public sealed class PreparedPicture : PreparedFiles
{
    internal PreparedPicture(string key, PictureSize size, Workshop workshop, IMediaFiles files, IReadOnlyList<string> finished)
        : base(key, workshop, files, finished) => Size = size;

    public PictureSize Size { get; }
}

/// <summary>What becomes an item of the library.</summary>
public abstract class PreparedItem : PreparedFiles
{
    private protected PreparedItem(string key, Workshop workshop, IMediaFiles files, IReadOnlyList<string> finished) : base(key, workshop, files, finished) { }

    public abstract MediaFacts Facts { get; }
}

/// <summary>A document, as it was sent.</summary>
public sealed class PreparedDocument : PreparedItem
{
    internal PreparedDocument(string key, DocumentFacts facts, Workshop workshop, IMediaFiles files, string finished) : base(key, workshop, files, [finished]) => Facts = facts;

    public override DocumentFacts Facts { get; }
}

/// <summary>A photo, whole.</summary>
public sealed class PreparedPhoto : PreparedItem
{
    internal PreparedPhoto(string key, PhotoFacts facts, Workshop workshop, IMediaFiles files, IReadOnlyList<string> finished)
        : base(key, workshop, files, finished) => (Facts, Master) = (facts, workshop.File(PhotoSizes.Master));

    public override PhotoFacts Facts { get; }

    public PictureSize Size => Facts.Size;

    /// <summary>Where it lies until it is kept.</summary>
    internal string Master { get; }
}
