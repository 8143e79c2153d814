using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.GiftBoxes;

/// <summary>Gift boxes that show a photo of the library. They keep its id alone.</summary>
internal sealed class GiftBoxPhotoUse(IOrderingDb db) : IMediaUse
{
    private static readonly LocalText Kind = new("Hộp quà", "Gift box");

    public async Task<IReadOnlyList<MediaPlace>> PlacesAsync(Guid mediaId, CancellationToken cancel)
    {
        var boxes = await db.GiftBoxes.Where(box => box.PhotoId == mediaId).OrderBy(box => box.Name).Select(box => new { box.Id, box.Name }).ToListAsync(cancel);
        return [.. boxes.Select(box => new MediaPlace(Kind, box.Name, $"/quan-tri/hop-qua/{box.Id}"))];
    }
}
