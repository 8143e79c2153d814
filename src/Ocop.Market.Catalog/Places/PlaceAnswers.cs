using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Places;

/// <param name="Province">Today's province.</param>
/// <param name="Legacy">The province before July 2025 of that name; null where there was none.</param>
/// <param name="IsOldName">Written was a name that no province bears today.</param>
public sealed record FoundProvince(Province Province, LegacyProvince? Legacy, bool IsOldName);

/// <summary>A commune before July 2025 that went, whole or in part, to one of today.</summary>
public sealed record OldUnit(string Name, string Type, string DistrictName, string DistrictType, string ProvinceName, bool IsDivided)
{
    /// <summary>"xã Phúc Xuân, thành phố Thái Nguyên, Thái Nguyên"; five island districts had no communes.</summary>
    public string Label => Name.Length == 0
        ? $"{DistrictType.ToLowerInvariant()} {DistrictName}, {ProvinceName}"
        : $"{Type.ToLowerInvariant()} {Name}, {DistrictType.ToLowerInvariant()} {DistrictName}, {ProvinceName}";
}

/// <param name="OldUnits">The old units by whose name it was found; empty where its own name was written.</param>
public sealed record CommuneCandidate(Commune Commune, IReadOnlyList<OldUnit> OldUnits);

/// <summary>What typed words may mean: one commune, several to choose from, or none.</summary>
public sealed record CommuneAnswer(IReadOnlyList<CommuneCandidate> Candidates)
{
    public Commune? Only => Candidates.Count == 1 ? Candidates[0].Commune : null;

    public bool IsUnknown => Candidates.Count == 0;
}
