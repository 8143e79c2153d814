using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Proposals;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Quality;

public sealed record ProposedPaperRow(Guid Id, CertificationKind Kind, string Number, string Issuer, DateOnly? ValidUntil, bool HasFile, Guid? ReplacesId, ProposalState State, string? Answer, DateTime ProposedAt, Guid? ProductId, string? ProductName, Guid ProducerId, string ProducerName);

/// <param name="Old">The accepted paper that it is to replace.</param>
public sealed record ProposedPaperPage(ProposedPaper Paper, PaperHolder Holder, LibraryFile? File, Certification? Old, LibraryFile? OldFile);

/// <summary>Papers that producers entered: waiting for an officer, the longest first, and their own for the producer.</summary>
public sealed class ProposedPapers(ICatalogDb db, LibraryFiles files)
{
    private const int MostOwn = 100, MostGoods = 500;

    public Task<ListPage<ProposedPaperRow>> WaitingAsync(Person person, DeskPaperFilter filter, int page, CancellationToken cancel) =>
        Rows(person, filter, Act.ReadCatalog, db.ProposedPapers.AsNoTracking().Where(paper => paper.State == ProposalState.Waiting)).PageAsync(page, DeskPapers.PageSize, cancel);

    /// <summary>For the desk's first page: what this person may answer.</summary>
    public Task<int> CountWaitingAsync(Person person, CancellationToken cancel) =>
        Rows(person, new(), Act.EditQuality, db.ProposedPapers.AsNoTracking().Where(paper => paper.State == ProposalState.Waiting)).CountAsync(cancel);

    /// <summary>What its producer still waits for, or was sent back.</summary>
    public async Task<IReadOnlyList<ProposedPaperRow>> OwnAsync(Person person, CancellationToken cancel) =>
        await Rows(person, new(), Act.ProposeFacts, db.ProposedPapers.AsNoTracking().Where(paper => paper.State == ProposalState.Waiting || paper.State == ProposalState.Returned)).Take(MostOwn).ToListAsync(cancel);

    /// <param name="act">For which it is opened; null where there is none, or where it is not this person's to see.</param>
    public async Task<ProposedPaperPage?> FindAsync(Person person, Guid id, Act act, CancellationToken cancel)
    {
        if (await db.ProposedPapers.AsNoTracking().FirstOrDefaultAsync(it => it.Id == id, cancel) is not { } paper) return null;
        if (await db.HolderAsync(paper.ProductId, paper.ProducerId, cancel) is not { } holder || !person.May(act, holder.Scope)) return null;
        var old = await db.Certifications.AsNoTracking().FirstOrDefaultAsync(it => it.Id == paper.ReplacesId, cancel);
        var scans = await files.FindAsync([.. new[] { paper.FileId, old?.FileId }.OfType<Guid>().Distinct()], cancel);
        return new ProposedPaperPage(paper, holder, FileOf(paper.FileId), old, FileOf(old?.FileId));

        LibraryFile? FileOf(Guid? file) => file is { } known ? scans.GetValueOrDefault(known) : null;
    }

    /// <summary>An accepted paper of one's own, to be replaced.</summary>
    public async Task<(Certification Paper, PaperHolder Holder)?> FindOwnAsync(Person person, Guid id, CancellationToken cancel) =>
        await db.Certifications.AsNoTracking().FirstOrDefaultAsync(it => it.Id == id, cancel) is { } paper && await db.HolderAsync(paper.ProductId, paper.ProducerId, cancel) is { } holder && person.May(Act.ProposeFacts, holder.Scope)
            ? (paper, holder) : null;

    /// <summary>Whose papers somebody enters.</summary>
    public async Task<IReadOnlyList<Producer>> ProducersAsync(Person person, CancellationToken cancel)
    {
        var ids = person.ScopesFor(Act.ProposeFacts).Select(scope => scope.ProducerId).OfType<Guid>().ToList();
        return await db.Producers.AsNoTracking().Where(producer => ids.Contains(producer.Id)).OrderBy(producer => producer.Name).ToListAsync(cancel);
    }

    public async Task<IReadOnlyList<(Guid Id, string Name)>> GoodsAsync(Guid producerId, CancellationToken cancel) =>
        [.. (await db.Products.AsNoTracking().Where(product => product.ProducerId == producerId).OrderBy(product => product.FoldedName).Take(MostGoods).Select(product => new { product.Id, product.Name }).ToListAsync(cancel)).Select(product => (product.Id, product.Name))];

    private IQueryable<ProposedPaperRow> Rows(Person person, DeskPaperFilter filter, Act act, IQueryable<ProposedPaper> papers)
    {
        var producers = db.Producers.Within(person.ScopesFor(act));
        if (filter.Kind is { } kind) papers = papers.Where(paper => paper.Kind == kind);
        if (filter.ProvinceCode is { } province) producers = producers.Where(producer => producer.Place.ProvinceCode == province);
        var rows =
            from paper in papers
            join found in db.Products on paper.ProductId equals (Guid?)found.Id into products
            from product in products.DefaultIfEmpty()
            join producer in producers on paper.ProducerId ?? product.ProducerId equals producer.Id
            select new { paper, product, producer };
        // A number is found as it stands on the paper, "12/QĐ-UBND", or by its parts, in small letters as well.
        var whole = VietnameseText.Normalize(filter.Text ?? "").ToUpperInvariant();
        foreach (var word in VietnameseText.Fold(filter.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6))
        {
            var capitals = word.ToUpperInvariant();
            rows = rows.Where(row => row.producer.FoldedName.Contains(word) || (row.product != null && row.product.FoldedName.Contains(word)) || row.paper.Number.Contains(word) || row.paper.Number.Contains(capitals) || row.paper.Number.Contains(whole));
        }

        return rows.OrderBy(row => row.paper.ProposedAt).ThenBy(row => row.paper.Id).Select(row => new ProposedPaperRow(row.paper.Id, row.paper.Kind, row.paper.Number, row.paper.Issuer, row.paper.ValidUntil, row.paper.FileId != null,
            row.paper.ReplacesId, row.paper.State, row.paper.Answer, row.paper.ProposedAt, row.paper.ProductId, row.product == null ? null : row.product.Name, row.producer.Id, row.producer.Name));
    }
}
