using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <summary>
/// Goods that come in as producers write them down: a CSV file with the columns sku and quantity, whole or not at all. The same
/// file twice is two receipts, as two harvests are.
/// </summary>
public sealed class ReceiveStockList(IOrderingDb db, ReceiveStock receiveStock)
{
    private const int MostRows = 200_000;
    private const long MostBytes = 10L * 1024 * 1024;
    private const string Header = "sku,quantity";

    /// <returns>How many variants received goods.</returns>
    public async Task<Outcome<int>> HandleAsync(Stream file, string reason, string actor, CancellationToken cancel)
    {
        var rows = await ReadAsync(file, cancel);
        if (!rows.Succeeded) return Outcome<int>.Refused(rows.Refusals);

        var variants = await VariantsOfAsync([.. rows.Value.Keys], cancel);
        if (rows.Value.Keys.FirstOrDefault(sku => !variants.ContainsKey(sku)) is { } unknown)
            return Refused(rows.Value[unknown].Line, $"không có quy cách mang mã “{unknown}”.", $"there is no variant with the SKU “{unknown}”.");
        return await receiveStock.HandleAsync([.. rows.Value.Select(row => new StockReceipt(variants[row.Key], row.Value.Quantity))], reason, actor, cancel);
    }

    private static async Task<Outcome<Dictionary<string, (int Line, int Quantity)>>> ReadAsync(Stream file, CancellationToken cancel)
    {
        if (file.CanSeek && file.Length > MostBytes) return Refused(1, "tệp lớn hơn 10 MB.", "the file is larger than 10 MB.");
        var rows = new Dictionary<string, (int Line, int Quantity)>(StringComparer.Ordinal);
        using var text = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        var line = 1;
        try
        {
            if (string.Join(',', Cells(await text.ReadLineAsync(cancel) ?? "")).ToLowerInvariant() != Header)
                return Refused(line, $"dòng đầu phải là “{Header}”.", $"the first line must be “{Header}”.");
            while (await text.ReadLineAsync(cancel) is { } next)
            {
                line++;
                if (next.Length > 0 && Unacceptable(Cells(next), line, rows) is { } refusal) return refusal;
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

    private static Refusal? Unacceptable(string[] cells, int line, Dictionary<string, (int Line, int Quantity)> rows)
    {
        if (rows.Count == MostRows) return Refused(line, $"tệp có hơn {MostRows} dòng.", $"the file has more than {MostRows} rows.");
        if (cells.Length != 2) return Refused(line, "phải có đúng hai ô.", "there must be exactly two cells.");
        if (!int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) || quantity == 0)
            return Refused(line, $"“{cells[1]}” không phải số lượng lớn hơn 0.", $"“{cells[1]}” is no quantity above 0.");
        var sku = VietnameseText.Normalize(cells[0]);
        return rows.TryAdd(sku, (line, quantity)) ? null : Refused(line, $"mã “{sku}” đã có ở dòng {rows[sku].Line}.", $"the SKU “{sku}” stands on line {rows[sku].Line} already.");
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
