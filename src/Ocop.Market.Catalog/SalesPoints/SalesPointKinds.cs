using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.SalesPoints;

/// <param name="Decision">The decision that first named it.</param>
public sealed record SalesPointKind(string Code, LocalText Name, string Decision);

/// <summary>The kinds of place where the programme lets points be set up; data/sales-point-kinds.csv travels inside the assembly.</summary>
public static class SalesPointKinds
{
    public static readonly IReadOnlyList<SalesPointKind> All =
        [.. ShippedRows.Of(typeof(SalesPointKinds).Assembly, "sales-point-kinds.csv").Select(row => new SalesPointKind(row["code"], new(row["name_vi"], row["name_en"]), row["decision"]))];

    public static SalesPointKind? Find(string? code) => All.FirstOrDefault(kind => kind.Code == code);

    /// <summary>A kind that a later file no longer has is called by its code.</summary>
    public static LocalText NameOf(string code) => Find(code)?.Name ?? new(code, code);
}

/// <param name="Requirement">Null where no source we read says what is asked: a page leaves it blank.</param>
public sealed record SalesPointCriterion(string Code, LocalText Name, LocalText? Requirement, string? Source)
{
    /// <summary>Asked by Decisions 920 and 950/QĐ-BCT, so everywhere; the rest is one province's wish or habit.</summary>
    public bool IsNational => Source?.Contains("QĐ-BCT", StringComparison.Ordinal) == true;
}

/// <summary>What a point is checked against; data/sales-point-criteria.csv travels inside the assembly.</summary>
public static class SalesPointCriteria
{
    public static readonly IReadOnlyList<SalesPointCriterion> All =
        [.. ShippedRows.Of(typeof(SalesPointCriteria).Assembly, "sales-point-criteria.csv").Select(row => new SalesPointCriterion(row["code"], new(row["name_vi"], row["name_en"]),
            row["requirement_vi"].Length == 0 ? null : new(row["requirement_vi"], row["requirement_en"]), row["source"] is { Length: > 0 } source ? source : null))];
}
