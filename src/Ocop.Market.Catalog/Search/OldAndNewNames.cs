using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Places;

namespace Ocop.Market.Catalog.Search;

/// <summary>Every name by which people may look for a place: as issued, today's, and the old ones of what is there now.</summary>
internal sealed class OldAndNewNames
{
    private readonly IReadOnlyDictionary<string, string> _provinces, _communes;
    private readonly IReadOnlyDictionary<string, LegacyProvince> _oldProvinces;
    private readonly ILookup<string, OldPlace> _oldPlaces;

    private sealed record OldPlace(string NewCode, string Commune, string? District, string ProvinceCode);

    private OldAndNewNames(IReadOnlyDictionary<string, string> provinces, IReadOnlyDictionary<string, string> communes,
        IReadOnlyDictionary<string, LegacyProvince> oldProvinces, ILookup<string, OldPlace> oldPlaces) =>
        (_provinces, _communes, _oldProvinces, _oldPlaces) = (provinces, communes, oldProvinces, oldPlaces);

    public static async Task<OldAndNewNames> ReadAsync(ICatalogDb db, IReadOnlyCollection<PlaceAsIssued> places, CancellationToken cancel)
    {
        var codes = places.Select(place => place.CommuneCode).OfType<string>().Distinct().ToList();
        var oldPlaces = await (
            from commune in db.LegacyCommunes
            where codes.Contains(commune.NewCode)
            join district in db.LegacyDistricts on commune.LegacyDistrictCode equals district.Code into districts
            from district in districts.DefaultIfEmpty()
            select new OldPlace(commune.NewCode, commune.Name, district.Name, commune.LegacyProvinceCode)).ToListAsync(cancel);
        return new OldAndNewNames(
            await db.Provinces.ToDictionaryAsync(province => province.Code, province => province.Name, cancel),
            await db.Communes.Where(commune => codes.Contains(commune.Code)).ToDictionaryAsync(commune => commune.Code, commune => commune.Name, cancel),
            await db.LegacyProvinces.AsNoTracking().ToDictionaryAsync(province => province.Code, cancel),
            oldPlaces.ToLookup(place => place.NewCode));
    }

    public IEnumerable<string> NamesOf(PlaceAsIssued place)
    {
        var old = place.CommuneCode is null ? [] : _oldPlaces[place.CommuneCode].ToList();
        var names = new List<string?> { place.Commune, place.District, place.Province };
        if (place.CommuneCode is not null) names.Add(_communes.GetValueOrDefault(place.CommuneCode));
        if (place.ProvinceCode is not null) names.Add(_provinces.GetValueOrDefault(place.ProvinceCode));
        if (place.Commune is null || place.LegacyProvinceCode is null) names.AddRange(old.Select(part => part.Commune));
        if (place.District is null) names.AddRange(old.Select(part => part.District));
        names.AddRange(OldProvincesOf(place, old).Select(code => _oldProvinces.GetValueOrDefault(code)?.Name));
        return names.OfType<string>().Distinct();
    }

    /// <summary>The old province that was written; else that of the commune; else, where only today's is known, all that went into it.</summary>
    private IEnumerable<string> OldProvincesOf(PlaceAsIssued place, List<OldPlace> old)
    {
        if (place.LegacyProvinceCode is { } written) return [written];
        if (old.Count > 0) return old.Select(part => part.ProvinceCode).Distinct();
        return _oldProvinces.Values.Where(province => province.NewCode == place.ProvinceCode).Select(province => province.Code);
    }
}
