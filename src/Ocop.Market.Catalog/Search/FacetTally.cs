using System.Numerics;
using Ocop.Market.Catalog.Products;

namespace Ocop.Market.Catalog.Search;

/// <summary>Sifts rows by the chosen facets and counts every facet in the same pass: a row that fails only one facet still counts for that one.</summary>
public sealed class FacetTally
{
    [Flags]
    private enum Facet { None = 0, Group = 1, Set = 2, Province = 4, Stars = 8, Certification = 16, Price = 32, Stock = 64 }

    private readonly FacetCodes _codes;
    private readonly DateOnly _today;
    private readonly bool[]? _groups, _sets, _provinces, _stars, _bands;
    private readonly int _certifications;
    private readonly bool _inStockOnly;
    private readonly int[] _inGroups, _inSets, _inProvinces;
    private readonly int[] _inStars = new int[6], _inCertifications = new int[32], _inBands = new int[PriceBand.All.Count + 1];
    private int _inStock;

    public FacetTally(CatalogQuery query, FacetCodes codes, DateOnly today)
    {
        (_codes, _today) = (codes, today);
        (_inGroups, _inSets, _inProvinces) = (new int[codes.Groups.Limit], new int[codes.Sets.Limit], new int[codes.Provinces.Limit]);
        _groups = Chosen(query.Group is null ? [] : [codes.Groups.Find(query.Group)], _inGroups.Length);
        _sets = Chosen(query.Sets.Select(set => (int)codes.Sets.Find(set)), _inSets.Length);
        _provinces = Chosen(query.Provinces.Select(province => (int)codes.Provinces.Find(province)), _inProvinces.Length);
        _stars = Chosen(query.Stars, _inStars.Length);
        _bands = Chosen(query.PriceBands.Select(key => 1 + PriceBand.All.TakeWhile(band => band.Key != key).Count()), _inBands.Length);
        _certifications = query.Certifications.Count == 0 ? ~0 : query.Certifications.Aggregate(0, (mask, kind) => mask | CatalogRow.BitOf(kind));
        _inStockOnly = query.InStockOnly;
    }

    /// <summary>Counts the row; true when it passes every chosen facet.</summary>
    public bool Add(in CatalogRow row)
    {
        var stars = row.StarsOn(_today);
        var papers = row.Certifications.On(_today);
        var failed = Failed(row, stars, papers);
        if (IsOpen(failed, Facet.Group)) _inGroups[row.Group]++;
        if (IsOpen(failed, Facet.Set)) _inSets[row.Set]++;
        if (IsOpen(failed, Facet.Province)) _inProvinces[row.Province]++;
        if (IsOpen(failed, Facet.Stars)) _inStars[stars]++;
        if (IsOpen(failed, Facet.Price)) _inBands[row.Band]++;
        if (IsOpen(failed, Facet.Stock) && row.InStock) _inStock++;
        if (IsOpen(failed, Facet.Certification))
            for (var left = (uint)papers; left != 0; left &= left - 1) _inCertifications[BitOperations.TrailingZeroCount(left)]++;
        return failed == Facet.None;
    }

    public CatalogFacets Facets() => new(
        Largest(_inGroups, code => _codes.Groups[code]),
        Largest(_inSets, code => _codes.Sets[code]),
        Largest(_inProvinces, code => _codes.Provinces[code]),
        [.. new[] { 5, 4, 3 }.Where(stars => _inStars[stars] > 0).Select(stars => new FacetCount($"{stars}", _inStars[stars]))],
        Largest(_inCertifications, bit => ((CertificationKind)bit).ToString(), from: 0),
        [.. PriceBand.All.Select((band, i) => new FacetCount(band.Key, _inBands[i + 1])).Where(count => count.Count > 0)],
        _inStock);

    private static bool IsOpen(Facet failed, Facet facet) => (failed & ~facet) == Facet.None;

    private Facet Failed(in CatalogRow row, int stars, int papers) =>
        (_groups?[row.Group] == false ? Facet.Group : Facet.None)
        | (_sets?[row.Set] == false ? Facet.Set : Facet.None)
        | (_provinces?[row.Province] == false ? Facet.Province : Facet.None)
        | (_stars?[stars] == false ? Facet.Stars : Facet.None)
        | (_bands?[row.Band] == false ? Facet.Price : Facet.None)
        | (_certifications != ~0 && (papers & _certifications) == 0 ? Facet.Certification : Facet.None)
        | (_inStockOnly && !row.InStock ? Facet.Stock : Facet.None);

    /// <summary>Null where nothing is chosen. 0 stands for "none" and cannot be chosen; what no row has is chosen in vain.</summary>
    private static bool[]? Chosen(IEnumerable<int> codes, int limit)
    {
        bool[]? chosen = null;
        foreach (var code in codes)
        {
            chosen ??= new bool[limit];
            if (code > 0 && code < limit) chosen[code] = true;
        }

        return chosen;
    }

    private static IReadOnlyList<FacetCount> Largest(int[] counts, Func<int, string> wordOf, int from = 1) =>
        [.. Enumerable.Range(from, counts.Length - from).Where(code => counts[code] > 0).Select(code => new FacetCount(wordOf(code), counts[code]))
            .OrderByDescending(count => count.Count).ThenBy(count => count.Value, StringComparer.Ordinal)];
}
