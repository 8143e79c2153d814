using System.IO.Compression;
using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>The first visible sheet of an .xlsx workbook, read cell by cell; only the shared strings are held, within limits.</summary>
internal sealed class WorkbookSheet(Stream file, long mostUnpacked) : ProductSheet
{
    // A megabyte of zip unfolds to a gigabyte of XML. 200,000 rows of eleven columns take about 100 MB.
    public const long MostUnpacked = 160L * 1024 * 1024;
    private const int MostParts = 2000;
    private const int MostColumns = 1000;

    public override ImportReportFile Report(Stream file) => new WorkbookReportFile(file, Header);

    protected override IAsyncEnumerable<CsvRow> RowsAsync(CancellationToken cancel) => Rows(cancel).ToAsyncEnumerable();

    protected override LocalText? WordsFor(Exception broken) => broken switch
    {
        XmlException { Message: var message } when message.Contains("MaxCharactersInDocument", StringComparison.Ordinal) => TooLarge,
        InvalidDataException or FileFormatException or OpenXmlPackageException or XmlException or FormatException or OverflowException or ArgumentException
            or InvalidOperationException or NotSupportedException => NotAWorkbook,
        _ => null,
    };

    private IEnumerable<CsvRow> Rows(CancellationToken cancel)
    {
        CheckSize();
        // The zip's own list of sizes may lie; the reader counts what really comes out.
        using var workbook = SpreadsheetDocument.Open(file, isEditable: false, new OpenSettings { MaxCharactersInPart = mostUnpacked, AutoSave = false });
        var sheet = SheetOf(workbook);
        var cells = new WorkbookCells(workbook.WorkbookPart!, LongestCell, Math.Min(MostBytes, mostUnpacked));

        using var reader = OpenXmlReader.Create(sheet);
        var (line, width) = (0, 0);
        while (reader.Read())
        {
            cancel.ThrowIfCancellationRequested();
            if (!reader.IsStartElement || reader.ElementType != typeof(Row)) continue;
            line = LineOf(reader) ?? line + 1;
            var row = Cells(reader, cells);
            if (row.TrueForAll(string.IsNullOrWhiteSpace)) continue;
            if (width == 0) width = row.Count;
            // A sheet leaves out empty cells; a CSV has them all.
            while (row.Count < width) row.Add("");
            yield return new CsvRow(line, [.. row], HasBadQuotes: false);
        }

        if (width == 0) throw new UnreadableSheet(new("Trang tính đầu tiên trống.", "The first sheet is empty."));
    }

    private LocalText TooLarge => new($"Tệp Excel quá lớn: tối đa {MostBytes >> 20} MB, giải nén tối đa {mostUnpacked >> 20} MB. Hãy chia thành nhiều tệp.",
        $"The workbook is too large: {MostBytes >> 20} MB at most, {mostUnpacked >> 20} MB unpacked. Please split it.");

    private static LocalText NotAWorkbook => new("Đây không phải tệp Excel (.xlsx) đọc được. Hãy mở bằng bảng tính và lưu lại thành “.xlsx” hoặc “CSV UTF-8”.",
        "This is no readable workbook (.xlsx). Open it in a spreadsheet and save it as “.xlsx” or “CSV UTF-8”.");

    private void CheckSize()
    {
        if (file.Length > MostBytes) throw new UnreadableSheet(TooLarge);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true))
            if (zip.Entries.Count > MostParts || zip.Entries.Sum(entry => entry.Length) > mostUnpacked) throw new UnreadableSheet(TooLarge);
        file.Position = 0;
    }

    private static WorksheetPart SheetOf(SpreadsheetDocument workbook)
    {
        if (workbook.WorkbookPart is not { } part) throw new UnreadableSheet(NotAWorkbook);
        if (part.VbaProjectPart is not null || part.ContentType.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase))
            throw new UnreadableSheet(new("Tệp Excel có macro nên không nhận. Hãy lưu thành “.xlsx”.", "Workbooks with macros are not taken. Save it as “.xlsx”."));

        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
            if (reader.IsStartElement && reader.ElementType == typeof(Sheet) && reader.LoadCurrentElement() is Sheet { Id.Value: { } id } sheet
                && (sheet.State is null || sheet.State.Value == SheetStateValues.Visible) && part.TryGetPartById(id, out var found) && found is WorksheetPart shown)
                return shown;
        throw new UnreadableSheet(new("Tệp Excel không có trang tính nào.", "The workbook has no sheet."));
    }

    private static int? LineOf(OpenXmlReader row) =>
        row.Attributes.FirstOrDefault(attribute => attribute.LocalName == "r").Value is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static List<string> Cells(OpenXmlReader reader, WorkbookCells cells)
    {
        var row = new List<string>();
        var next = 0;
        if (!reader.ReadFirstChild()) return row;
        do
        {
            if (reader.ElementType != typeof(Cell) || reader.LoadCurrentElement() is not Cell cell) continue;
            var column = cell.CellReference?.Value is { } address ? ColumnAt(address) : next;
            if (column < next) throw new FormatException($"Cell {cell.CellReference} stands twice or out of order.");
            next = column + 1;
            if (column >= MostColumns) throw new UnreadableSheet(new($"Bảng có quá nhiều cột: tối đa {MostColumns}.", $"Too many columns: {MostColumns} at most."));
            if (cells.Text(cell) is not { Length: > 0 } text) continue;
            while (row.Count < column) row.Add("");
            row.Add(text);
        } while (reader.ReadNextSibling());

        return row;
    }

    /// <summary>"C5" is 2.</summary>
    private static int ColumnAt(string address)
    {
        var column = 0;
        foreach (var letter in address.TakeWhile(char.IsAsciiLetterUpper))
        {
            column = column * 26 + (letter - 'A' + 1);
            if (column > MostColumns) break;
        }

        return column > 0 ? column - 1 : throw new FormatException($"No cell: {address}.");
    }
}
