using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>A place that shows a picture or offers a document, as the library lists it.</summary>
/// <param name="Path">Where somebody with the right goes to change it; null where there is no such page.</param>
public sealed record MediaPlace(LocalText Kind, string Name, string? Path);

/// <summary>Whoever shows what lies in the library answers for it: documents, products. Registered beside each other.</summary>
public interface IMediaUse
{
    Task<IReadOnlyList<MediaPlace>> PlacesAsync(Guid mediaId, CancellationToken cancel);

    /// <summary>In how many places each is shown; what is nowhere is left out.</summary>
    async Task<IReadOnlyDictionary<Guid, int>> CountsAsync(IReadOnlyCollection<Guid> mediaIds, CancellationToken cancel)
    {
        var counts = new Dictionary<Guid, int>();
        foreach (var id in mediaIds)
            if ((await PlacesAsync(id, cancel)).Count is > 0 and var count) counts[id] = count;
        return counts;
    }

    /// <summary>Whether a page that anybody may read offers this document now.</summary>
    Task<bool> IsPublicAsync(Guid mediaId, CancellationToken cancel) => Task.FromResult(false);

    /// <summary>
    /// The item shows another file, or is cut at another point: who keeps a copy of its address takes the new one, in the transaction that
    /// changes the item. The cut is stored by then. Who keeps only the item's id has nothing to do.
    /// </summary>
    Task FollowAsync(MediaItem item, PictureSize cut, CancellationToken cancel) => Task.CompletedTask;
}
