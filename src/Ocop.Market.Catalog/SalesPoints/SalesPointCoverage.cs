using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Places;

namespace Ocop.Market.Catalog.SalesPoints;

/// <param name="Served">Communes with a point that is open.</param>
public sealed record ProvinceCoverage(Province Province, int Points, int Communes, int Served)
{
    public int Without => Communes - Served;
}

public sealed record CommuneCoverage(Commune Commune, int Points);

/// <summary>Where there is a point and where there is none: the programme asks for one in each place at least. Points that pause or have closed do not count.</summary>
public sealed class SalesPointCoverage(ICatalogDb db, PlaceDirectory places)
{
    /// <summary>The provinces that the person looks after, whole or in part; of a part only that part counts.</summary>
    public async Task<IReadOnlyList<ProvinceCoverage>> ProvincesAsync(Person person, CancellationToken cancel)
    {
        var (scopes, counts) = (person.ScopesFor(Act.ReadSalesPoints), await CountsAsync(person, cancel));
        return [.. places.Provinces.Select(province => (Province: province, Communes: CommunesIn(province.Code, scopes))).Where(row => row.Communes.Count > 0)
            .Select(row => new ProvinceCoverage(row.Province, row.Communes.Sum(commune => counts.GetValueOrDefault(commune.Code)), row.Communes.Count, row.Communes.Count(commune => counts.ContainsKey(commune.Code))))];
    }

    public async Task<IReadOnlyList<CommuneCoverage>> CommunesAsync(Person person, string provinceCode, CancellationToken cancel)
    {
        var (scopes, counts) = (person.ScopesFor(Act.ReadSalesPoints), await CountsAsync(person, cancel));
        return [.. CommunesIn(provinceCode, scopes).Select(commune => new CommuneCoverage(commune, counts.GetValueOrDefault(commune.Code)))];
    }

    private IReadOnlyList<Commune> CommunesIn(string provinceCode, IReadOnlyList<Scope> scopes) =>
        [.. places.CommunesOf(provinceCode).Where(commune => scopes.Any(scope => scope.Holds(Scope.Commune(provinceCode, commune.Code))))];

    private async Task<Dictionary<string, int>> CountsAsync(Person person, CancellationToken cancel) =>
        await db.SalesPoints.Where(point => point.Status == SalesPointStatus.Open && point.Place.CommuneCode != null).Within(point => point.ScopePath, person.ScopesFor(Act.ReadSalesPoints))
            .GroupBy(point => point.Place.CommuneCode!).Select(group => new { Code = group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Code, group => group.Count, cancel);
}
