using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Places;

/// <summary>
/// Answers questions on units old and new from memory: some 14,000 names that change by law, not by visitors. Read from the
/// database at the first question.
/// </summary>
public sealed class PlaceDirectory
{
    private const int LongestName = 200;

    private readonly IServiceScopeFactory _scopes;
    private volatile Lazy<UnitTables> _tables;

    public PlaceDirectory(IServiceScopeFactory scopes)
    {
        _scopes = scopes;
        _tables = Unread();
    }

    /// <summary>Today's provinces in the order of their names.</summary>
    public IReadOnlyList<Province> Provinces => Tables.Provinces;

    public Province? Province(string? code) => code is null ? null : Tables.ProvinceByCode.GetValueOrDefault(code);

    public LegacyProvince? LegacyProvince(string? code) => code is null ? null : Tables.LegacyProvinceByCode.GetValueOrDefault(code);

    public Commune? Commune(string? code) => code is null ? null : Tables.CommuneByCode.GetValueOrDefault(code);

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<Commune> CommunesOf(string provinceCode) => Tables.CommunesByProvince.GetValueOrDefault(provinceCode) ?? [];

    /// <summary>By code, slug or name, old or new, with or without marks and "tỉnh", "thành phố", "TP." in front. Today's name goes before an old one.</summary>
    public FoundProvince? FindProvince(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestName) return null;
        if (Province(text.Trim()) is { } byCode) return new FoundProvince(byCode, LegacyNamesake(byCode), IsOldName: false);

