using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Producers;

public sealed record DeskProducerFilter(string? Text = null, string? ProvinceCode = null, string? CommuneCode = null, bool? HasContact = null, bool IsDown = false);

public sealed record DeskProducerRow(Guid Id, string Slug, string Name, ProducerKind Kind, string? ProvinceCode, string? CommuneCode, string? Email, string? Phone, int Goods, int Listed);

/// <summary>The producers of a person's scopes by name, and one of them.</summary>
public sealed class DeskProducers(ICatalogDb db)
{
    public const int PageSize = 50;

    public async Task<ListPage<DeskProducerRow>> PageAsync(Person person, DeskProducerFilter filter, int page, CancellationToken cancel)
    {
        var producers = db.Producers.AsNoTracking().Within(person.ScopesFor(Act.ReadCatalog));
        foreach (var word in VietnameseText.Fold(filter.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6)) producers = producers.Where(producer => producer.FoldedName.Contains(word));
        if (filter.ProvinceCode is { } province) producers = producers.Where(producer => producer.Place.ProvinceCode == province);
        if (filter.CommuneCode is { } commune) producers = producers.Where(producer => producer.Place.CommuneCode == commune);
        if (filter.HasContact is { } has) producers = producers.Where(producer => (producer.Email != null || producer.Phone != null) == has);
        var ordered = filter.IsDown ? producers.OrderByDescending(producer => producer.FoldedName).ThenByDescending(producer => producer.Id) : producers.OrderBy(producer => producer.FoldedName).ThenBy(producer => producer.Id);
        var found = await ordered.Select(producer => producer.Id).PageAsync(page, PageSize, cancel);
        return new ListPage<DeskProducerRow>(await RowsAsync(found.Rows, cancel), found.Total, found.Page, found.Size);
    }

    /// <summary>Null where there is none that the person may read.</summary>
    public async Task<Producer?> FindAsync(Person person, Guid id, CancellationToken cancel) =>
        await db.Producers.AsNoTracking().FirstOrDefaultAsync(producer => producer.Id == id, cancel) is { } found && person.May(Act.ReadCatalog, found.Scope) ? found : null;

    private async Task<IReadOnlyList<DeskProducerRow>> RowsAsync(IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var rows = await db.Producers.Where(producer => ids.Contains(producer.Id)).Select(producer => new DeskProducerRow(producer.Id, producer.Slug, producer.Name, producer.Kind,
            producer.Place.ProvinceCode, producer.Place.CommuneCode, producer.Email, producer.Phone,
            db.Products.Count(product => product.ProducerId == producer.Id), db.Products.Count(product => product.ProducerId == producer.Id && product.IsListed)))
            .ToDictionaryAsync(row => row.Id, cancel);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }
}
