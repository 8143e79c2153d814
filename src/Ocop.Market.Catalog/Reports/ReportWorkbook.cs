using Ocop.Market.Catalog.Importing;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Reports;

/// <param name="Scope">What part of the programme it speaks of, in words.</param>
public sealed record ReportHead(string Market, string Scope, string By, DateTime At);

/// <summary>A report as a workbook: what it speaks of, then the table as the page shows it.</summary>
public static class ReportWorkbook
{
    private const int NameWidth = 42, Narrowest = 12;

    /// <param name="file">Stays open.</param>
    /// <param name="say">In the reader's language.</param>
    public static async Task WriteAsync(Stream file, Report report, ReportHead head, Func<LocalText, string> say)
    {
        var question = report.Question;
        await using var workbook = new WorkbookFile(file, say(new("Báo cáo", "Report")));
        WorkbookCell Label(string vi, string en) => WorkbookCell.Words(say(new(vi, en)));
        WorkbookCell[] time = question.Subject == ReportSubject.Fairs
            ? [Label("Từ ngày, đến ngày", "From, to"), WorkbookCell.Day(question.From), WorkbookCell.Day(question.Until)]
            : [Label("Tính đến ngày", "As of"), WorkbookCell.Day(question.Day)];
        await workbook.BeginAsync([NameWidth, .. report.Columns.Select(column => Math.Max(Narrowest, say(column.Heading).Length + 2))],
        [
            [WorkbookCell.Strong(say(question.Title()))],
            time,
            [Label("Phạm vi", "Scope"), WorkbookCell.Words(head.Scope)],
            [WorkbookCell.Words(head.Market), WorkbookCell.Words(head.By), WorkbookCell.Day(VietnamTime.DayOf(head.At))],
            [],
        ], [say(question.By.Words()), .. report.Columns.Select(column => say(column.Heading))]);
        foreach (var row in report.Rows) await workbook.WriteRowAsync([WorkbookCell.Words(say(row.Name)), .. row.Numbers.Select(number => WorkbookCell.Number(number))]);
        await workbook.WriteRowAsync([WorkbookCell.Strong(say(new("Tổng cộng", "Total"))), .. report.Total.Select(number => WorkbookCell.Number(number, isStrong: true))]);
        foreach (var note in report.Notes.Prepend(new("", ""))) await workbook.WriteRowAsync([say(note)]);
    }
}
