using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <summary>How a product stands with its decisions on the day one asks.</summary>
public enum Standing { Three, Four, Five, EndingSoon, Lapsed, Undecided }

public enum DeskProductOrder { Name, Updated, ValidUntil }

public sealed record DeskProductFilter
{
    /// <summary>Words of the product's or the producer's name, with or without marks, or one SKU.</summary>
    public string? Text { get; init; }
    public string? GroupSlug { get; init; }

    /// <summary>Of the producer, as the rights are.</summary>
    public string? ProvinceCode { get; init; }
    public Guid? ProducerId { get; init; }
    public Standing? Standing { get; init; }
    public bool? IsListed { get; init; }
    public bool? IsInStock { get; init; }
    public DeskProductOrder Order { get; init; }
    public bool IsDown { get; init; }
}

public sealed record DeskProductRow(
    Guid Id, string Slug, string Name, Guid ProducerId, string Producer, string? ProvinceCode, string? CommuneCode, string? GroupSlug, bool IsListed, DateTime UpdatedAt,
    int? Stars, DateOnly? StarsFrom, DateOnly? StarsUntil, long? Price, bool IsInStock);

/// <summary>The products of a person's scopes, a page at a time.</summary>
public sealed class DeskProducts(ICatalogDb db, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>An officer has that long to remind the holder and to hear the council.</summary>
    public const int SoonDays = 90;

    private const int MostWords = 6;

    public async Task<ListPage<DeskProductRow>> PageAsync(Person person, DeskProductFilter filter, int page, CancellationToken cancel)
    {
        var found = await Ordered(Found(person, filter), filter).PageAsync(page, PageSize, cancel);
        return new ListPage<DeskProductRow>(await RowsAsync(found.Rows, cancel), found.Total, found.Page, found.Size);
    }

    private IQueryable<Product> Found(Person person, DeskProductFilter filter)
    {
        var products = db.Products.AsNoTracking();
        var scopes = person.ScopesFor(Act.ReadCatalog);
        if (!scopes.Contains(Scope.Programme) || filter.ProvinceCode is not null)
        {
            var producers = db.Producers.Within(scopes);
            if (filter.ProvinceCode is { } province) producers = producers.Where(producer => producer.Place.ProvinceCode == province);
            var ids = producers.Select(producer => producer.Id);
            products = products.Where(product => ids.Contains(product.ProducerId));
        }

        foreach (var word in VietnameseText.Fold(filter.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords)) products = WithWord(products, word, filter.Text!.Trim());
        if (filter.GroupSlug is { } group) products = products.Where(product => product.GroupSlug == group);
        if (filter.ProducerId is { } producerId) products = products.Where(product => product.ProducerId == producerId);
        if (filter.IsListed is { } listed) products = products.Where(product => product.IsListed == listed);
        if (filter.IsInStock is { } inStock) products = products.Where(product => db.SearchRows.Any(row => row.ProductId == product.Id && row.InStock) == inStock);
        return filter.Standing is { } standing ? Standing(products, standing) : products;
    }

    private IQueryable<Product> WithWord(IQueryable<Product> products, string word, string sku)
    {
        var named = db.Producers.Where(producer => producer.FoldedName.Contains(word)).Select(producer => producer.Id);
        var packed = db.Variants.Where(variant => variant.Sku == sku).Select(variant => variant.ProductId);
        return products.Where(product => product.FoldedName.Contains(word) || named.Contains(product.ProducerId) || packed.Contains(product.Id));
    }

    private IQueryable<Product> Standing(IQueryable<Product> products, Standing standing)
    {
        var today = clock.Today();
        var soon = today.AddDays(SoonDays);
        var rows = db.SearchRows.AsQueryable();
        rows = standing switch
        {
            Products.Standing.Three or Products.Standing.Four or Products.Standing.Five => rows.Where(row => row.Stars == 3 + (int)standing && row.StarsFrom <= today && row.StarsUntil >= today),
            Products.Standing.EndingSoon => rows.Where(row => row.StarsUntil >= today && row.StarsUntil <= soon),
            Products.Standing.Lapsed => rows.Where(row => row.StarsUntil < today),
            Products.Standing.Undecided => rows.Where(row => row.Stars == null),
        };
        var ids = rows.Select(row => row.ProductId);
        return products.Where(product => ids.Contains(product.Id));
    }

    private IQueryable<Guid> Ordered(IQueryable<Product> products, DeskProductFilter filter) => (filter.Order, filter.IsDown) switch
    {
        (DeskProductOrder.Updated, false) => products.OrderBy(product => product.UpdatedAt).ThenBy(product => product.Id).Select(product => product.Id),
        (DeskProductOrder.Updated, true) => products.OrderByDescending(product => product.UpdatedAt).ThenByDescending(product => product.Id).Select(product => product.Id),
        // Without a decision there is no day: last, whichever way.
        (DeskProductOrder.ValidUntil, false) => products.Join(db.SearchRows, product => product.Id, row => row.ProductId, (_, row) => row)
            .OrderBy(row => row.StarsUntil == null).ThenBy(row => row.StarsUntil).ThenBy(row => row.Id).Select(row => row.ProductId),
        (DeskProductOrder.ValidUntil, true) => products.Join(db.SearchRows, product => product.Id, row => row.ProductId, (_, row) => row)
            .OrderBy(row => row.StarsUntil == null).ThenByDescending(row => row.StarsUntil).ThenBy(row => row.Id).Select(row => row.ProductId),
        (_, true) => products.OrderByDescending(product => product.FoldedName).ThenByDescending(product => product.Id).Select(product => product.Id),
        _ => products.OrderBy(product => product.FoldedName).ThenBy(product => product.Id).Select(product => product.Id),
    };

    private async Task<IReadOnlyList<DeskProductRow>> RowsAsync(IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var rows = await (
            from product in db.Products
            where ids.Contains(product.Id)
            join producer in db.Producers on product.ProducerId equals producer.Id
            join found in db.SearchRows on product.Id equals found.ProductId into founds
            from row in founds.DefaultIfEmpty()
            select new DeskProductRow(product.Id, product.Slug, product.Name, producer.Id, producer.Name, producer.Place.ProvinceCode, producer.Place.CommuneCode, product.GroupSlug,
                product.IsListed, product.UpdatedAt > product.CreatedAt ? product.UpdatedAt : product.CreatedAt, row.Stars, row.StarsFrom, row.StarsUntil, row.Price, row != null && row.InStock))
            .ToDictionaryAsync(row => row.Id, cancel);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }
}
