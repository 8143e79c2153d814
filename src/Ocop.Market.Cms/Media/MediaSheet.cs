using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;

namespace Ocop.Market.Cms.Media;

/// <summary>One photo with all that is known of it, and where it is shown.</summary>
public sealed record MediaSheet(MediaItem Item, bool MayEdit, IReadOnlyList<MediaPlace> Places);

public sealed class MediaSheets(ICmsDb db, IEnumerable<IMediaUse> uses)
{
    /// <summary>Null where there is none that the person may see.</summary>
    public async Task<MediaSheet?> FindAsync(Person person, Guid id, CancellationToken cancel)
    {
        if (await db.MediaItems.AsNoTracking().SingleOrDefaultAsync(item => item.Id == id, cancel) is not { } item || !person.May(Act.ReadMedia, item.Scope)) return null;
        var places = new List<MediaPlace>();
        foreach (var use in uses) places.AddRange(await use.PlacesAsync(id, cancel));
        return new MediaSheet(item, MediaRights.MayEdit(person, item), places);
    }
}
