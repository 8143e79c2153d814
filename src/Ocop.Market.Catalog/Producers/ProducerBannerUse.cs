using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Proposals;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Producers;

/// <summary>Producers that show a photo of the library over their page, or want to. They keep its number, so a new file shows by itself.</summary>
internal sealed class ProducerBannerUse(ICatalogDb db) : IMediaUse
{
    private static readonly LocalText Kind = new("Chủ thể", "Producer");

    public async Task<IReadOnlyList<MediaPlace>> PlacesAsync(Guid mediaId, CancellationToken cancel)
    {
        var producers = await db.Producers.AsNoTracking().Where(producer => producer.BannerId == mediaId
                || db.FactProposals.Any(proposal => proposal.SubjectId == producer.Id && proposal.MediaItemId == mediaId && proposal.State == ProposalState.Waiting))
            .OrderBy(producer => producer.Name).Select(producer => new { producer.Name, producer.Slug }).ToListAsync(cancel);
        return [.. producers.Select(producer => new MediaPlace(Kind, producer.Name, "/chu-the/" + producer.Slug))];
    }
}