        var name = UnitName.OfProvince(text);
        return ProvinceByKey(name.Whole) ?? (name.Bare is null ? null : ProvinceByKey(name.Bare));
    }

    /// <summary>
    /// The commune that somebody typed, by its present or an old name: "Tân Cương", "P. Trúc Bạch", "Phúc Xuân, TP. Thái Nguyên".
    /// What follows a comma narrows the choice to that district or province.
    /// </summary>
    public CommuneAnswer Resolve(string? text, string? provinceCode = null)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestName) return new CommuneAnswer([]);
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0) return new CommuneAnswer([]);

        var legacyProvince = default(LegacyProvince);
        if (parts.Length > 1 && FindProvince(parts[^1]) is { } hint && (provinceCode is null || provinceCode == hint.Province.Code))
            (provinceCode, legacyProvince) = (hint.Province.Code, hint.IsOldName ? hint.Legacy : null);

        var (present, old) = Named(UnitName.OfCommune(parts[0]), provinceCode);
        if (legacyProvince is not null) (present, old) = ([], [.. old.Where(unit => unit.LegacyProvinceCode == legacyProvince.Code)]);
        if (parts.Length > 1 && InDistrict(old, parts[1]) is { Count: > 0 } inDistrict) (present, old) = ([], [.. inDistrict]);
        return Answer(present, old);
    }

    /// <summary>A place as a decision or a pack names it. The words stay as they are; the codes are what can be said of them for certain.</summary>
    public PlaceAsIssued AsIssued(string? commune, string? district, string? province)
    {
        (commune, district, province) = (Words(commune), Words(district), Words(province));
        if (FindProvince(province) is not { } found) return new PlaceAsIssued(commune, district, province, null, null, null);

        if (found.Legacy is not null && OldCommuneCode(commune, district, found.Legacy) is { } wasOld)
            return new PlaceAsIssued(commune, district, province, wasOld.ProvinceCode, wasOld.Code, found.Legacy.Code);

        var isOldWording = district is not null || commune is null || found.IsOldName || OldIn(commune, district, found.Legacy).Count > 0;
        if (!isOldWording && PresentNamed(UnitName.OfCommune(commune!), found.Province.Code) is [var present])
            return new PlaceAsIssued(commune, district, province, present.ProvinceCode, present.Code, LegacyProvinceOf(present) ?? found.Legacy?.Code);

        return new PlaceAsIssued(commune, district, province, found.Province.Code, null, found.Legacy?.Code);
    }

    /// <summary>Every name by which people may look for a place: as issued, today's, and the old ones of what is there now.</summary>
    public IEnumerable<string> NamesOf(PlaceAsIssued place)
    {
        var old = place.CommuneCode is null ? [] : Tables.OldByNewCode[place.CommuneCode].ToList();
        var names = new List<string?> { place.Commune, place.District, place.Province, Commune(place.CommuneCode)?.Name, Province(place.ProvinceCode)?.Name };
        if (place.Commune is null || place.LegacyProvinceCode is null) names.AddRange(old.Select(unit => unit.Name));
        if (place.District is null) names.AddRange(old.Select(unit => Tables.DistrictByCode.GetValueOrDefault(unit.LegacyDistrictCode)?.Name));
        names.AddRange(OldProvincesOf(place, old).Select(code => LegacyProvince(code)?.Name));
        return names.OfType<string>().Distinct();
    }

    /// <summary>Reads the tables anew at the next question. Called by whoever loads units, and where the change of another process is heard of.</summary>
    public void Forget() => _tables = Unread();

    internal UnitTables Tables => _tables.Value;

    // PublicationOnly: a database that was not there at the first question must not be remembered as the answer.
    private Lazy<UnitTables> Unread() => new(() =>
    {
        using var scope = _scopes.CreateScope();
        return new UnitTables(scope.ServiceProvider.GetRequiredService<ICatalogDb>());
    }, LazyThreadSafetyMode.PublicationOnly);

    private FoundProvince? ProvinceByKey(string key)
    {
        if (OtherNames.TryGetValue(key, out var usual)) key = usual;
        if (Tables.ProvinceByKey.TryGetValue(key, out var present)) return new FoundProvince(present, LegacyNamesake(present), IsOldName: false);
        return Tables.LegacyProvinceByKey.TryGetValue(key, out var old) ? new FoundProvince(Tables.ProvinceByCode[old.NewCode], old, IsOldName: true) : null;
    }

    // What people and older papers write instead of the name in the tables.
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        ["hcm"] = "ho-chi-minh", ["tphcm"] = "ho-chi-minh", ["sai-gon"] = "ho-chi-minh", ["hn"] = "ha-noi", ["tphn"] = "ha-noi",
        ["thua-thien-hue"] = "hue", ["dac-lac"] = "dak-lak", ["dac-nong"] = "dak-nong", ["vung-tau"] = "ba-ria-vung-tau",
    };

    private (IReadOnlyList<Commune> Present, IReadOnlyList<LegacyCommune> Old) Named(UnitName name, string? provinceCode)
    {
        var present = PresentNamed(name, provinceCode);
        IReadOnlyList<LegacyCommune> old = [.. OldNamed(name).Where(unit => provinceCode is null || Tables.CommuneByCode[unit.NewCode].ProvinceCode == provinceCode)];
        // Wards that were one before the tables begin (Hải Châu I and II) are still called by their numbers. Where others of the name bear one, it is another number that was meant.
        return present.Count > 0 || old.Count > 0 || name.WithoutNumber is not { } left || IsNumbered(left.Bare ?? left.Whole) ? (present, old) : Named(left, provinceCode);
    }

    private bool IsNumbered(string key) => Enumerable.Range(1, 30).Any(number => $"{key}-{number}" is var numbered && (Tables.CommunesByKey.Contains(numbered) || Tables.OldByKey.Contains(numbered)));

    private LegacyProvince? LegacyNamesake(Province province) => Tables.LegacyNamesakeByCode.GetValueOrDefault(province.Code);

    /// <summary>The old province that was written; else that of the commune; else, where only today's is known, all that went into it.</summary>
    private IEnumerable<string> OldProvincesOf(PlaceAsIssued place, List<LegacyCommune> old)
    {
        if (place.LegacyProvinceCode is { } written) return [written];
        if (old.Count > 0) return old.Select(unit => unit.LegacyProvinceCode).Distinct();
        return place.ProvinceCode is null ? [] : Tables.LegacyProvincesByNewCode[place.ProvinceCode].Select(province => province.Code);
    }

    private string? LegacyProvinceOf(Commune commune) =>
        Tables.OldByNewCode[commune.Code].Select(unit => unit.LegacyProvinceCode).Distinct().ToList() is [var only] ? only : null;

    private IReadOnlyList<Commune> PresentNamed(UnitName name, string? provinceCode)
    {
        IReadOnlyList<Commune> Of(string key) => name.BestOf(
            Tables.CommunesByKey[key].Where(commune => provinceCode is null || commune.ProvinceCode == provinceCode),
            commune => commune.Name, commune => UnitTables.TypeOf(commune.Kind));
        return Of(name.Whole) is { Count: > 0 } named ? named : name.Bare is null ? [] : Of(name.Bare);
    }

    private IReadOnlyList<LegacyCommune> OldNamed(UnitName name, string? legacyProvinceCode = null)
    {
        IReadOnlyList<LegacyCommune> Of(string key) => name.BestOf(
            Tables.OldByKey[key].Where(unit => legacyProvinceCode is null || unit.LegacyProvinceCode == legacyProvinceCode),
            unit => unit.Name, unit => unit.Type);
        return Of(name.Whole) is { Count: > 0 } named ? named : name.Bare is null ? [] : Of(name.Bare);
    }

    private IReadOnlyList<LegacyCommune> InDistrict(IReadOnlyList<LegacyCommune> units, string district)
    {
        var name = UnitName.OfDistrict(district);
        var meant = units.Select(unit => unit.LegacyProvinceCode).Distinct().SelectMany(province => DistrictsNamed(name, province)).Select(unit => unit.Code).ToHashSet();
        return [.. units.Where(unit => meant.Contains(unit.LegacyDistrictCode))];
    }

    private IReadOnlyList<LegacyDistrict> DistrictsNamed(UnitName name, string legacyProvinceCode)
    {
        var whole = Tables.DistrictsByKey[(legacyProvinceCode, name.Whole)];
        return name.BestOf(name.Bare is null ? whole : whole.Concat(Tables.DistrictsByKey[(legacyProvinceCode, name.Bare)]), district => district.Name, district => district.Type);
    }

    private Commune? OldCommuneCode(string? commune, string? district, LegacyProvince province) =>
        OldIn(commune, district, province).Select(unit => unit.NewCode).Distinct().ToList() is [var only] ? Tables.CommuneByCode[only] : null;

    private IReadOnlyList<LegacyCommune> OldIn(string? commune, string? district, LegacyProvince? province)
    {
        if (province is null || (commune is null && district is null)) return [];
        // A district alone tells the commune only where the whole district became one, as the islands did.
        var units = commune is null ? [.. Tables.OldByProvince[province.Code]] : OldNamed(UnitName.OfCommune(commune), province.Code);
        return district is null ? units : InDistrict(units, district);
    }

    // An old namesake of which today's commune kept a part is what people mean by the name; one that went elsewhere altogether is another place.
    private CommuneAnswer Answer(IReadOnlyList<Commune> present, IReadOnlyList<LegacyCommune> old)
    {
        var meant = present.Select(commune => commune.Code).ToHashSet();
        var elsewhere = old
            .GroupBy(unit => (unit.LegacyDistrictCode, unit.Code, unit.Name))
            .Where(unit => !unit.Any(part => meant.Contains(part.NewCode)))
            .SelectMany(unit => unit)
            .GroupBy(unit => unit.NewCode)
            .Select(units => new CommuneCandidate(Tables.CommuneByCode[units.Key], [.. units.Select(Told)]));
        return new CommuneAnswer([.. present.Select(commune => new CommuneCandidate(commune, [])), .. elsewhere]);
    }

    private OldUnit Told(LegacyCommune unit)
    {
        var district = Tables.DistrictByCode[unit.LegacyDistrictCode];
        return new OldUnit(unit.Name, unit.Type, district.Name, district.Type, Tables.LegacyProvinceByCode[unit.LegacyProvinceCode].Name, unit.IsDivided);
    }

    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : VietnameseText.Normalize(text);
}
