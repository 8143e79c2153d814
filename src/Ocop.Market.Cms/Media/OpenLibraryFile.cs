using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;

namespace Ocop.Market.Cms.Media;

/// <summary>A document's bytes, for whoever may have them.</summary>
public sealed class OpenLibraryFile(ICmsDb db, MediaStore media, IEnumerable<IMediaUse> uses)
{
    /// <summary>
    /// Null where there is none, or none that this person may have: a file that no public page offers is for those who may read the library there.
    /// Unlike a photo, a paper is not public merely because somebody knows its address.
    /// </summary>
    public async Task<(LibraryFile File, MediaFile Bytes)?> HandleAsync(Person? person, string key, string ending, CancellationToken cancel)
    {
        if (!MediaKeys.IsKey(key) || FileKinds.FindByEnding(ending) is not { } kind) return null;
        foreach (var item in await db.MediaItems.AsNoTracking().Where(item => item.Key == key && item.Kind == MediaKind.Document && item.Mime == kind.Mime).OrderBy(item => item.At).ToListAsync(cancel))
            if (await MayHaveAsync(person, item, cancel) && await media.OpenFileAsync(key, kind, cancel) is { } bytes) return (item.AsFile(), bytes);
        return null;
    }

    private async Task<bool> MayHaveAsync(Person? person, MediaItem item, CancellationToken cancel)
    {
        if (person?.May(Act.ReadMedia, item.Scope) == true) return true;
        if (item.DeletedAt is not null) return false;
        foreach (var use in uses)
            if (await use.IsPublicAsync(item.Id, cancel)) return true;
        return false;
    }
}
