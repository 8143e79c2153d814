using Microsoft.EntityFrameworkCore;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Fairs;

/// <summary>Fairs whose floor is drawn on a picture of the library. They keep its id alone.</summary>
internal sealed class FairPlanUse(ICatalogDb db) : IMediaUse
{
    private static readonly LocalText Kind = new("Mặt bằng hội chợ", "Floor plan of a fair");

    public async Task<IReadOnlyList<MediaPlace>> PlacesAsync(Guid mediaId, CancellationToken cancel)
    {
        var fairs = await db.Fairs.Where(fair => fair.PlanMediaId == mediaId).OrderBy(fair => fair.TitleVi).Select(fair => new { fair.Id, fair.TitleVi }).ToListAsync(cancel);
        return [.. fairs.Select(fair => new MediaPlace(Kind, fair.TitleVi, $"/quan-tri/hoi-cho/{fair.Id}"))];
    }
}
