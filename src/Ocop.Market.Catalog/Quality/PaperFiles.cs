using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Proposals;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Quality;

/// <summary>
/// Papers that keep a document of the library. Strangers may open it while the paper is valid and says so. One that waits to be read, or came
/// back to be mended, holds its file fast: nobody changes it between the reading and the answer, or throws away what is sent again.
/// </summary>
internal sealed class PaperFiles(ICatalogDb db, TimeProvider clock) : IMediaUse
{
    private static readonly LocalText Kind = new("Giấy tờ", "Paper");

    public async Task<IReadOnlyList<MediaPlace>> PlacesAsync(Guid mediaId, CancellationToken cancel) =>
    [
        .. (await db.Certifications.AsNoTracking().Where(paper => paper.FileId == mediaId).OrderBy(paper => paper.Number).ToListAsync(cancel))
            .Select(paper => new MediaPlace(Kind, $"{Certification.NameOf(paper.Kind)} {paper.Number}", $"/quan-tri/chung-nhan/{paper.Id}")),
        .. (await db.ProposedPapers.AsNoTracking().Where(paper => paper.FileId == mediaId && (paper.State == ProposalState.Waiting || paper.State == ProposalState.Returned)).OrderBy(paper => paper.Number).ToListAsync(cancel))
            .Select(paper => new MediaPlace(Kind, $"{Certification.NameOf(paper.Kind)} {paper.Number}", $"/quan-tri/chung-nhan/cho-kiem/{paper.Id}")),
    ];

    public Task<bool> IsPublicAsync(Guid mediaId, CancellationToken cancel)
    {
        var today = clock.Today();
        return db.Certifications.AnyAsync(paper => paper.FileId == mediaId && paper.IsFilePublic && paper.IssuedOn <= today && (paper.ValidUntil == null || paper.ValidUntil >= today), cancel);
    }
}
