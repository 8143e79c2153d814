namespace Ocop.Market.Catalog.Places;

/// <summary>
/// A place as the decision, the pack or the person wrote it, linked to today's units. The written words are never rewritten:
/// an address issued before July 2025 keeps its district.
/// </summary>
/// <param name="CommuneCode">Null where the source names no commune, or one that was divided and nobody said which part.</param>
/// <param name="LegacyProvinceCode">The old province, where the words were written before July 2025.</param>
public sealed record PlaceAsIssued(string? Commune, string? District, string? Province, string? ProvinceCode, string? CommuneCode, string? LegacyProvinceCode)
{
    public static readonly PlaceAsIssued Unknown = new(null, null, null, null, null, null);
}
