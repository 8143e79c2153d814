using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;
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
            var rows = new BulkRows(db);
            await rows.WriteAsync("product_groups", ["slug", "name", "name_en", "position"], "slug",
                Groups.Select(group => new object?[] { group.Slug, group.Name, group.NameEn, group.Position }).ToAsyncEnumerable(), cancel);
            await rows.WriteAsync("product_sets", ["code", "version", "number", "group_slug", "subgroup", "name"], "code", Sets(file), cancel);
            return true;
        }, cancel);
        return outcome.Value;
    }

    private static IAsyncEnumerable<object?[]> Sets(string file) =>
        CsvText.ReadNamedAsync(file).Select(row =>
        {
            var group = Groups.Single(group => group.Name == row["group"]);
            var set = new ProductSet(Version, int.Parse(row["set_no"], CultureInfo.InvariantCulture), group.Slug, row["subgroup"], row["product_set"]);
            return new object?[] { set.Code, set.Version, set.Number, set.GroupSlug, set.Subgroup, set.Name };
        });
}
