using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Quality;

/// <param name="File">Where the public may open it.</param>
public sealed record ShownPaper(CertificationKind Kind, string Number, string Issuer, DateOnly? ValidUntil, bool IsProducers, LibraryFile? File);

/// <param name="Until">The last day on which both the mark and its use are valid.</param>
public sealed record ShownMark(Guid Id, MarkKind Kind, string Name, string Number, string Owner, DateOnly? Until);

/// <summary>The papers and marks that are valid today, of a product and of who makes it. What has ended is not said.</summary>
public sealed record ShownQuality(IReadOnlyList<ShownPaper> Papers, IReadOnlyList<ShownMark> Marks)
{
    public static readonly ShownQuality None = new([], []);
}

internal sealed record UsedMark(MarkUse Use, Mark Mark, Guid? ProductId);

public sealed class ShownQualities(ICatalogDb db, LibraryFiles files)
{
    private static readonly CompiledQuery<Guid, Certification> OfProducers = new((db, producer) => db.Set<Certification>().AsNoTracking().Where(paper => paper.ProducerId == producer));

    private static readonly CompiledQuery<Guid, UsedMark> Used = new((db, producer) =>
        from use in db.Set<MarkUse>().AsNoTracking()
        where use.ProducerId == producer || db.Set<Product>().Any(product => product.Id == use.ProductId && product.ProducerId == producer)
        join mark in db.Set<Mark>().AsNoTracking() on use.MarkId equals mark.Id
        select new UsedMark(use, mark, use.ProductId));

    public async Task<ShownQuality> OfAsync(Guid productId, Guid producerId, IReadOnlyList<Certification> ofProduct, DateOnly today, CancellationToken cancel)
    {
        var papers = ofProduct.Concat(await OfProducers.ToListAsync(db, producerId, cancel)).Where(paper => paper.IsValidOn(today)).OrderBy(paper => paper.Kind).ThenBy(paper => paper.Number, StringComparer.Ordinal).ToList();
        var open = await files.FindAsync([.. papers.Where(paper => paper.IsFilePublic).Select(paper => paper.FileId).OfType<Guid>()], cancel);
        var marks = (await Used.ToListAsync(db, producerId, cancel)).Where(it => (it.ProductId is null || it.ProductId == productId)
            && it.Use.From <= today && it.Mark.From <= today && !(it.Use.Until < today) && !(it.Mark.Until < today));
        return new ShownQuality(
            [.. papers.Select(paper => new ShownPaper(paper.Kind, paper.Number, paper.Issuer, paper.ValidUntil, paper.ProductId is null, paper is { IsFilePublic: true, FileId: { } file } ? open.GetValueOrDefault(file) : null))],
            [.. marks.Select(it => new ShownMark(it.Mark.Id, it.Mark.Kind, it.Mark.Name, it.Mark.Number, it.Mark.Owner, Earlier(it.Use.Until, it.Mark.Until))).DistinctBy(mark => mark.Id).OrderBy(mark => mark.Name, StringComparer.Ordinal)]);
    }

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null || other < one ? other ?? one : one;
}
