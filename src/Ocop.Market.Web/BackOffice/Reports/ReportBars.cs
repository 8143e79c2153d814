using System.Globalization;
using Ocop.Market.Catalog.Reports;

namespace Ocop.Market.Web.BackOffice.Reports;

/// <summary>A stretch of a bar, in thousandths of the longest.</summary>
public sealed record BarPart(ReportTone Tone, string X, string Width);

public sealed record ReportBar(ReportRow Row, long Whole, IReadOnlyList<BarPart> Parts, IReadOnlyList<(ReportColumn Column, long Number)> Told);

/// <summary>The rows as bars, the longest ones where there are many: people would rather look than read.</summary>
public static class ReportBars
{
    public const int Most = 34, Length = 1000;

    public static IReadOnlyList<ReportBar> Of(Report report)
    {
        var shown = report.Rows.Select(row => (Row: row, Told: Told(report, row))).Select(row => (row.Row, row.Told, Whole: row.Told.Sum(part => part.Number))).Where(row => row.Whole > 0).ToList();
        if (shown.Count == 0) return [];
        var longest = shown.Max(row => row.Whole);
        var least = shown.Select(row => row.Whole).OrderDescending().Take(Most).Last();
        return [.. shown.Where(row => row.Whole >= least).Take(Most).Select(row => new ReportBar(row.Row, row.Whole, [.. Parts(row.Told, longest)], row.Told))];
    }

    private static List<(ReportColumn Column, long Number)> Told(Report report, ReportRow row) =>
        [.. report.Columns.Zip(row.Numbers).Where(cell => cell.First.Tone is not null).Select(cell => (cell.First, cell.Second ?? 0))];

    private static IEnumerable<BarPart> Parts(IEnumerable<(ReportColumn Column, long Number)> told, long longest)
    {
        decimal at = 0;
        foreach (var (column, number) in told.Where(part => part.Number > 0))
        {
            var width = (decimal)number * Length / longest;
            yield return new BarPart(column.Tone!.Value, Thousandths(at), Thousandths(width));
            at += width;
        }
    }

    private static string Thousandths(decimal length) => length.ToString("0.##", CultureInfo.InvariantCulture);
}
