namespace Ocop.Market.Catalog.Importing;

/// <summary>The header's words. All of <see cref="Required"/> must be there, empty cells are fine; any other word is a mistake.</summary>
public static class ProductColumns
{
    public const string Name = "name_vi";
    public const string Producer = "producer_vi";
    public const string ProducerKind = "producer_kind";
    public const string Commune = "commune";
    public const string District = "district";
    public const string Province = "province";
    public const string Group = "group";
    public const string Set = "subgroup";
    public const string Stars = "stars";
    public const string RecognisedYear = "recognised_year";
    public const string Source = "source";

    public const string DecisionNumber = "decision_number";
    public const string DecisionAuthority = "decision_authority";
    public const string DecisionDate = "decision_date";
    public const string Level = "level";
    public const string CriteriaVersion = "criteria_version";
    public const string Sku = "sku";
    public const string Gtin = "gtin";
    public const string Pack = "pack";
    public const string NetContent = "net_content";
    public const string NetUnit = "net_unit";
    public const string Weight = "weight_g";
    public const string Price = "price";
    public const string Description = "description";
    public const string CertificationKind = "certification_kind";
    public const string CertificationNumber = "certification_number";
    public const string CertificationIssuer = "certification_issuer";
    public const string CertificationDate = "certification_date";
    public const string CertificationUntil = "certification_until";

    public static readonly IReadOnlyList<string> Required =
        [Name, Producer, ProducerKind, Commune, District, Province, Group, Set, Stars, RecognisedYear, Source];

    public static readonly IReadOnlyList<string> Optional =
    [
        DecisionNumber, DecisionAuthority, DecisionDate, Level, CriteriaVersion, Sku, Gtin, Pack, NetContent, NetUnit, Weight, Price, Description,
        CertificationKind, CertificationNumber, CertificationIssuer, CertificationDate, CertificationUntil,
    ];

    /// <summary>What a written report adds; a mended report may be imported as it is.</summary>
    public static readonly IReadOnlyList<string> OfReport = ["loi", "lỗi", "error"];

    internal static readonly IReadOnlySet<string> Numeric = new HashSet<string> { Stars, RecognisedYear, NetContent, Weight, Price };
}
