using Microsoft.EntityFrameworkCore;

namespace Ocop.Market.Cms.Media;

/// <summary>Photos of the library by their ids, as pages show them. What lies in the bin is not shown.</summary>
public sealed class LibraryPictures(ICmsDb db)
{
    public async Task<IReadOnlyDictionary<Guid, LibraryPicture>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        ids.Count == 0 ? new Dictionary<Guid, LibraryPicture>()
            : (await db.MediaItems.AsNoTracking().Where(item => ids.Contains(item.Id) && item.Kind == MediaKind.Photo && item.DeletedAt == null).ToListAsync(cancel)).ToDictionary(item => item.Id, item => item.AsPicture());
}
