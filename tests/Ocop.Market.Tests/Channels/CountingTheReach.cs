using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Floors;
using Ocop.Market.Channels.Reach;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Channels;

/// <summary>The share of producers and products on modern channels, by province, group and month.</summary>
public sealed class CountingTheReach
{
    private static readonly SyncState[] Live = [SyncState.Submitting, SyncState.Live];

    [Theory, BothDatabases]
    public async Task Counts_by_province_and_group_what_is_on_sale_there(DatabaseProvider provider)
    {
        await using var market = await PlatformShops.OpenAsync(provider);
        await market.ListingAsync(await market.ShopAsync(market.Goods.Tea), market.Goods.Tea, Live);
        // Hidden there is not on sale there.
        await market.ListingAsync(await market.ShopAsync(market.Goods.Garlic), market.Goods.Garlic, SyncState.Submitting, SyncState.Hidden);
        Assert.Equal([("19", new ReachCount(1, 1, 1, 1)), ("51", new ReachCount(1, 0, 1, 0))], await AskAsync(market, PlatformShops.Officer, new(ReachBy.Province)));
        Assert.Equal([("do-uong", new ReachCount(2, 1, 2, 1))], await AskAsync(market, PlatformShops.Officer, new(ReachBy.Group)));
        Assert.Equal([("do-uong", new ReachCount(1, 0, 1, 0))], await AskAsync(market, PlatformShops.Officer, new(ReachBy.Group, ProvinceCode: "51")));
        Assert.Empty(await AskAsync(market, PlatformShops.Officer, new(ReachBy.Province, Group: "thuc-pham")));
        Assert.Equal((50m, 50m), (await market.Run<ModernChannels, ReachCount>(channels => channels.NowAsync(PlatformShops.Auditor, default))) is var whole ? (whole.ProducerShare, whole.ProductShare) : default);

        // An address on a floor that takes files counts as well.
        await market.Read(async db =>
        {
            var floor = new Floor("Sàn bưu điện", Scope.Programme, market.Clock.UtcNow());
            var listing = new FloorListing(floor.Id, market.Goods.Garlic.ProductId, market.Clock.UtcNow());
            listing.Tell("https://san.example/hang/1", market.Clock.UtcNow());
            db.AddRange(floor, listing);
            return await db.SaveChangesAsync();
        });
        Assert.Equal(new ReachCount(2, 2, 2, 2), await market.Run<ModernChannels, ReachCount>(channels => channels.NowAsync(PlatformShops.Officer, default)));
    }

    [Theory, BothDatabases]
    public async Task A_producer_of_several_goods_is_one_in_each_sum_and_what_stands_on_two_floors_stands_there_once(DatabaseProvider provider)
    {
        await using var market = await PlatformShops.OpenAsync(provider);
        // Two more of the tea makers, one without a group; one of the garlic maker's, in another group.
        foreach (var (maker, group) in new[] { (market.Goods.Tea, "do-uong"), (market.Goods.Tea, (string?)null), (market.Goods.Garlic, "thuc-pham") })
        {
            var goods = await market.Goods.AddGoodsAsync($"Người gửi {group}", "01", $"Hàng thêm {group}", 50_000, 5);
            await market.Read(async db =>
            {
                if (group == "thuc-pham") db.ProductGroups.Add(new ProductGroup(group, "Thực phẩm", "Food", 2));
                await db.SaveChangesAsync();
                var of = await db.Products.Where(product => product.Id == maker.ProductId).Select(product => product.ProducerId).SingleAsync();
                return await db.Products.Where(product => product.Id == goods.ProductId).ExecuteUpdateAsync(set => set.SetProperty(product => product.ProducerId, of).SetProperty(product => product.GroupSlug, group));
            });
        }

        var (teas, tea) = (await market.ShopAsync(market.Goods.Tea), market.Goods.Tea);
        await market.ListingAsync(teas, tea, Live);
        await market.ListingAsync(await market.ShopAsync(tea, "lazada"), tea, Live);
        Assert.Equal([("19", new ReachCount(1, 1, 3, 1)), ("51", new ReachCount(1, 0, 2, 0))], await AskAsync(market, PlatformShops.Officer, new(ReachBy.Province)));
        Assert.Equal([(ReachMonth.NoGroup, new ReachCount(1, 0, 1, 0)), ("do-uong", new ReachCount(2, 1, 3, 1)), ("thuc-pham", new ReachCount(1, 0, 1, 0))], await AskAsync(market, PlatformShops.Officer, new(ReachBy.Group)));
        Assert.Equal([("51", new ReachCount(1, 0, 1, 0))], await AskAsync(market, PlatformShops.Officer, new(ReachBy.Province, Group: "thuc-pham")));
        Assert.Equal([(ReachMonth.NoGroup, new ReachCount(1, 0, 1, 0))], await AskAsync(market, PlatformShops.OfProvince, new(ReachBy.Group, ProvinceCode: "19", Group: ReachMonth.NoGroup)));
        Assert.Equal(new ReachCount(2, 1, 5, 1), await market.Run<ModernChannels, ReachCount>(channels => channels.NowAsync(PlatformShops.Officer, default)));

        // What the evening keeps is the same.
        await TakeAsync(market);
        var month = TakeReachMonth.MonthOf(market.Clock.Today());
        foreach (var question in new ReachQuestion[] { new(ReachBy.Province), new(ReachBy.Group), new(ReachBy.Group, ProvinceCode: "51"), new(ReachBy.Province, Group: "do-uong") })
            Assert.Equal(await AskAsync(market, PlatformShops.Officer, question), await AskAsync(market, PlatformShops.Officer, question with { Month = month }));
    }

