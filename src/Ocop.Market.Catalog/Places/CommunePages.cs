using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.SalesPoints;

namespace Ocop.Market.Catalog.Places;

/// <summary>A unit of before July 2025 whose land the commune now covers, whole or in part.</summary>
public sealed record OldCommune(string Name, string Type, string? District, string? DistrictType, string Province, bool IsDivided);

public sealed record CommunePage(Commune Commune, Province Province, IReadOnlyList<OldCommune> OldNames)
{
    public CardPage Goods { get; init; } = new([], 0, 1, ProductCards.PageSize);
    public IReadOnlyList<ProducerCard> Producers { get; init; } = [];
    public IReadOnlyList<SalesPointCard> SalesPoints { get; init; } = [];

    /// <summary>The nearest communes of the province that have something to show.</summary>
    public IReadOnlyList<CommuneCount> Neighbours { get; init; } = [];
}

/// <summary>"Mỗi xã": what one commune makes, who makes it, and the names it had.</summary>
public sealed class CommunePages(ICatalogDb db, ProductCards cards, ProducerCards producers, SalesPointCards points)
{
    private const int NeighboursShown = 6;

    public async Task<CommunePage?> FindAsync(string provinceSlug, string slug, int page, CancellationToken cancel)
    {
        var found = await (
            from commune in db.Communes.AsNoTracking()
            join province in db.Provinces on commune.ProvinceCode equals province.Code
            where province.Slug == provinceSlug && commune.Slug == slug
            select new { Commune = commune, Province = province }).FirstOrDefaultAsync(cancel);
        return found is null ? null : new CommunePage(found.Commune, found.Province, await OldNamesAsync(found.Commune.Code, cancel))
        {
            Goods = await cards.PageAsync(db.SearchRows.Where(row => row.CommuneCode == found.Commune.Code), page, cancel),
            Producers = (await producers.PageAsync(null, null, found.Commune.Code, 1, cancel)).Producers,
            SalesPoints = (await points.FindAsync(new(CommuneCode: found.Commune.Code), cancel)).Points,
            Neighbours = await NeighboursAsync(found.Commune, cancel),
        };
    }

    private Task<List<OldCommune>> OldNamesAsync(string code, CancellationToken cancel) => (
        from old in db.LegacyCommunes.AsNoTracking()
        where old.NewCode == code
        join province in db.LegacyProvinces on old.LegacyProvinceCode equals province.Code
        join found in db.LegacyDistricts on old.LegacyDistrictCode equals found.Code into districts
        from district in districts.DefaultIfEmpty()
        orderby old.Id
        select new OldCommune(old.Name, old.Type, district.Name, district.Type, province.Name, old.IsDivided)).ToListAsync(cancel);

    private async Task<IReadOnlyList<CommuneCount>> NeighboursAsync(Commune here, CancellationToken cancel)
    {
        var counts = await db.SearchRows
            .Where(row => row.IsListed && row.ProvinceCode == here.ProvinceCode && row.CommuneCode != null && row.CommuneCode != here.Code)
            .GroupBy(row => row.CommuneCode!).Select(goods => new { Code = goods.Key, Count = goods.Count() })
            .ToDictionaryAsync(goods => goods.Code, goods => goods.Count, cancel);
        var others = await db.Communes.AsNoTracking().Where(commune => counts.Keys.Contains(commune.Code)).ToListAsync(cancel);
        return [.. others
            .OrderBy(commune => Math.Pow(commune.Latitude - here.Latitude, 2) + Math.Pow(commune.Longitude - here.Longitude, 2)).Take(NeighboursShown)
            .Select(commune => new CommuneCount(commune.Slug, commune.Name, commune.Kind, counts[commune.Code]))];
    }
}
