using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Catalog;

public sealed class NamingGoods
{
    [Theory, BothDatabases]
    public async Task By_SKU_by_address_or_by_its_whole_name(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 0);
        var (garlic, id) = (await market.Read(db => db.Products.AsNoTracking().SingleAsync(product => product.Id == market.Garlic.ProductId)), market.Garlic.Id);
        string[] ways = [market.Garlic.Sku, $"  {market.Garlic.Sku} ", garlic.Slug, $"https://cho.example.vn/san-pham/{garlic.Slug}/?tu=tim#mua", "/san-pham/" + garlic.Slug, garlic.Name, VietnameseText.Fold(garlic.Name)];
        var found = await FindAsync(market, ways);
        Assert.All(ways, way => Assert.Equal(new NamedGood(garlic.Id, id), found.GetValueOrDefault(way)));
    }

    [Theory, BothDatabases]
    public async Task What_names_nothing_or_more_than_one_thing_is_left_out(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 0);
        var (tea, sku) = (await market.Read(db => db.Products.AsNoTracking().SingleAsync(product => product.Id == market.Tea.ProductId)), market.Tea.Sku);
        await market.Read(async db =>
        {
            (await db.Products.Include(product => product.Variants).SingleAsync(product => product.Id == tea.Id)).AddVariant(new Variant(tea.Id, "CHE-TUI", "túi", 50, NetUnit.Gram, 60, new Money(99_000), 1));
            return await db.SaveChangesAsync();
        });
        // The product is known, but not which packing.
        Assert.Equal(new NamedGood(tea.Id, null), (await FindAsync(market, tea.Name))[tea.Name]);
        Assert.Equal(market.Tea.Id, (await FindAsync(market, sku))[sku].VariantId);

        await market.Read(db =>
        {
            db.Products.Add(new Product(tea.Name, tea.ProducerId, "che-khac", PlaceAsIssued.Unknown, null, null, true, market.Clock.UtcNow()));
            return db.SaveChangesAsync();
        });
        Assert.Empty(await FindAsync(market, tea.Name, "khong-co", "", "/", "%"));
        Assert.Equal(tea.Id, (await FindAsync(market, tea.Slug))[tea.Slug].ProductId);
        Assert.Contains(await market.Run((NamedGoods goods) => goods.ChoicesAsync(default)), good => good.Sku == sku && good.Words.StartsWith(tea.Name, StringComparison.Ordinal));
    }

    private static Task<IReadOnlyDictionary<string, NamedGood>> FindAsync(OrderingMarket market, params string[] typed) => market.Run((NamedGoods goods) => goods.FindAsync(typed, default));
}
