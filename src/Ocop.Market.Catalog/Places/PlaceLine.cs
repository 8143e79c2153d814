namespace Ocop.Market.Catalog.Places;

/// <summary>
/// A place as pages write it: today's commune and province with their addresses, and the old district or province that people still say.
/// Everything may be missing, because the source may not say it.
/// </summary>
public sealed record PlaceLine(string? Commune, CommuneKind? CommuneKind, string? CommuneSlug, string? Province, string? ProvinceSlug, string? OldCommune, string? OldDistrict, string? OldProvince)
{
    public static readonly PlaceLine Unknown = new(null, null, null, null, null, null, null, null);
}
