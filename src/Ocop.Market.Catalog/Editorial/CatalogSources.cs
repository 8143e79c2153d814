using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Editorial;

/// <summary>Products, for the pickers of the desk.</summary>
public sealed class ProductSource(ICatalogDb db) : IReferenceSource
{
    public const string OfKind = "product";

    public string Kind => OfKind;

    public LocalText Name => new("Sản phẩm", "Product");

    public async Task<IReadOnlyList<ReferenceChoice>> SearchAsync(string words, string language, int most, CancellationToken cancel)
    {
        // What is hidden is its producer's and its officers' business.
        var products = db.Products.AsNoTracking().Where(product => product.IsListed);
        foreach (var word in VietnameseText.Fold(words).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
            products = products.Where(product => product.FoldedName.Contains(word));
        return await ChoicesAsync(products.OrderBy(product => product.FoldedName).ThenBy(product => product.Id).Take(most), cancel);
    }

    public Task<IReadOnlyList<ReferenceChoice>> ResolveAsync(IReadOnlyCollection<string> keys, string language, CancellationToken cancel)
    {
        var ids = ReferenceKeys.Guids(keys);
        return ChoicesAsync(db.Products.AsNoTracking().Where(product => ids.Contains(product.Id)), cancel);
    }

    private async Task<IReadOnlyList<ReferenceChoice>> ChoicesAsync(IQueryable<Product> products, CancellationToken cancel) =>
        [.. (await (
            from product in products
            join producer in db.Producers on product.ProducerId equals producer.Id
            select new { product.Id, product.Name, Producer = producer.Name, product.Slug, product.IsListed }).ToListAsync(cancel))
            .Select(row => new ReferenceChoice(row.Id.ToString(), row.Name, row.Producer, $"/san-pham/{row.Slug}", row.IsListed))];
}

public sealed class ProducerSource(ICatalogDb db) : IReferenceSource
{
    public const string OfKind = "producer";

    public string Kind => OfKind;

    public LocalText Name => new("Chủ thể", "Producer");

    public async Task<IReadOnlyList<ReferenceChoice>> SearchAsync(string words, string language, int most, CancellationToken cancel)
    {
        var producers = db.Producers.AsNoTracking().Where(producer => producer.Name != Producer.Unnamed);
        foreach (var word in VietnameseText.Fold(words).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
            producers = producers.Where(producer => producer.FoldedName.Contains(word));
        return ChoicesOf(await producers.OrderBy(producer => producer.FoldedName).ThenBy(producer => producer.Id).Take(most).ToListAsync(cancel));
    }

    public async Task<IReadOnlyList<ReferenceChoice>> ResolveAsync(IReadOnlyCollection<string> keys, string language, CancellationToken cancel)
    {
        var ids = ReferenceKeys.Guids(keys);
        return ChoicesOf(await db.Producers.AsNoTracking().Where(producer => ids.Contains(producer.Id)).ToListAsync(cancel));
    }

    private static IReadOnlyList<ReferenceChoice> ChoicesOf(List<Producer> producers) =>
        [.. producers.Select(producer => new ReferenceChoice(producer.Id.ToString(), producer.Name, producer.Place.Province, $"/chu-the/{producer.Slug}", true))];
}

/// <summary>The 34 provinces and cities, by their code.</summary>
public sealed class ProvinceSource(ICatalogDb db) : IReferenceSource
{
    public const string OfKind = "province";

    public string Kind => OfKind;

    public LocalText Name => new("Tỉnh, thành", "Province");

    public async Task<IReadOnlyList<ReferenceChoice>> SearchAsync(string words, string language, int most, CancellationToken cancel)
    {
        var folded = VietnameseText.Fold(words);
        return [.. (await AllAsync(cancel)).Where(choice => VietnameseText.Fold(choice.Title).Contains(folded, StringComparison.Ordinal)).Take(most)];
    }

    public async Task<IReadOnlyList<ReferenceChoice>> ResolveAsync(IReadOnlyCollection<string> keys, string language, CancellationToken cancel) =>
        [.. (await AllAsync(cancel)).Where(choice => keys.Contains(choice.Key))];

    private async Task<IEnumerable<ReferenceChoice>> AllAsync(CancellationToken cancel) =>
        (await db.Provinces.AsNoTracking().OrderBy(province => province.Slug).ToListAsync(cancel))
            .Select(province => new ReferenceChoice(province.Code, province.Name, province.Type, $"/dia-phuong/{province.Slug}", true));
}

internal static class ReferenceKeys
{
    public static List<Guid> Guids(IReadOnlyCollection<string> keys) => [.. keys.Select(key => Guid.TryParse(key, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];
}
