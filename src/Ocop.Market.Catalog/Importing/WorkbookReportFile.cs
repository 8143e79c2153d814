namespace Ocop.Market.Catalog.Importing;

/// <summary>The rows as a workbook, the cells in question coloured.</summary>
internal sealed class WorkbookReportFile(Stream file, IReadOnlyList<string> header) : ImportReportFile(header)
{
    private readonly WorkbookFile _workbook = new(file, "Sản phẩm");

    public override Task BeginAsync() => _workbook.BeginAsync([.. Columns.Select(_ => 18), 60, 60], [.. Columns, "Lỗi", "Error"]);

    public override ValueTask DisposeAsync() => _workbook.DisposeAsync();

    protected override Task WriteAsync(IReadOnlyList<string> cells, IReadOnlyList<ImportError> errors)
    {
        var refused = errors.Select(error => error.Column).ToHashSet();
        return _workbook.WriteRowAsync([
            .. cells.Select((cell, index) => refused.Contains(ProductSheet.ColumnOf(Columns[index])) ? WorkbookCell.Refused(cell) : WorkbookCell.Words(cell)),
            WorkbookCell.Words(Joined(errors, reason => reason.Vi)), WorkbookCell.Words(Joined(errors, reason => reason.En)),
        ]);
    }
}
