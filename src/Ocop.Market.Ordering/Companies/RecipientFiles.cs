using System.Globalization;
using System.Text;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Companies;

/// <summary>The sheet as a file: empty to fill in, or as it was sent with a column that says what is wrong.</summary>
public static class RecipientFiles
{
    /// <param name="day">For the example's date.</param>
    public static Task WriteTemplateAsync(Stream file, bool isWorkbook, DateOnly day, CancellationToken cancel) => WriteAsync(file, isWorkbook,
        [.. RecipientColumns.OfTemplate.Select(field => field.Heading().Vi)],
        [[.. new[] { "Người nhận minh hoạ", "0912 345 678", "Số 1, phố Minh Hoạ", "Phường Cửa Nam", "Hà Nội", day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), "Chúc mừng năm mới", "1" }.Select(WorkbookCell.Words)]], cancel);

    public static Task WriteAsync(Stream file, bool isWorkbook, CheckedSheet found, CancellationToken cancel)
    {
        var headings = found.Sheet.Headings;
        var fields = headings.Select(RecipientColumns.Of).ToList();
        var checkedRows = found.Rows.ToDictionary(row => row.Line);
        return WriteAsync(file, isWorkbook, [.. headings, RecipientColumns.Errors], [.. found.Sheet.Rows.Select(row => Row(row, checkedRows[row.Line]))], cancel);

        IReadOnlyList<WorkbookCell> Row(RecipientCells row, CheckedRecipient told)
        {
            var wrong = told.Faults.Select(fault => fault.Field).ToHashSet();
            return [.. row.Cells.Select((cell, index) => fields[index] is { } field && wrong.Contains(field) ? WorkbookCell.Refused(cell) : WorkbookCell.Words(cell)),
                WorkbookCell.Words(string.Join(" ", told.Faults.Select(fault => $"{fault.Field.Heading().Vi}: {fault.Message.Vi}")))];
        }
    }

    private static async Task WriteAsync(Stream file, bool isWorkbook, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<WorkbookCell>> rows, CancellationToken cancel)
    {
        if (isWorkbook)
        {
            await using var workbook = new WorkbookFile(file, "Người nhận");
            await workbook.BeginAsync([.. headings.Select(heading => heading == RecipientColumns.Errors ? 60 : 20)], headings);
            foreach (var row in rows) await workbook.WriteRowAsync(row);
            return;
        }

        // With a BOM, so that spreadsheets read the marks.
        await using var text = new StreamWriter(file, new UTF8Encoding(true), leaveOpen: true) { NewLine = "\r\n" };
        await text.WriteLineAsync(CsvText.Write(headings).AsMemory(), cancel);
        foreach (var row in rows) await text.WriteLineAsync(CsvText.Write(row.Select(cell => CsvText.Harmless(cell.Value))).AsMemory(), cancel);
    }
}
