using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <summary>
/// Goods that come in as producers write them down: a CSV file with the columns sku and quantity, and where batches are kept batch and
/// best_before, whole or not at all. The same file twice is two receipts, as two harvests are.
/// </summary>
public sealed class ReceiveStockList(IOrderingDb db, ReceiveStock receiveStock, TimeProvider clock)
{
    private const int MostRows = 200_000;
    private const long MostBytes = 10L * 1024 * 1024;
    private const string Header = "sku,quantity", BatchHeader = "sku,quantity,batch,best_before";

    private sealed record Row(int Line, string Sku, int Quantity, string? Batch, DateOnly? BestBefore);

    /// <returns>How many variants received goods.</returns>
    public async Task<Outcome<int>> HandleAsync(Stream file, string reason, string actor, CancellationToken cancel)
    {
        var rows = await ReadAsync(file, cancel);
        if (!rows.Succeeded) return Outcome<int>.Refused(rows.Refusals);

        var variants = await VariantsOfAsync([.. rows.Value.Select(row => row.Sku).Distinct()], cancel);
        if (rows.Value.Find(row => !variants.ContainsKey(row.Sku)) is { } unknown)
            return Refused(unknown.Line, $"không có quy cách mang mã “{unknown.Sku}”.", $"there is no variant with the SKU “{unknown.Sku}”.");
        return await receiveStock.HandleAsync([.. rows.Value.Select(row => new StockReceipt(variants[row.Sku], row.Quantity) { Batch = row.Batch, BestBefore = row.BestBefore })], reason, actor, cancel);
    }

    private async Task<Outcome<List<Row>>> ReadAsync(Stream file, CancellationToken cancel)
    {
        if (file.CanSeek && file.Length > MostBytes) return Refused(1, "tệp lớn hơn 10 MB.", "the file is larger than 10 MB.");
        var (rows, known) = (new List<Row>(), new Dictionary<(string Sku, string? Batch), int>());
        using var text = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        var line = 1;
        try
        {
            var header = string.Join(',', Cells(await text.ReadLineAsync(cancel) ?? "")).ToLowerInvariant();
            if (header is not (Header or BatchHeader))
                return Refused(line, $"dòng đầu phải là “{Header}” hoặc “{BatchHeader}”.", $"the first line must be “{Header}” or “{BatchHeader}”.");
            var columns = header == Header ? 2 : 4;
            while (await text.ReadLineAsync(cancel) is { } next)
            {
                line++;
                if (next.Length > 0 && Unacceptable(Cells(next), columns, line, rows, known) is { } refusal) return refusal;
            }
        }
        catch (DecoderFallbackException)
        {
            return Refused(line, "tệp không phải mã UTF-8. Trong Excel hãy chọn “CSV UTF-8”.", "the file is not UTF-8. In Excel choose “CSV UTF-8”.");
        }

        return rows;
    }

    // Neither an SKU nor a number needs a separator within quotes.
    private static string[] Cells(string line) => [.. line.Split(',', ';').Select(cell => cell.Trim().Trim('"'))];

    private Refusal? Unacceptable(string[] cells, int columns, int line, List<Row> rows, Dictionary<(string Sku, string? Batch), int> known)
    {
        if (rows.Count == MostRows) return Refused(line, $"tệp có hơn {MostRows} dòng.", $"the file has more than {MostRows} rows.");
        if (cells.Length != columns) return Refused(line, $"phải có đúng {columns} ô.", $"there must be exactly {columns} cells.");
        if (!int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) || quantity == 0)
            return Refused(line, $"“{cells[1]}” không phải số lượng lớn hơn 0.", $"“{cells[1]}” is no quantity above 0.");
        var row = new Row(line, VietnameseText.Normalize(cells[0]), quantity, null, null);
        if (columns > 2 && cells[2].Length + cells[3].Length > 0)
        {
            row = row with { Batch = StockBatch.Tidy(cells[2]), BestBefore = Typed.Day(cells[3]) };
            if (StockBatch.Misfits(row.Batch, row.BestBefore, clock.Today()).FirstOrDefault() is { } misfit) return Refused(line, misfit.Message.Vi, misfit.Message.En);
        }

        if (!known.TryAdd((row.Sku, row.Batch), line)) return Refused(line, $"mã “{row.Sku}” đã có ở dòng {known[(row.Sku, row.Batch)]}.", $"the SKU “{row.Sku}” stands on line {known[(row.Sku, row.Batch)]} already.");
        rows.Add(row);
        return null;
    }

    private async Task<Dictionary<string, Guid>> VariantsOfAsync(string[] skus, CancellationToken cancel)
    {
        var found = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var some in skus.Chunk(500))
        {
            var variants = await db.Variants.Where(variant => some.Contains(variant.Sku)).Select(variant => new { variant.Sku, variant.Id }).ToListAsync(cancel);
            foreach (var variant in variants) found.Add(variant.Sku, variant.Id);
        }

        return found;
    }

    private static Refusal Refused(int line, string vi, string en) => new("StockListUnreadable", "file", $"Dòng {line}: {vi}", $"Line {line}: {en}");
}
