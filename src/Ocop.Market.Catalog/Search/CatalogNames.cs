using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Search;

public sealed record ProvinceName(string Code, string Slug, string Name);

/// <summary>What facet values are called, and which province an address means.</summary>
public sealed record FacetNames(IReadOnlyDictionary<string, LocalText> Groups, IReadOnlyDictionary<string, string> Sets, IReadOnlyList<ProvinceName> Provinces)
{
    public string? CodeOf(string provinceSlug) => Provinces.FirstOrDefault(province => province.Slug == provinceSlug)?.Code;

    public ProvinceName? Province(string code) => Provinces.FirstOrDefault(province => province.Code == code);
}

public sealed class CatalogNames(ICatalogDb db)
{
    public async Task<FacetNames> ReadAsync(CancellationToken cancel) => new(
        await db.ProductGroups.AsNoTracking().OrderBy(group => group.Position).ToDictionaryAsync(group => group.Slug, group => new LocalText(group.Name, group.NameEn), cancel),
        await db.ProductSets.AsNoTracking().OrderBy(set => set.Number).ToDictionaryAsync(set => set.Code, set => set.Name, cancel),
        await db.Provinces.AsNoTracking().OrderBy(province => province.Code).Select(province => new ProvinceName(province.Code, province.Slug, province.Name)).ToListAsync(cancel));
}
