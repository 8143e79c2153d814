using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>A place that shows a picture, as the library lists it.</summary>
/// <param name="Path">Where somebody with the right goes to change it; null where there is no such page.</param>
public sealed record MediaPlace(LocalText Kind, string Name, string? Path);

/// <summary>Whoever shows pictures of the library answers for it: documents, products. Registered beside each other.</summary>
public interface IMediaUse
{
    Task<IReadOnlyList<MediaPlace>> PlacesAsync(Guid mediaId, CancellationToken cancel);

    /// <summary>
    /// The item shows another file, or is cut at another point: who keeps a copy of its address takes the new one, in the transaction that
    /// changes the item. The cut is stored by then. Who keeps only the item's id has nothing to do.
    /// </summary>
    Task FollowAsync(MediaItem item, PictureSize cut, CancellationToken cancel) => Task.CompletedTask;
}
