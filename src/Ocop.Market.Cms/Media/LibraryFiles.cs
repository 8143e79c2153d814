using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>What a page needs to offer a document of the library.</summary>
/// <param name="FileName">Under which it is saved; its ending is the kind's.</param>
/// <param name="Title">As people call it; empty where nobody named it.</param>
public sealed record LibraryFile(Guid Id, string Key, string FileName, FileKind Kind, long Bytes, LocalText Title)
{
    /// <summary>Answers to strangers only while a public page offers it (<see cref="IMediaUse.IsPublicAsync"/>).</summary>
    public string Path => $"/media/{Key}.{Kind.Ending}";
}

/// <summary>Documents of the library by their ids. What lies in the bin is not offered.</summary>
public sealed class LibraryFiles(ICmsDb db)
{
    public async Task<IReadOnlyDictionary<Guid, LibraryFile>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        ids.Count == 0 ? new Dictionary<Guid, LibraryFile>()
            : (await db.MediaItems.AsNoTracking().Where(item => ids.Contains(item.Id) && item.Kind == MediaKind.Document && item.DeletedAt == null).ToListAsync(cancel)).ToDictionary(item => item.Id, item => item.AsFile());

    /// <summary>One that lies exactly there; elsewhere not even its name is told.</summary>
    public async Task<LibraryFile?> FindInAsync(Scope scope, Guid id, CancellationToken cancel) =>
        (await db.MediaItems.AsNoTracking().FirstOrDefaultAsync(item => item.Id == id && item.ScopePath == scope.Path && item.Kind == MediaKind.Document && item.DeletedAt == null, cancel))?.AsFile();
}
