namespace Ocop.Market.Catalog.Importing;

/// <summary>On which line of the file each product and each SKU came first: a second one is a mistake, not a correction.</summary>
internal sealed class FirstLines
{
    private readonly Dictionary<ProductKey, int> _products = [];
    private readonly Dictionary<string, int> _skus = new(StringComparer.Ordinal);

    public void Check(ProductRow? row, RowCells cells)
    {
        if (row is null) return;
        if (!_products.TryAdd(row.Key, cells.Line))
            cells.Refuse(ProductColumns.Name, $"Trùng sản phẩm với dòng {_products[row.Key]}.", $"The same product as on line {_products[row.Key]}.");
        if (row.Variant?.Sku is { } sku && !_skus.TryAdd(sku, cells.Line))
            cells.Refuse(ProductColumns.Sku, $"Trùng mã SKU với dòng {_skus[sku]}.", $"The same SKU as on line {_skus[sku]}.");
    }
}
