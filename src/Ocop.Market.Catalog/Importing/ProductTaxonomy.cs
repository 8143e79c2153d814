using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>Groups and sets by the words a list uses for them.</summary>
internal sealed class ProductTaxonomy(IReadOnlyList<ProductGroup> groups, IReadOnlyList<ProductSet> sets)
{
    private readonly Dictionary<string, string> _groups = groups.SelectMany(group => new[] { (VietnameseText.Slug(group.Name), group.Slug), (group.Slug, group.Slug) })
        .DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2);

    private readonly Dictionary<string, ProductSet> _sets = sets.SelectMany(set => new[] { (VietnameseText.Slug(set.Name), set), (set.Code, set) })
        .DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2);

    public static async Task<ProductTaxonomy> ReadAsync(ICatalogDb db, CancellationToken cancel) =>
        new(await db.ProductGroups.AsNoTracking().ToListAsync(cancel), await db.ProductSets.AsNoTracking().OrderByDescending(set => set.Version).ToListAsync(cancel));

    public string? Group(string text) => _groups.GetValueOrDefault(VietnameseText.Slug(text));

    public ProductSet? Set(string text) => _sets.GetValueOrDefault(VietnameseText.Slug(text));
}
