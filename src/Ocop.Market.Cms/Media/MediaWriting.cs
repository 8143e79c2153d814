using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

internal static class MediaWriting
{
    /// <summary>False where somebody else saved the same row in between.</summary>
    public static async Task<bool> TrySaveAsync(this ICmsDb db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    /// <summary>Stores the new cut and lets everybody who shows the old one take it.</summary>
    public static async Task<MediaItem> FollowAsync(this IEnumerable<IMediaUse> uses, ICmsDb db, MediaItem item, PreparedPicture cut, CancellationToken cancel)
    {
        await cut.KeepAsync(cancel);
        foreach (var use in uses) await use.FollowAsync(item, cut.Size, cancel);
        await db.SaveChangesAsync(cancel);
        return item;
    }
}
