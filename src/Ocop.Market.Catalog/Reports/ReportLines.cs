using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Reports;

/// <summary>The rows of places, of which only those are shown that have something in them, and of groups and kinds, which always stand all.</summary>
internal sealed class ReportLines(PlaceDirectory places, CatalogNames names)
{
    public static string Place(ReportBy by, string? provinceCode, string? communeCode) => by == ReportBy.Province ? provinceCode ?? "" : $"{provinceCode}/{communeCode}";

    /// <param name="keys">As <see cref="Place"/> makes them.</param>
    /// <param name="isOneProvince">Then its name stands above the table already.</param>
    public IEnumerable<ReportLine> Places(ReportBy by, IEnumerable<string> keys, bool isOneProvince)
    {
        var present = keys.ToHashSet(StringComparer.Ordinal);
        var all = by == ReportBy.Province
            ? places.Provinces.Select(province => new ReportLine(province.Code, new(province.Name, province.Name))).Append(new("", new("Chưa rõ tỉnh, thành", "Province not known")))
            : places.Provinces.SelectMany(province => CommunesOf(province, isOneProvince)).Append(new("/", new("Chưa rõ nơi", "Place not known")));
        return all.Where(line => present.Contains(line.Key));
    }

    /// <param name="withoutOne">What stands beside the six groups: not sorted into one, or into several.</param>
    public async Task<IEnumerable<ReportLine>> GroupsAsync(CancellationToken cancel, params IEnumerable<ReportLine> withoutOne) =>
        (await names.ReadAsync(cancel)).Groups.Select(group => new ReportLine(group.Key, group.Value)).Concat(withoutOne);

    public static IEnumerable<ReportLine> ProducerKinds => Enum.GetValues<ProducerKind>().Select(kind => new ReportLine(kind.ToString(), WordsOf(kind)));

    /// <summary>The general word would look like a sum here.</summary>
    public static LocalText WordsOf(ProducerKind kind) => kind == ProducerKind.Unknown ? new("Chưa rõ loại", "Kind not known") : kind.Words();

    private IEnumerable<ReportLine> CommunesOf(Province province, bool isOneProvince)
    {
        var at = isOneProvince ? "" : $", {province.Name}";
        return places.CommunesOf(province.Code)
            .Select(commune => new ReportLine($"{province.Code}/{commune.Code}", new($"{commune.KindName.Vi} {commune.Name}{at}", $"{commune.Name} {commune.KindName.En}{at}")))
            .Append(new($"{province.Code}/", new($"Chưa rõ xã, phường{at}", $"Commune not known{at}")));
    }
}
