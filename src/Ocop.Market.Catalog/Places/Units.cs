using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Places;

// The administrative units of Viet Nam: two tiers since 1 July 2025 (Resolution 202/2025/QH15; codes of Decision 19/2025/QĐ-TTg),
// and the three tiers before it, because decisions, packs and people still say "huyện".

public enum Region { North, Centre, South }

/// <summary>One of the 34 provinces and cities. The code is two digits, kept as text for its leading zero.</summary>
public sealed class Province
{
    private Province() { }

    public Province(string code, string name, string type, string slug, double latitude, double longitude, Region region) =>
        (Code, Name, Type, Slug, Latitude, Longitude, Region) = (code, name, type, slug, latitude, longitude, region);

    public string Code { get; private set; } = "";
    public string Name { get; private set; } = "";

    /// <summary>"Tỉnh" or "Thành phố trực thuộc trung ương".</summary>
    public string Type { get; private set; } = "";
    public string Slug { get; private set; } = "";

    /// <summary>Centroid of the largest part; good for a pin, not for a border.</summary>
    public double Latitude { get; private set; }
    public double Longitude { get; private set; }
    public Region Region { get; private set; }
}

public enum CommuneKind { Xa, Phuong, DacKhu }

/// <summary>One of the 3,321 communes. The name is unique within its province only: 314 names occur in several.</summary>
public sealed class Commune
{
    private Commune() { }

    public Commune(string code, string name, CommuneKind kind, string provinceCode, string slug, double latitude, double longitude, bool isRemote) =>
        (Code, Name, Kind, ProvinceCode, Slug, Latitude, Longitude, IsRemote) =
        (code, name, kind, provinceCode, slug, latitude, longitude, isRemote);

    public string Code { get; private set; } = "";
    public string Name { get; private set; } = "";
    public CommuneKind Kind { get; private set; }
    public string ProvinceCode { get; private set; } = "";

    /// <summary>Unique within the province.</summary>
    public string Slug { get; private set; } = "";
    public double Latitude { get; private set; }
    public double Longitude { get; private set; }

    /// <summary>An island or a high mountain: parcels take longer and cost more.</summary>
    public bool IsRemote { get; private set; }

    public LocalText KindName => Kind.Words();
}

/// <summary>One of the 63 provinces before July 2025 and the one it is part of now.</summary>
public sealed class LegacyProvince
{
    private LegacyProvince() { }

    public LegacyProvince(string code, string name, string type, string newCode) => (Code, Name, Type, NewCode) = (code, name, type, newCode);

    public string Code { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string Type { get; private set; } = "";
    public string NewCode { get; private set; } = "";
}

public sealed class LegacyDistrict
{
    private LegacyDistrict() { }

    public LegacyDistrict(string code, string name, string type, string legacyProvinceCode) =>
        (Code, Name, Type, LegacyProvinceCode) = (code, name, type, legacyProvinceCode);

    public string Code { get; private set; } = "";
    public string Name { get; private set; } = "";

    /// <summary>"Quận", "Huyện", "Thị xã", "Thành phố".</summary>
    public string Type { get; private set; } = "";
    public string LegacyProvinceCode { get; private set; } = "";
}

/// <summary>An old commune and one present commune it went to; a divided unit has several rows, so a form must ask which.</summary>
public sealed class LegacyCommune
{
    private LegacyCommune() { }

    public LegacyCommune(int id, string? code, string name, string type, string legacyDistrictCode, string legacyProvinceCode, string newCode, bool isDivided) =>
        (Id, Code, Name, Type, LegacyDistrictCode, LegacyProvinceCode, NewCode, IsDivided) =
        (id, code, name, type, legacyDistrictCode, legacyProvinceCode, newCode, isDivided);

    public int Id { get; private set; }

    /// <summary>Empty for the five island districts that had no communes.</summary>
    public string? Code { get; private set; }
    public string Name { get; private set; } = "";
    public string Type { get; private set; } = "";
    public string LegacyDistrictCode { get; private set; } = "";
    public string LegacyProvinceCode { get; private set; } = "";
    public string NewCode { get; private set; } = "";
    public bool IsDivided { get; private set; }
}
