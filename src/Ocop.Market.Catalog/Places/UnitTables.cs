using Microsoft.EntityFrameworkCore;

namespace Ocop.Market.Catalog.Places;

/// <summary>The units in memory, each found by what one asks it by. Names are folded here, once, and never while answering.</summary>
internal sealed class UnitTables
{
    private static readonly StringComparer ByVietnameseName = StringComparer.Create(System.Globalization.CultureInfo.GetCultureInfo("vi-VN"), ignoreCase: true);

    public UnitTables(ICatalogDb db)
    {
        Provinces = [.. db.Provinces.AsNoTracking().AsEnumerable().OrderBy(province => province.Name, ByVietnameseName)];
        ProvinceByCode = Provinces.ToDictionary(province => province.Code);
        ProvinceByKey = Provinces.ToDictionary(province => UnitName.Key(province.Name));

        var communes = db.Communes.AsNoTracking().ToList();
        CommuneByCode = communes.ToDictionary(commune => commune.Code);
        CommunesByKey = communes.ToLookup(commune => UnitName.Key(commune.Name));
        CommunesByProvince = communes.GroupBy(commune => commune.ProvinceCode)
            .ToDictionary(group => group.Key, IReadOnlyList<Commune> (group) => [.. group.OrderBy(commune => commune.Name, ByVietnameseName)]);

        var legacyProvinces = db.LegacyProvinces.AsNoTracking().ToList();
        LegacyProvinceByCode = legacyProvinces.ToDictionary(province => province.Code);
        LegacyProvinceByKey = legacyProvinces.ToDictionary(province => UnitName.Key(province.Name));
        LegacyProvincesByNewCode = legacyProvinces.ToLookup(province => province.NewCode);
        LegacyNamesakeByCode = ProvinceByKey.Where(province => LegacyProvinceByKey.ContainsKey(province.Key))
            .ToDictionary(province => province.Value.Code, province => LegacyProvinceByKey[province.Key]);

        var districts = db.LegacyDistricts.AsNoTracking().ToList();
        DistrictByCode = districts.ToDictionary(district => district.Code);
        DistrictsByKey = districts.ToLookup(district => (district.LegacyProvinceCode, UnitName.Key(district.Name)));

        var old = db.LegacyCommunes.AsNoTracking().OrderBy(unit => unit.Id).ToList();
        OldByKey = old.Where(unit => unit.Name.Length > 0).ToLookup(unit => UnitName.Key(unit.Name));
        OldByNewCode = old.ToLookup(unit => unit.NewCode);
        OldByProvince = old.ToLookup(unit => unit.LegacyProvinceCode);
    }

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<Province> Provinces { get; }
    public IReadOnlyDictionary<string, Province> ProvinceByCode { get; }
    public IReadOnlyDictionary<string, Province> ProvinceByKey { get; }
    public IReadOnlyDictionary<string, Commune> CommuneByCode { get; }
    public ILookup<string, Commune> CommunesByKey { get; }
    public IReadOnlyDictionary<string, IReadOnlyList<Commune>> CommunesByProvince { get; }
    public IReadOnlyDictionary<string, LegacyProvince> LegacyProvinceByCode { get; }
    public IReadOnlyDictionary<string, LegacyProvince> LegacyProvinceByKey { get; }
    public ILookup<string, LegacyProvince> LegacyProvincesByNewCode { get; }

    /// <summary>The old province that bore the name of today's.</summary>
    public IReadOnlyDictionary<string, LegacyProvince> LegacyNamesakeByCode { get; }
    public IReadOnlyDictionary<string, LegacyDistrict> DistrictByCode { get; }
    public ILookup<(string LegacyProvinceCode, string Key), LegacyDistrict> DistrictsByKey { get; }
    public ILookup<string, LegacyCommune> OldByKey { get; }
    public ILookup<string, LegacyCommune> OldByNewCode { get; }
    public ILookup<string, LegacyCommune> OldByProvince { get; }

    public static string TypeOf(CommuneKind kind) => kind switch
    {
        CommuneKind.Xa => "Xã",
        CommuneKind.Phuong => "Phường",
        CommuneKind.DacKhu => "Đặc khu",
    };
}
