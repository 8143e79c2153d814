using System.Globalization;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Search;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>
/// Takes a product list into the market: the whole file or, where something is wrong with it, nothing. A product that is there already
/// (same name, producer and old province) is brought up to date, so the same file twice changes nothing. Stock is not in the list;
/// it is Ordering's, counted on receipt.
/// </summary>
public sealed class ImportProducts(ICatalogDb db, PlaceDirectory places, SearchRows searchRows, TimeProvider clock)
{
    private const int RowsAtOnce = 1000;

    public async Task<ImportReport> HandleAsync(ImportRequest request, CancellationToken cancel)
    {
        var report = new ImportReport();
        var outcome = await db.InTransactionAsync<bool>(async () =>
        {
            await ReadAsync(request, report, cancel);
            if (report.FileIsUnreadable || (!report.IsClean && !request.KeepGood))
                return new Refusal("ImportHasErrors", "", "Tệp có lỗi, chưa nhập gì.", "The file has errors; nothing was imported.");
            if (request.DryRun)
                return new Refusal("DryRun", "", "Chạy thử, chưa nhập gì.", "A dry run; nothing was imported.");
            if (report.Created + report.Updated > 0) await NoteAsync(request, report, cancel);
            return true;
        }, cancel);
        report.IsApplied = outcome.Succeeded;
        return report;
    }

    private async Task ReadAsync(ImportRequest request, ImportReport report, CancellationToken cancel)
    {
        var sheet = await ProductSheet.OpenAsync(request.File, cancel);
        var reader = new ProductRowReader(places, await ProductTaxonomy.ReadAsync(db, cancel), clock.Today());
        var seen = new FirstLines();
        ImportReportFile? reportFile = null;
        var columns = default(IReadOnlyList<string>);
        var batch = new List<(CsvRow Source, RowCells Cells, ProductRow? Row)>(RowsAtOnce);

        await foreach (var source in sheet.ReadAsync(cancel))
        {
            if (columns is null)
            {
                columns = [.. sheet.Header.Select(ProductSheet.ColumnOf)];
                reportFile = request.ReportFile is null ? null : sheet.Report(request.ReportFile);
                if (reportFile is not null) await reportFile.BeginAsync();
            }

            var cells = new RowCells(columns, source);
            var row = reader.Read(cells);
            seen.Check(row, cells);
            batch.Add((source, cells, row));
            if (batch.Count == RowsAtOnce) await FinishAsync();
        }

        if (batch.Count > 0) await FinishAsync();
        if (sheet.Failures.Count > 0) report.RefuseFile(sheet.Failures);
        if (reportFile is not null) await reportFile.DisposeAsync();

        async Task FinishAsync()
        {
            await WriteAsync(batch, new ImportBatch(db, request, clock.UtcNow()), request, report, cancel);
            request.Told?.Invoke(report.Rows);
            FaultPoint.Pass("import.batch-written");
            if (reportFile is not null)
                foreach (var (source, cells, _) in batch) await reportFile.WriteAsync(source, cells.Errors);
            batch.Clear();
        }
    }

    private async Task WriteAsync(List<(CsvRow Source, RowCells Cells, ProductRow? Row)> rows, ImportBatch batch, ImportRequest request, ImportReport report, CancellationToken cancel)
    {
        await batch.PrepareAsync([.. rows.Where(row => row.Cells.Errors.Count == 0).Select(row => row.Row!)], cancel);
        foreach (var (_, cells, row) in rows)
        {
            if (row is not null && cells.Errors.Count == 0 && batch.SkuIsTaken(row))
                cells.Refuse(ProductColumns.Sku, "Mã SKU đã thuộc sản phẩm khác.", "The SKU belongs to another product.");
            report.CountRow(cells.Errors);
        }

        // Once the file is refused the rest is only checked, so that one run tells of every mistake.
        if (!report.IsClean && !request.KeepGood) return;

        var good = rows.Where(row => row.Cells.Errors.Count == 0).ToList();
        foreach (var (_, _, row) in good) batch.Write(row!);
        await batch.SaveAsync(searchRows, cancel);
        db.ChangeTracker.Clear();
        report.CountWritten(batch.Created, batch.Updated, good.Count - batch.Created - batch.Updated);
    }

    private async Task NoteAsync(ImportRequest request, ImportReport report, CancellationToken cancel)
    {
        var subject = new ChangeSubject("import", Guid.CreateVersion7().ToString());
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), request.Actor, "ProductsImported", subject,
            after: string.Create(CultureInfo.InvariantCulture, $"{request.FileName}: {report.Created} created, {report.Updated} updated, {report.Unchanged} unchanged, {report.BadRows} refused")));
        await db.SaveChangesAsync(cancel);
    }
}
