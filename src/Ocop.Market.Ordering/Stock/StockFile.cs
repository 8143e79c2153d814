using System.Globalization;
using Ocop.Market.Catalog.Importing;
using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.Stock;

/// <summary>A producer's shelf as a workbook: a row for each batch and for what lies in none. It tells a moment, which stands above.</summary>
public static class StockFile
{
    private static readonly string[] Headings = ["Mã hàng", "Hàng", "Quy cách", "Giá bán", "Trên chợ", "Lô", "Hạn dùng", "Ở lô này", "Tất cả ở kho", "Đã có đơn", "Còn bán được"];

    public static async Task<MemoryStream> WriteAsync(IReadOnlyList<ShelfProduct> products, DateTime now)
    {
        var (file, today) = (new MemoryStream(), VietnamTime.DayOf(now));
        await using (var workbook = new WorkbookFile(file, "Kho"))
        {
            await workbook.BeginAsync([18, 40, 18, 12, 12, 18, 14, 12, 14, 12, 14], [[WorkbookCell.Strong($"Hàng trong kho lúc {VietnamTime.Local(now).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture)}")]], Headings);
            foreach (var (product, variant) in products.Where(product => !product.IsService).SelectMany(product => product.Variants.Select(variant => (product, variant))))
            {
                var first = true;
                foreach (var (batch, quantity) in variant.Batches.Select(batch => ((StockBatch?)batch, batch.Quantity)).Concat(variant.Loose != 0 || variant.Batches.Count == 0 ? [(null, variant.Loose)] : []))
                {
                    await workbook.WriteRowAsync([
                        WorkbookCell.Words(variant.Sku), WorkbookCell.Words(product.Name), WorkbookCell.Words($"{variant.Pack} {variant.Net}".TrimEnd()), WorkbookCell.Number(variant.Price.Amount), WorkbookCell.Words(product.IsListed ? "đang bán" : "đang ẩn"),
                        batch is null ? WorkbookCell.Words("") : batch.IsPastOn(today) ? WorkbookCell.Refused($"{batch.Number} (quá hạn)") : WorkbookCell.Words(batch.Number), batch is null ? WorkbookCell.Words("") : WorkbookCell.Day(batch.BestBefore), WorkbookCell.Number(quantity),
                        // Once for each kind of pack: the column can be added up.
                        WorkbookCell.Number(first ? variant.OnHand : null), WorkbookCell.Number(first ? variant.Promised : null), WorkbookCell.Number(first ? variant.Left : null),
                    ]);
                    first = false;
                }
            }
        }

        file.Position = 0;
        return file;
    }
}
