using System.Globalization;
using Ocop.Market.Catalog.Products;

namespace Ocop.Market.Catalog.Search;

/// <summary>A product's quality papers with their days, as its search row has them: a paper ends at midnight without a write, so who asks brings the day.</summary>
public sealed class CertificationDays : IEquatable<CertificationDays>
{
    private static readonly CertificationDays None = new("", []);

    private readonly string _text;
    private readonly (int Bit, DateOnly From, DateOnly Until)[] _spans;

    private CertificationDays(string text, (int, DateOnly, DateOnly)[] spans) => (_text, _spans) = (text, spans);

    /// <summary>The kinds valid on the day, one bit for each.</summary>
    public int On(DateOnly day)
    {
        var kinds = 0;
        foreach (var (bit, from, until) in _spans)
            if (from <= day && day <= until) kinds |= bit;
        return kinds;
    }

    /// <returns>"VietGap/2025-01-01/2027-12-31 Haccp/2026-03-01/": each kind once, because an index holds it; an open end is left out.</returns>
    public static string Write(IEnumerable<Certification> papers, DateOnly today) => string.Join(' ', papers
        .Where(paper => paper.ValidUntil is null || paper.ValidUntil >= today)
        .GroupBy(paper => paper.Kind).OrderBy(kind => kind.Key)
        .Select(kind => Span(kind.Key, [.. kind.OrderBy(paper => paper.IssuedOn)])));

    public static CertificationDays Read(string text) => text.Length == 0 ? None : new(text, [.. text.Split(' ').Select(span => span.Split('/')).Select(part =>
        (CatalogRow.BitOf(part[0]), DayOf(part[1]), part[2].Length == 0 ? DateOnly.MaxValue : DayOf(part[2])))]);

    public bool Equals(CertificationDays? other) => other?._text == _text;

    public override bool Equals(object? obj) => Equals(obj as CertificationDays);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    /// <summary>From the first paper as far as others follow without a gap. What begins after a gap waits until the row is written again.</summary>
    private static string Span(CertificationKind kind, IReadOnlyList<Certification> papers)
    {
        var until = papers[0].ValidUntil;
        foreach (var paper in papers)
            if (until is { } end && paper.IssuedOn.DayNumber <= end.DayNumber + 1) until = paper.ValidUntil is { } later && later < end ? end : paper.ValidUntil;
        return string.Create(CultureInfo.InvariantCulture, $"{kind}/{papers[0].IssuedOn:O}/{until:O}");
    }

    private static DateOnly DayOf(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
