using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Products;

namespace Ocop.Market.Data.Seeding;

/// <summary>What some goods of a demo market contain, where the product is nothing else: dried shrimp, fish sauce, peanut sweets. All others stay as their makers left them, not stated.</summary>
public sealed class DemoAllergens(MarketDb db)
{
    private static readonly (string Name, Allergens Contains)[] Known =
    [
        ("Tôm khô", Allergens.Crustaceans), ("Mắm ruốc", Allergens.Crustaceans), ("Mắm tôm Lê Gia", Allergens.Crustaceans), ("Mắm tôm Sông Đầm", Allergens.Crustaceans),
        ("Khô cá kèo", Allergens.Fish), ("Khô cá lóc", Allergens.Fish), ("Khô cá lóc Phú Thành", Allergens.Fish), ("Nước mắm cá cơm", Allergens.Fish),
        ("Nước mắm Phú Quốc Khải Hoàn 38 độ đạm", Allergens.Fish), ("Nước mắm Phú Quốc Khải Hoàn 40 độ đạm", Allergens.Fish), ("Nước mắm Phú Quốc Khải Hoàn 43 độ đạm", Allergens.Fish),
        ("Kẹo đậu phộng Tân Mỹ", Allergens.Peanuts), ("Hạt điều rang muối", Allergens.TreeNuts), ("Dầu mè", Allergens.Sesame), ("Dầu mè đen", Allergens.Sesame), ("Dầu mè đen nguyên chất", Allergens.Sesame),
        ("Mực ống Cô Tô khô", Allergens.Molluscs), ("Mực một nắng", Allergens.Molluscs), ("Mật ong hoa bưởi", Allergens.None), ("Cam sành", Allergens.None), ("Chè Shan tuyết Hồng Thái 1 tôm 1 lá", Allergens.None),
    ];

    public Task OpenAsync(CancellationToken cancel) => db.InTransactionAsync<bool>(async () =>
    {
        if (!await db.ClaimAsync("demo-allergens", "opened", cancel)) return false;
        var names = Known.Select(known => known.Name).ToList();
        foreach (var product in await db.Products.Where(product => product.IsDemo && names.Contains(product.Name)).ToListAsync(cancel))
            product.StateAllergens(Array.Find(Known, known => known.Name == product.Name).Contains);
        await db.SaveChangesAsync(cancel);
        return true;
    }, cancel);
}
