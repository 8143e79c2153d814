namespace Ocop.Market.Cms.Media;

/// <summary>An open file of the store. Whoever opened it disposes it.</summary>
public sealed record MediaFile(Stream Content, long Length) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>
/// Where finished pictures lie: a folder, or a bucket that speaks S3. Names are paths with "/" and are never made from what people type.
/// A file is there whole or not at all; what belongs together is kept before the row that names it is committed.
/// </summary>
public interface IMediaFiles
{
    /// <summary>A file of the same name is replaced. The source is a file of ours and may be moved away.</summary>
    Task WriteAsync(string name, string source, CancellationToken cancel);

    /// <summary>Null where there is none by that name.</summary>
    Task<MediaFile?> OpenAsync(string name, CancellationToken cancel);

    Task<bool> ExistsAsync(string name, CancellationToken cancel);

    /// <summary>Does nothing where there is none.</summary>
    Task DeleteAsync(string name, CancellationToken cancel);

    /// <summary>All names that begin with the folder's, which ends in "/".</summary>
    IAsyncEnumerable<string> ListAsync(string folder, CancellationToken cancel);
}
