using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>The source rows again, each with what is wrong with it in both languages; mended there, the file can be imported again.</summary>
internal abstract class ImportReportFile(IReadOnlyList<string> header) : IAsyncDisposable
{
    private readonly int[] _kept = [.. Enumerable.Range(0, header.Count).Where(index => !ProductColumns.OfReport.Contains(ProductSheet.ColumnOf(header[index])))];

    /// <summary>The source's columns without those of an earlier report.</summary>
    protected IReadOnlyList<string> Columns => [.. _kept.Select(index => header[index])];

    public abstract Task BeginAsync();

    public Task WriteAsync(CsvRow row, IReadOnlyList<ImportError> errors) =>
        WriteAsync([.. _kept.Select(index => index < row.Cells.Length ? row.Cells[index] : "")], errors);

    public abstract ValueTask DisposeAsync();

    protected abstract Task WriteAsync(IReadOnlyList<string> cells, IReadOnlyList<ImportError> errors);

    protected static string Joined(IReadOnlyList<ImportError> errors, Func<LocalText, string> words) =>
        string.Join(" ", errors.Select(error => error.Column.Length == 0 ? words(error.Reason) : $"{error.Column}: {words(error.Reason)}"));
}
