using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <param name="IsWorkbook">Else it was a CSV.</param>
/// <param name="Rows">As written; short rows are filled up, and what lies beyond the headings is left out.</param>
public sealed record SheetTable(bool IsWorkbook, IReadOnlyList<string> Headings, IReadOnlyList<CsvRow> Rows);

/// <summary>A small table that somebody sent, as .xlsx or .csv, read whole within limits that suit a visitor.</summary>
public static class SheetTables
{
    public const long MostBytes = 2 * 1024 * 1024;
    private const long MostUnpacked = 20 * 1024 * 1024;

    public static async Task<Outcome<SheetTable>> ReadAsync(Stream file, int mostRows, CancellationToken cancel)
    {
        // A workbook is read from its end, and what browsers send cannot always seek.
        using var copy = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await file.ReadAsync(buffer, cancel) is var read and > 0)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > MostBytes) return new Refusal("FileTooLarge", "file", $"Tệp tối đa {MostBytes >> 20} MB.", $"The file may have {MostBytes >> 20} MB at most.");
        }

        copy.Position = 0;
        var sheet = await ProductSheet.OpenAsync(copy, cancel, MostUnpacked);
        var rows = await sheet.FirstRowsAsync(mostRows + 2, cancel);
        if (sheet.Failures is [var failure, ..]) return new Refusal("FileUnreadable", "file", failure.Reason);
        if (rows.Count == 0) return new Refusal("FileEmpty", "file", "Tệp rỗng.", "The file is empty.");
        if (rows.Count > mostRows + 1) return new Refusal("TooManyRows", "file", $"Tệp có quá nhiều dòng: tối đa {mostRows} dòng.", $"Too many rows: {mostRows} at most.");
        string[] headings = [.. rows[0].Cells.Select(VietnameseText.Normalize)];
        var width = Array.FindLastIndex(headings, heading => heading.Length > 0) + 1;
        return new SheetTable(sheet is WorkbookSheet, headings[..width], [.. rows.Skip(1).Where(row => row.Cells.Any(cell => !string.IsNullOrWhiteSpace(cell))).Select(row => row with { Cells = [.. Enumerable.Range(0, width).Select(index => index < row.Cells.Length ? row.Cells[index] : "")] })]);
    }
}
