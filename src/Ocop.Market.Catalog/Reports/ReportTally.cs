using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Reports;

/// <summary>A row that things may fall into.</summary>
internal sealed record ReportLine(string Key, LocalText Name);

/// <summary>Columns over things of one kind: what is counted, what is added up, and what is added up only where somebody told it.</summary>
internal sealed class ReportTally<T>
{
    private readonly List<(ReportColumn Column, Func<T, long?> Of, long? Nothing)> _columns = [];

    public ReportTally<T> Count(string vi, string en, Func<T, bool> which, ReportTone? tone = null) => Add(vi, en, thing => which(thing) ? 1 : 0, 0, tone);

    public ReportTally<T> Sum(string vi, string en, Func<T, long> of) => Add(vi, en, thing => of(thing), 0, null);

    /// <summary>Stays empty where nobody told.</summary>
    public ReportTally<T> Told(string vi, string en, Func<T, long?> of) => Add(vi, en, of, null, null);

    /// <summary>Further columns where they say something.</summary>
    public ReportTally<T> If(bool needed, Action<ReportTally<T>> add)
    {
        if (needed) add(this);
        return this;
    }

    /// <param name="keyOf">Of the one row in which a thing stands.</param>
    /// <param name="lines">Of all keys, in their order.</param>
    public Report Over(ReportQuestion question, IReadOnlyCollection<T> things, Func<T, string> keyOf, IEnumerable<ReportLine> lines, params IEnumerable<LocalText?> notes)
    {
        var inRows = things.ToLookup(keyOf, StringComparer.Ordinal);
        return new Report(question, [.. _columns.Select(column => column.Column)], [.. lines.Select(line => new ReportRow(line.Name, Numbers(inRows[line.Key])))], Numbers(things), [.. notes.OfType<LocalText>()]);
    }

    private IReadOnlyList<long?> Numbers(IEnumerable<T> things) =>
        [.. _columns.Select(column => things.Aggregate(column.Nothing, (sum, thing) => column.Of(thing) is { } number ? (sum ?? 0) + number : sum))];

    private ReportTally<T> Add(string vi, string en, Func<T, long?> of, long? nothing, ReportTone? tone)
    {
        _columns.Add((new ReportColumn(new(vi, en), tone), of, nothing));
        return this;
    }
}
