using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Fairs;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.EventCatalogues;

/// <summary>An event's list with its products as they are on that day; what was taken off the market since is not among them.</summary>
public sealed record EventCataloguePage(EventCatalogue Catalogue, IReadOnlyList<ProductCard> Goods, DateOnly AsOf);

public sealed class EventCataloguePages(ICatalogDb db, ProductCards cards, TimeProvider clock)
{
    /// <summary>Null where there is none, or none that was published.</summary>
    public async Task<EventCataloguePage?> FindAsync(string slug, CancellationToken cancel) =>
        await db.EventCatalogues.AsNoTracking().FirstOrDefaultAsync(it => it.Slug == slug && it.IsPublished, cancel) is { } catalogue ? await ReadAsync(catalogue, cancel) : null;

    /// <summary>For paper, before it is published too.</summary>
    public async Task<EventCataloguePage> ReadAsync(EventCatalogue catalogue, CancellationToken cancel)
    {
        var ids = await db.CataloguedProducts.Where(it => it.CatalogueId == catalogue.Id).OrderBy(it => it.Position).ThenBy(it => it.ProductId).Select(it => it.ProductId).ToListAsync(cancel);
        return new EventCataloguePage(catalogue, await cards.OfAsync(ids, cancel), clock.Today());
    }
}

public sealed record DeskCatalogueRow(Guid Id, string Title, DateOnly Day, string Place, bool IsPublished, int Products);

/// <param name="IsListed">What is not on the market stays in the list, but stands on no page and no paper.</param>
public sealed record DeskCatalogueProduct(Guid Id, string Name, string Producer, bool IsListed);

public sealed record DeskCatalogue(EventCatalogue Catalogue, IReadOnlyList<DeskCatalogueProduct> Products);

/// <summary>The lists of a person's scopes, and one of them.</summary>
public sealed class DeskCatalogues(ICatalogDb db)
{
    private const int PageSize = 50, MostFairs = 30;

    public async Task<ListPage<DeskCatalogueRow>> PageAsync(Person person, string? text, int page, CancellationToken cancel)
    {
        var catalogues = db.EventCatalogues.AsNoTracking().Within(it => it.ScopePath, person.ScopesFor(Act.ReadCatalog));
        foreach (var word in VietnameseText.Fold(text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6)) catalogues = catalogues.Where(it => it.FoldedTitle.Contains(word));
        return await catalogues.OrderByDescending(it => it.Day).ThenBy(it => it.Id)
            .Select(it => new DeskCatalogueRow(it.Id, it.Title, it.Day, it.Place, it.IsPublished, db.CataloguedProducts.Count(product => product.CatalogueId == it.Id))).PageAsync(page, PageSize, cancel);
    }

    /// <summary>Null where there is none that the person may read.</summary>
    public async Task<DeskCatalogue?> FindAsync(Person person, Guid id, CancellationToken cancel)
    {
        if (await db.EventCatalogues.AsNoTracking().FirstOrDefaultAsync(it => it.Id == id, cancel) is not { } catalogue || !person.May(Act.ReadCatalog, catalogue.Scope)) return null;
        return new DeskCatalogue(catalogue, await (
            from it in db.CataloguedProducts
            where it.CatalogueId == id
            join product in db.Products on it.ProductId equals product.Id
            join producer in db.Producers on product.ProducerId equals producer.Id
            orderby it.Position, it.ProductId
            select new DeskCatalogueProduct(product.Id, product.Name, producer.Name, product.IsListed)).ToListAsync(cancel));
    }

    /// <summary>Fairs at which something is shown, the latest first.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Title)>> FairsAsync(Person person, CancellationToken cancel) =>
        [.. (await db.Fairs.AsNoTracking().Within(fair => fair.ScopePath, person.ScopesFor(Act.ReadCatalog)).Where(fair => db.BoothApplications.Any(it => it.FairId == fair.Id && it.State == ApplicationState.Allotted))
            .OrderByDescending(fair => fair.FirstDay).ThenBy(fair => fair.Id).Take(MostFairs).Select(fair => new { fair.Id, fair.TitleVi }).ToListAsync(cancel)).Select(fair => (fair.Id, fair.TitleVi))];
}
