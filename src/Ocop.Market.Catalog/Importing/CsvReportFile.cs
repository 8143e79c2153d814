using System.Text;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>With a BOM, so that spreadsheets read the marks.</summary>
internal sealed class CsvReportFile(Stream file, IReadOnlyList<string> header, char delimiter) : ImportReportFile(header)
{
    private readonly StreamWriter _text = new(file, new UTF8Encoding(true), leaveOpen: true) { NewLine = "\n" };

    public override Task BeginAsync() => WriteLineAsync([.. Columns, "loi", "error"]);

    public override ValueTask DisposeAsync() => _text.DisposeAsync();

    // The refused formula must not run in the spreadsheet that opens the report.
    protected override Task WriteAsync(IReadOnlyList<string> cells, IReadOnlyList<ImportError> errors) =>
        WriteLineAsync([.. cells.Select(CsvText.Harmless), Joined(errors, reason => reason.Vi), Joined(errors, reason => reason.En)]);

    private Task WriteLineAsync(IReadOnlyList<string> cells) => _text.WriteLineAsync(CsvText.Write(cells, delimiter));
}
