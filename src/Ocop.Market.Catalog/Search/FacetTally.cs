using System.Runtime.InteropServices;

namespace Ocop.Market.Catalog.Search;

/// <summary>Sifts matches by the chosen facets and counts every facet in the same pass: a match that fails only one facet still counts for that one.</summary>
public sealed class FacetTally
{
    [Flags]
    private enum Facet { None = 0, Group = 1, Set = 2, Province = 4, Stars = 8, Certification = 16, Price = 32, Stock = 64 }

    private readonly CatalogQuery _query;
    private readonly HashSet<string> _sets, _provinces, _certifications, _bands;
    private readonly Dictionary<string, int> _inGroups = [], _inSets = [], _inProvinces = [], _inCertifications = [], _inBands = [];
    private readonly Dictionary<string, string[]> _kinds = [];
    private readonly int[] _inStars = new int[6];
    private int _inStock;

    public FacetTally(CatalogQuery query)
    {
        _query = query;
        (_sets, _provinces) = ([.. query.Sets], [.. query.Provinces]);
        (_certifications, _bands) = ([.. query.Certifications], [.. query.PriceBands]);
    }

    /// <summary>Counts the match; true when it passes every chosen facet.</summary>
    public bool Add(in CatalogMatch match)
    {
        var kinds = KindsOf(match.Certifications);
        var band = BandOf(match.Price);
        var failed = Failed(match, kinds, band);
        if (IsOpen(failed, Facet.Group)) Count(_inGroups, match.Group);
        if (IsOpen(failed, Facet.Set)) Count(_inSets, match.Set);
        if (IsOpen(failed, Facet.Province)) Count(_inProvinces, match.Province);
        if (IsOpen(failed, Facet.Stars)) _inStars[match.Stars]++;
        if (IsOpen(failed, Facet.Price)) Count(_inBands, band);
        if (IsOpen(failed, Facet.Stock) && match.InStock) _inStock++;
        if (IsOpen(failed, Facet.Certification))
            foreach (var kind in kinds) Count(_inCertifications, kind);
        return failed == Facet.None;
    }

    public CatalogFacets Facets() => new(
        Largest(_inGroups),
        Largest(_inSets),
        Largest(_inProvinces),
        [.. new[] { 5, 4, 3 }.Where(stars => _inStars[stars] > 0).Select(stars => new FacetCount($"{stars}", _inStars[stars]))],
        Largest(_inCertifications),
        [.. PriceBand.All.Where(band => _inBands.ContainsKey(band.Key)).Select(band => new FacetCount(band.Key, _inBands[band.Key]))],
        _inStock);

    private static bool IsOpen(Facet failed, Facet facet) => (failed & ~facet) == Facet.None;

    private Facet Failed(in CatalogMatch match, string[] kinds, string? band) =>
        (_query.Group is null || match.Group == _query.Group ? Facet.None : Facet.Group)
        | (IsAmong(_sets, match.Set) ? Facet.None : Facet.Set)
        | (IsAmong(_provinces, match.Province) ? Facet.None : Facet.Province)
        | (_query.Stars.Count == 0 || (match.Stars > 0 && _query.Stars.Contains(match.Stars)) ? Facet.None : Facet.Stars)
        | (_certifications.Count == 0 || kinds.Any(_certifications.Contains) ? Facet.None : Facet.Certification)
        | (IsAmong(_bands, band) ? Facet.None : Facet.Price)
        | (!_query.InStockOnly || match.InStock ? Facet.None : Facet.Stock);

    private static bool IsAmong(HashSet<string> chosen, string? value) => chosen.Count == 0 || (value is not null && chosen.Contains(value));

    private static void Count(Dictionary<string, int> counts, string? value)
    {
        if (value is not null) CollectionsMarshal.GetValueRefOrAddDefault(counts, value, out _)++;
    }

    private string[] KindsOf(string written)
    {
        if (written.Length == 0) return [];
        ref var kinds = ref CollectionsMarshal.GetValueRefOrAddDefault(_kinds, written, out var isKnown);
        if (!isKnown) kinds = written.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return kinds!;
    }

    private static string? BandOf(long? price)
    {
        if (price is null) return null;
        foreach (var band in PriceBand.All)
            if (price >= band.From && (band.Below is null || price < band.Below)) return band.Key;
        return null;
    }

    private static IReadOnlyList<FacetCount> Largest(Dictionary<string, int> counts) =>
        [.. counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Select(count => new FacetCount(count.Key, count.Value))];
}