    [Theory, BothDatabases]
    public async Task A_month_keeps_what_its_last_evening_showed_and_officers_see_their_own_places(DatabaseProvider provider)
    {
        await using var market = await PlatformShops.OpenAsync(provider);
        var shop = await market.ShopAsync(market.Goods.Tea);
        market.Clock.SetLocal(2026, 11, 29, 23, 50, 0);
        Assert.Equal(4, await TakeAsync(market));
        var listing = await market.ListingAsync(shop, market.Goods.Tea, Live);
        market.Clock.SetLocal(2026, 11, 30, 23, 50, 0);
        Assert.Equal(4, await TakeAsync(market));
        Assert.Equal(4, await market.Read(db => db.ReachMonths.CountAsync()));
        market.Clock.SetLocal(2026, 12, 4, 9, 0, 0);
        await market.Read(db => db.ChannelListings.Where(it => it.Id == listing.Id).ExecuteUpdateAsync(set => set.SetProperty(it => it.State, SyncState.Hidden)));

        Assert.Equal([("2026-11", new ReachCount(2, 1, 2, 1)), ("2026-12", new ReachCount(2, 0, 2, 0))], await AskAsync(market, PlatformShops.Officer, new(ReachBy.Month)));
        Assert.Equal([("2026-11", new ReachCount(1, 1, 1, 1)), ("2026-12", new ReachCount(1, 0, 1, 0))], await AskAsync(market, PlatformShops.OfProvince, new(ReachBy.Month)));
        Assert.Equal([("2026-12", ReachCount.None)], await AskAsync(market, PlatformShops.Elsewhere, new(ReachBy.Month)));
        Assert.Equal([("2026-12", ReachCount.None)], await AskAsync(market, PlatformShops.OfProvince, new(ReachBy.Month, ProvinceCode: "51")));
        var november = new DateOnly(2026, 11, 1);
        Assert.Equal([november], await market.Run<ModernChannels, IReadOnlyList<DateOnly>>(channels => channels.MonthsAsync(default)));
        Assert.Equal([("19", new ReachCount(1, 1, 1, 1)), ("51", new ReachCount(1, 0, 1, 0))], await AskAsync(market, PlatformShops.Officer, new(ReachBy.Province, november)));
        Assert.Equal([("do-uong", new ReachCount(1, 1, 1, 1))], await AskAsync(market, PlatformShops.OfProvince, new(ReachBy.Group, november)));
        Assert.Empty(await AskAsync(market, PlatformShops.Elsewhere, new(ReachBy.Province, november)));
        Assert.Empty(await AskAsync(market, PlatformShops.Holding(Role.Buyer, Scope.Programme), new(ReachBy.Province, november)));
    }

    [Fact]
    public void A_target_is_not_met_by_rounding() => Assert.Equal((66.6m, 0m), (new ReachCount(3, 2, 0, 0).ProducerShare, ReachCount.None.ProducerShare));

    private static Task<int> TakeAsync(PlatformShops market) => market.Run<TakeReachMonth, int>(take => take.HandleAsync(default));

    private static async Task<IReadOnlyList<(string, ReachCount)>> AskAsync(PlatformShops market, Person person, ReachQuestion question) =>
        [.. (await market.Run<ModernChannels, IReadOnlyList<ReachRow>>(channels => channels.AskAsync(person, question, default))).OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => (row.Key, row.Count))];
}
