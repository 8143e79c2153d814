using System.Text;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>The source rows again, each with what is wrong with it in both languages. With a BOM, so that spreadsheets read the marks.</summary>
internal sealed class ImportReportFile : IAsyncDisposable
{
    private readonly StreamWriter _text;
    private readonly char _delimiter;
    private readonly int[] _kept;

    public ImportReportFile(Stream file, IReadOnlyList<string> header, char delimiter)
    {
        (_text, _delimiter) = (new StreamWriter(file, new UTF8Encoding(true), leaveOpen: true) { NewLine = "\n" }, delimiter);
        _kept = [.. Enumerable.Range(0, header.Count).Where(index => !ProductColumns.OfReport.Contains(ProductSheet.ColumnOf(header[index])))];
        Header = header;
    }

    private IReadOnlyList<string> Header { get; }

    public Task BeginAsync() => WriteAsync(Header, ProductColumns.OfReport[0], ProductColumns.OfReport[1]);

    public Task WriteAsync(CsvRow row, IReadOnlyList<ImportError> errors) =>
        WriteAsync(row.Cells, Joined(errors, error => error.Reason.Vi), Joined(errors, error => error.Reason.En));

    public ValueTask DisposeAsync() => _text.DisposeAsync();

    private Task WriteAsync(IReadOnlyList<string> cells, string vi, string en) =>
        _text.WriteLineAsync(CsvText.Write([.. _kept.Select(index => index < cells.Count ? Harmless(cells[index]) : ""), vi, en], _delimiter));

    private static string Joined(IReadOnlyList<ImportError> errors, Func<ImportError, string> words) =>
        string.Join(" ", errors.Select(error => error.Column.Length == 0 ? words(error) : $"{error.Column}: {words(error)}"));

    // The refused formula must not run in the spreadsheet that opens the report.
    private static string Harmless(string cell) => cell.TrimStart() is ['=' or '+' or '@' or '-', ..] ? "'" + cell : cell;
}
