using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Channels;

/// <summary>What a producer says of a shop: its prices, what it keeps back, its brand.</summary>
public sealed class NamingABrand
{
    [Theory, BothDatabases]
    public async Task A_brand_is_kept_in_one_spelling_written_down_and_taken_back(DatabaseProvider provider)
    {
        await using var market = await PlatformShops.OpenAsync(provider);
        var shop = await market.ShopAsync(market.Goods.Tea);
        // 120 letters, each with two signs of its own before they are put together.
        var longest = string.Concat(Enumerable.Repeat("ế", ChangeShop.LongestBrand)).Normalize(System.Text.NormalizationForm.FormD);
        foreach (var (typed, kept) in new[] { (" Che\u0300  Tân Cương\t", "Chè Tân Cương"), (longest, longest.Normalize()), ("   ", null), ("Chè Tân Cương", "Chè Tân Cương"), ((string?)null, (string?)null) })
        {
            Assert.Equal(kept, Assert.Succeeded(await NameAsync(market, PlatformShops.OfProvince, await ShopAsync(market, shop.Id), typed)).Brand);
            Assert.Equal(kept, (await ShopAsync(market, shop.Id)).Brand);
        }

        var told = await market.Read(db => db.AuditEntries.AsNoTracking().Where(entry => entry.Act == "ShopPriced").OrderBy(entry => entry.Id).ToListAsync());
        Assert.Equal(5, told.Count);
        Assert.EndsWith("brand: ", told[0].Before, StringComparison.Ordinal);
        Assert.EndsWith("brand: Chè Tân Cương", told[0].After, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task What_is_refused_changes_nothing(DatabaseProvider provider)
    {
        await using var market = await PlatformShops.OpenAsync(provider);
        var shop = await market.ShopAsync(market.Goods.Tea);
        Assert.Succeeded(await NameAsync(market, PlatformShops.Officer, shop, "Chè Tân Cương"));
        var before = await ShopAsync(market, shop.Id);
        var islander = await market.Read(db => db.Products.Where(product => product.Id == market.Goods.Garlic.ProductId).Join(db.Producers, product => product.ProducerId, it => it.Id, (_, it) => it).SingleAsync());
        var stranger = PlatformShops.Holding(Role.ProducerOwner, islander.Scope);

        Assert.Refused("BrandTooLong", await NameAsync(market, PlatformShops.Officer, before, new string('x', ChangeShop.LongestBrand + 1)));
        Assert.Refused("ChangedMeanwhile", await NameAsync(market, PlatformShops.Officer, shop, "Chè khác"));
        foreach (var other in new[] { stranger, PlatformShops.Elsewhere, PlatformShops.Auditor }) Assert.Refused("ShopUnknown", await NameAsync(market, other, before, "Chè khác"));
        var after = await ShopAsync(market, shop.Id);
        Assert.Equal(("Chè Tân Cương", before.Version, before.PricePercent), (after.Brand, after.Version, after.PricePercent));
        Assert.Single(await market.Read(db => db.AuditEntries.AsNoTracking().Where(entry => entry.Act == "ShopPriced").ToListAsync()));
    }

    private static Task<Outcome<ChannelShop>> NameAsync(PlatformShops market, Person person, ChannelShop shop, string? brand) =>
        market.Run<ChangeShop, Outcome<ChannelShop>>(change => change.PriceAsync(person, new ShopTerms(shop.Id, shop.Version, 5, 1_000, 2, brand), default));

    private static Task<ChannelShop> ShopAsync(PlatformShops market, Guid id) => market.Read(db => db.ChannelShops.AsNoTracking().SingleAsync(shop => shop.Id == id));
}
