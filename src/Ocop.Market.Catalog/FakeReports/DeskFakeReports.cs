using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.FakeReports;

public sealed record DeskFakeReportRow(Guid Id, string What, string? Product, FakeReportState State, DateTime CreatedAt, DateTime? ClosedAt);

public sealed record DeskFakeReportPage(FakeReport Report, string? Product, string? ProductSlug, IReadOnlyList<Guid> Photos);

/// <summary>Reports of a person's scopes, the newest first, and one of them.</summary>
public sealed class DeskFakeReports(ICatalogDb db)
{
    public const int PageSize = 50;

    public Task<ListPage<DeskFakeReportRow>> PageAsync(Person person, FakeReportState? state, int page, CancellationToken cancel) =>
        Rows(person, state).PageAsync(page, PageSize, cancel);

    /// <summary>For the desk's first page.</summary>
    public Task<int> CountAsync(Person person, FakeReportState state, CancellationToken cancel) => Rows(person, state).CountAsync(cancel);

    public async Task<DeskFakeReportPage?> FindAsync(Person person, Guid id, CancellationToken cancel)
    {
        if (await db.FakeReports.AsNoTracking().FirstOrDefaultAsync(it => it.Id == id, cancel) is not { } report || !person.May(Act.ReadFakeReports, report.Scope)) return null;
        var product = await db.Products.Where(it => it.Id == report.ProductId).Select(it => new { it.Name, it.Slug }).FirstOrDefaultAsync(cancel);
        return new DeskFakeReportPage(report, product?.Name, product?.Slug, await db.FakeReportPhotos.Where(photo => photo.ReportId == id).OrderBy(photo => photo.Id).Select(photo => photo.Id).ToListAsync(cancel));
    }

    /// <summary>A JPEG, for whoever may read the report.</summary>
    public async Task<byte[]?> PhotoAsync(Person person, Guid id, Guid photo, CancellationToken cancel) =>
        await db.FakeReports.AsNoTracking().FirstOrDefaultAsync(it => it.Id == id, cancel) is { } report && person.May(Act.ReadFakeReports, report.Scope)
            ? await db.FakeReportPhotos.Where(it => it.Id == photo && it.ReportId == id).Select(it => it.Jpeg).FirstOrDefaultAsync(cancel) : null;

    private IQueryable<DeskFakeReportRow> Rows(Person person, FakeReportState? state)
    {
        var reports = db.FakeReports.AsNoTracking().Within(report => report.ScopePath, person.ScopesFor(Act.ReadFakeReports));
        if (state is { } one) reports = reports.Where(report => report.State == one);
        return
            from report in reports
            join found in db.Products on report.ProductId equals (Guid?)found.Id into products
            from product in products.DefaultIfEmpty()
            orderby report.CreatedAt descending, report.Id
            select new DeskFakeReportRow(report.Id, report.What, product == null ? null : product.Name, report.State, report.CreatedAt, report.ClosedAt);
    }
}
