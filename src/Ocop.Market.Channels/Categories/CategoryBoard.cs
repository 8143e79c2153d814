using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Categories;

/// <param name="SetCode">Null: the whole group.</param>
/// <param name="Missing">Required fields of the leaf that the map does not fill; null while they are not read.</param>
public sealed record MappedSet(string Channel, string GroupSlug, string Group, string? SetCode, string? Set, int Products, CategoryMap? Map, IReadOnlyList<string>? Missing);

/// <summary>Which sets have their place on which platform, and what is suggested for those without.</summary>
public sealed class CategoryBoard(IChannelsDb db, ConnectorShelf shelf, OutsideCatalogue outside, TimeProvider clock)
{
    private const int NamesRead = 60;

    public async Task<IReadOnlyList<MappedSet>> AllAsync(CancellationToken cancel)
    {
        var today = clock.Today();
        var goods = await db.Products.Where(product => product.IsListed && product.GroupSlug != null && product.GroupSlug != Product.TourismGroup)
            .GroupBy(product => new { product.GroupSlug, product.SetCode }).Select(group => new { group.Key.GroupSlug, group.Key.SetCode, Count = group.Count() }).ToListAsync(cancel);
        var groups = await db.ProductGroups.AsNoTracking().Where(group => group.Slug != Product.TourismGroup).OrderBy(group => group.Position).ToListAsync(cancel);
        var sets = await db.ProductSets.AsNoTracking().ToDictionaryAsync(set => set.Code, set => set.Name, cancel);
        var maps = await db.CategoryMaps.AsNoTracking().Include(map => map.Attributes).Where(map => map.From <= today && (map.Until == null || map.Until >= today)).ToListAsync(cancel);
        var all = new List<MappedSet>();
        foreach (var connector in shelf.All)
            foreach (var group in groups)
            {
                var channel = connector.Capabilities.Channel;
                all.Add(await OfAsync(channel, group, null, null, goods.Where(it => it.GroupSlug == group.Slug).Sum(it => it.Count), maps, cancel));
                foreach (var code in goods.Where(it => it.GroupSlug == group.Slug && it.SetCode != null).Select(it => it.SetCode!).Union(maps.Where(map => map.Channel == channel && map.GroupSlug == group.Slug && map.SetCode != null).Select(map => map.SetCode!)).Order(StringComparer.Ordinal))
                    all.Add(await OfAsync(channel, group, code, sets.GetValueOrDefault(code, code), goods.FirstOrDefault(it => it.GroupSlug == group.Slug && it.SetCode == code)?.Count ?? 0, maps, cancel));
            }

        return all;
    }

    /// <summary>Leaves that share words with the set and with what its goods are called.</summary>
    public async Task<IReadOnlyList<(OutsideCategory Leaf, string Path)>> SuggestAsync(MappedSet set, string? wanted, CancellationToken cancel)
    {
        if (await outside.TreeAsync(set.Channel, cancel) is not { } tree) return [];
        if (!string.IsNullOrWhiteSpace(wanted)) return SuggestCategories.Of(tree, [wanted]);
        var names = await db.Products.Where(product => product.IsListed && product.GroupSlug == set.GroupSlug && (set.SetCode == null || product.SetCode == set.SetCode)).OrderBy(product => product.Id).Select(product => product.Name).Take(NamesRead).ToListAsync(cancel);
        return SuggestCategories.Of(tree, [set.Group, set.Group, .. set.Set is null ? [] : new[] { set.Set, set.Set, set.Set }, .. names]);
    }

    private async Task<MappedSet> OfAsync(string channel, ProductGroup group, string? code, string? set, int products, List<CategoryMap> maps, CancellationToken cancel)
    {
        var map = maps.FirstOrDefault(it => it.Channel == channel && it.GroupSlug == group.Slug && it.SetCode == code);
        var fields = map is null ? null : await outside.AttributesAsync(channel, map.Category, cancel);
        return new MappedSet(channel, group.Slug, group.Name, code, set, products, map, fields?.Where(field => field.IsRequired && map!.Attributes.All(kept => kept.Attribute != field.Id)).Select(field => field.Name).ToList());
    }
}
