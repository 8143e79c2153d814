using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Media;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Quality;

/// <param name="EndsWithin">Days from today in which a paper ends; 0 are those that have ended; null are all.</param>
public sealed record DeskPaperFilter(string? Text = null, int? EndsWithin = null, CertificationKind? Kind = null, string? ProvinceCode = null, Guid? ProductId = null, Guid? ProducerId = null);

public sealed record DeskPaperRow(Guid Id, CertificationKind Kind, string Number, string Issuer, DateOnly IssuedOn, DateOnly? ValidUntil, bool HasFile, Guid? ProductId, string? ProductName, Guid ProducerId, string ProducerName)
{
    public bool IsValidOn(DateOnly day) => IssuedOn <= day && (ValidUntil is null || day <= ValidUntil);
}

public sealed record DeskPaperPage(Certification Paper, PaperHolder Holder, LibraryFile? File);

/// <summary>Papers of a person's scopes, those that end soonest first, and one of them.</summary>
public sealed class DeskPapers(ICatalogDb db, LibraryFiles files, TimeProvider clock)
{
    public const int PageSize = 50, Soon = 90;

    private const int MostOwn = 500;

    public Task<ListPage<DeskPaperRow>> PageAsync(Person person, DeskPaperFilter filter, int page, CancellationToken cancel) =>
        Rows(person, filter).PageAsync(page, PageSize, cancel);

    /// <summary>For the desk's first page.</summary>
    public Task<int> CountAsync(Person person, int endsWithin, CancellationToken cancel) => Rows(person, new(EndsWithin: endsWithin)).CountAsync(cancel);

    /// <summary>All of a producer's own, for their room of papers.</summary>
    public async Task<IReadOnlyList<DeskPaperRow>> OwnAsync(Person person, CancellationToken cancel) => await Rows(person, new(), Act.ProposeFacts).Take(MostOwn).ToListAsync(cancel);

    /// <summary>A producer's own that end soon, for the first page of their rooms.</summary>
    public async Task<IReadOnlyList<DeskPaperRow>> OwnEndingAsync(Person person, CancellationToken cancel) =>
        await Rows(person, new(EndsWithin: Soon), Act.ProposeFacts).Take(PageSize).ToListAsync(cancel);

    public async Task<DeskPaperPage?> FindAsync(Person person, Guid id, CancellationToken cancel)
    {
        if (await db.Certifications.AsNoTracking().FirstOrDefaultAsync(it => it.Id == id, cancel) is not { } paper) return null;
        if (await db.HolderAsync(paper.ProductId, paper.ProducerId, cancel) is not { } holder || !person.May(Act.ReadCatalog, holder.Scope)) return null;
        return new DeskPaperPage(paper, holder, paper.FileId is { } file ? (await files.FindAsync([file], cancel)).GetValueOrDefault(file) : null);
    }

    public async Task<PaperHolder?> HolderAsync(Person person, Guid? productId, Guid? producerId, CancellationToken cancel) =>
        await db.HolderAsync(productId, producerId, cancel) is { } holder && person.May(Act.ReadCatalog, holder.Scope) ? holder : null;

    private IQueryable<DeskPaperRow> Rows(Person person, DeskPaperFilter filter, Act act = Act.ReadCatalog)
    {
        var (today, papers, producers) = (clock.Today(), db.Certifications.AsNoTracking(), db.Producers.Within(person.ScopesFor(act)));
        if (filter.EndsWithin is 0) papers = papers.Where(paper => paper.ValidUntil < today);
        else if (filter.EndsWithin is { } days)
        {
            var last = today.AddDays(days);
            papers = papers.Where(paper => paper.ValidUntil >= today && paper.ValidUntil <= last);
        }

        if (filter.Kind is { } kind) papers = papers.Where(paper => paper.Kind == kind);
        if (filter.ProductId is { } product_) papers = papers.Where(paper => paper.ProductId == product_);
        if (filter.ProducerId is { } producer_) papers = papers.Where(paper => paper.ProducerId == producer_);
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

        return rows.OrderBy(row => row.paper.ValidUntil == null).ThenBy(row => row.paper.ValidUntil).ThenBy(row => row.paper.Id).Select(row => new DeskPaperRow(row.paper.Id, row.paper.Kind, row.paper.Number, row.paper.Issuer, row.paper.IssuedOn, row.paper.ValidUntil, row.paper.FileId != null,
            row.paper.ProductId, row.product == null ? null : row.product.Name, row.producer.Id, row.producer.Name));
    }
}
