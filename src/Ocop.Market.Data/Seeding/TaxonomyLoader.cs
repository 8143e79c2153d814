using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data.Bulk;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Seeding;

/// <summary>Fills the 6 groups and 26 product sets of Decision 148/QĐ-TTg from data/taxonomy-148.csv; repeats like <see cref="UnitsLoader"/>.</summary>
public sealed class TaxonomyLoader(MarketDb db)
{
    private const string Version = "148";

    // The slugs are addresses (/nhom/{slug}) and stay when a later decision words a group anew.
    private static readonly ProductGroup[] Groups =
    [
        new("thuc-pham", "Thực phẩm", "Food", 1),
        new("do-uong", "Đồ uống", "Drinks", 2),
        new("duoc-lieu", "Dược liệu và sản phẩm từ dược liệu", "Medicinal plants and products", 3),
        new("thu-cong", "Hàng thủ công mỹ nghệ", "Handicrafts", 4),
        new("sinh-vat-canh", "Sinh vật cảnh", "Ornamental plants and animals", 5),
        new(Product.TourismGroup, "Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch", "Community tourism, ecotourism and tourist sites", 6),
    ];

    public async Task<bool> LoadAsync(string file, CancellationToken cancel)
    {
        var hash = ShippedFiles.HashOf(file);
        if (await db.LoadedFiles.AnyAsync(loaded => loaded.Name == "taxonomy" && loaded.Hash == hash, cancel)) return false;

        var outcome = await db.InTransactionAsync<bool>(async () =>
        {
            if (!await db.ClaimAsync("taxonomy", hash, cancel)) return false;
            await db.OverwriteAsync(Groups.ToAsyncEnumerable(), cancel);
            await db.OverwriteAsync(Sets(file), cancel);
            return true;
        }, cancel);
        return outcome.Value;
    }

    private static IAsyncEnumerable<ProductSet> Sets(string file) =>
        CsvText.ReadNamedAsync(file).Select(row => new ProductSet(Version, int.Parse(row["set_no"], CultureInfo.InvariantCulture),
            Groups.Single(group => group.Name == row["group"]).Slug, row["subgroup"], row["product_set"]));
}
