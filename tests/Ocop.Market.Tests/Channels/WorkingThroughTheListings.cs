using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Channels.Board;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Channels;

/// <summary>The desk's list of goods on platforms: what is found, and what is done with many at once.</summary>
public sealed class WorkingThroughTheListings
{
    private static readonly SyncState[] Live = [SyncState.Submitting, SyncState.Live];

    [Theory, BothDatabases]
    public async Task Finds_by_platform_shop_state_maker_name_and_words_of_the_error_within_ones_places(DatabaseProvider provider)
    {
        await using var market = await PlatformShops.OpenAsync(provider);
        var (teas, island, second) = (await market.ShopAsync(market.Goods.Tea), await market.ShopAsync(market.Goods.Garlic, "lazada"), await market.ShopAsync(market.Goods.Tea, "tiktok"));
        await market.ListingAsync(teas, market.Goods.Tea, Live);
        var stuck = await market.ListingAsync(island, market.Goods.Garlic, SyncState.NeedsPerson);
        await market.Read(async db =>
        {
            (await db.ChannelListings.SingleAsync(it => it.Id == stuck.Id)).Fail(new ChannelFailure(FailureClass.Permanent, "E_100%", "Category requires a License"), null, market.Clock.UtcNow());
            return await db.SaveChangesAsync();
        });

        // Hidden goods and lodgings are no listings; each product of a maker stands in each of its shops.
        Assert.Equal([(teas.Id, SyncState.Live), (second.Id, null), (island.Id, (SyncState?)SyncState.NeedsPerson)], await FindAsync(PlatformShops.Officer, new()));
        Assert.Equal([teas.Id, second.Id], (await FindAsync(PlatformShops.OfProvince, new())).Select(row => row.Item1));
        Assert.Empty(await FindAsync(PlatformShops.Elsewhere, new()));
        Assert.Equal(3, (await FindAsync(PlatformShops.Auditor, new())).Count);
        await OneAsync(island.Id, new(Channel: "lazada"));
        await OneAsync(second.Id, new(ShopId: second.Id));
        await OneAsync(teas.Id, new(State: SyncState.Live));
        await OneAsync(island.Id, new(NeedsPerson: true));
        await OneAsync(second.Id, new(IsNew: true));
        await OneAsync(island.Id, new(Maker: "co so toi"));
        await OneAsync(island.Id, new(Product: "TOI DEN"));
        await OneAsync(island.Id, new(Error: "a license"));
        await OneAsync(island.Id, new(Error: "E_100%"));
        Assert.Empty(await FindAsync(PlatformShops.Officer, new(Error: "%")));

        async Task OneAsync(Guid shop, DeskListingFilter filter) => Assert.Equal(shop, Assert.Single(await FindAsync(PlatformShops.Officer, filter)).Item1);

        async Task<IReadOnlyList<(Guid, SyncState?)>> FindAsync(Person person, DeskListingFilter filter) =>
            [.. (await market.Run<DeskListings, ListPage<DeskListingRow>>(listings => listings.PageAsync(person, filter, DeskListingOrder.Product, false, 1, default))).Rows.Select(row => (row.ShopId, row.Listing.State))];
    }

    [Theory, BothDatabases]
    public async Task Says_what_would_happen_to_each_and_then_does_exactly_that(DatabaseProvider provider)
    {
        await using var market = await PlatformShops.OpenAsync(provider);
        var (teas, second, island) = (await market.ShopAsync(market.Goods.Tea), await market.ShopAsync(market.Goods.Tea, "tiktok"), await market.ShopAsync(market.Goods.Garlic, "lazada"));
        await market.ListingAsync(teas, market.Goods.Tea, Live);
        var suspended = await market.ListingAsync(island, market.Goods.Garlic, SyncState.Submitting, SyncState.Suspended);
        var before = await market.Read(db => db.AuditEntries.CountAsync());
        (Guid, Guid)[] all = [(teas.Id, market.Goods.Tea.ProductId), (second.Id, market.Goods.Tea.ProductId), (island.Id, market.Goods.Garlic.ProductId)];

        var listing = await PreviewAsync(ManyAct.List);
        // Its set is mapped nowhere: taken, and waiting for that.
        Assert.Equal([(ManyFate.Waits, 1), (ManyFate.Stays, 2)], Counts(listing));
        Assert.Contains("ngành hàng", listing.Lines[0].Words.Vi, StringComparison.Ordinal);
        Assert.Equal([(ManyFate.Goes, 1), (ManyFate.Goes, 1), (ManyFate.Stays, 1)], Counts(await PreviewAsync(ManyAct.Hide)));
        Assert.Equal([(ManyFate.Waits, 1), (ManyFate.Refused, 1), (ManyFate.Refused, 1)], Counts(await PreviewAsync(ManyAct.Again)));
        Assert.Equal([(ManyFate.Goes, 3)], Counts(await PreviewAsync(ManyAct.Pause)));
        Assert.Equal(2, await market.Read(db => db.ChannelListings.CountAsync()));
        Assert.Equal(before, await market.Read(db => db.AuditEntries.CountAsync()));

        Assert.Equal(2, Assert.Succeeded(await ActAsync(PlatformShops.Officer, ManyAct.Hide)));
        Assert.All(await market.Read(db => db.ChannelListings.AsNoTracking().ToListAsync()), it => Assert.False(it.IsWanted));
        Assert.Equal(2, await market.Read(db => db.ChannelJobs.CountAsync(job => job.Urgency == JobUrgency.Hide)));
        Assert.Equal(2, await market.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "ListingHidden")));
        Assert.Equal(3, Assert.Succeeded(await ActAsync(PlatformShops.Officer, ManyAct.List)));
        Assert.Equal(3, Assert.Succeeded(await ActAsync(PlatformShops.Officer, ManyAct.Pause)));
        Assert.All(await market.Read(db => db.ChannelShops.AsNoTracking().ToListAsync()), shop => Assert.Equal((ShopPause.ByHand, "Kiểm kê"), (shop.Pause, shop.PauseReason)));
        Assert.Equal([(ManyFate.Stays, 3)], Counts(await PreviewAsync(ManyAct.Pause)));
        Assert.Refused("NothingToDo", await ActAsync(PlatformShops.Officer, ManyAct.Pause));

        async Task<ManyPreview> PreviewAsync(ManyAct act) => Assert.Succeeded(await market.Run<ActOnMany, Outcome<ManyPreview>>(many => many.PreviewAsync(PlatformShops.Officer, act, all, default)));

        Task<Outcome<int>> ActAsync(Person person, ManyAct act) => market.Run<ActOnMany, Outcome<int>>(many => many.HandleAsync(person, act, all, "Kiểm kê", default));
    }

    [Theory, BothDatabases]
    public async Task Takes_only_what_lies_within_ones_places_and_nothing_at_all_from_who_may_only_read(DatabaseProvider provider)
    {
        await using var market = await PlatformShops.OpenAsync(provider);
        var (teas, island) = (await market.ShopAsync(market.Goods.Tea), await market.ShopAsync(market.Goods.Garlic));
        await market.ListingAsync(teas, market.Goods.Tea, Live);
        await market.ListingAsync(island, market.Goods.Garlic, Live);
        (Guid, Guid)[] all = [(teas.Id, market.Goods.Tea.ProductId), (island.Id, market.Goods.Garlic.ProductId)];
        foreach (var act in Enum.GetValues<ManyAct>()) Assert.Refused(NoRight.Here.Reason, await ActAsync(PlatformShops.Auditor, act, all));
        Assert.Refused(NoRight.Here.Reason, await market.Run<ActOnMany, Outcome<ManyPreview>>(many => many.PreviewAsync(PlatformShops.Auditor, ManyAct.Hide, all, default)));
        Assert.Refused("NothingToDo", await ActAsync(PlatformShops.Elsewhere, ManyAct.Hide, all));
        Assert.Refused("NothingChosen", await ActAsync(PlatformShops.Officer, ManyAct.Hide, []));
        Assert.Refused("TooMany", await ActAsync(PlatformShops.Officer, ManyAct.Hide, [.. Enumerable.Range(0, ActOnMany.MostAtOnce + 1).Select(_ => (teas.Id, Guid.CreateVersion7()))]));
        Assert.All(await market.Read(db => db.ChannelListings.AsNoTracking().ToListAsync()), it => Assert.True(it.IsWanted));
        Assert.All(await market.Read(db => db.ChannelShops.AsNoTracking().ToListAsync()), shop => Assert.Equal(ShopPause.None, shop.Pause));

        var preview = Assert.Succeeded(await market.Run<ActOnMany, Outcome<ManyPreview>>(many => many.PreviewAsync(PlatformShops.OfProvince, ManyAct.Hide, all, default)));
        Assert.Equal([(ManyFate.Goes, 1), (ManyFate.Refused, 1)], Counts(preview));
        Assert.DoesNotContain("Tỏi", string.Concat(preview.Lines.SelectMany(line => line.Names)), StringComparison.Ordinal);
        Assert.Equal(1, Assert.Succeeded(await ActAsync(PlatformShops.OfProvince, ManyAct.Hide, all)));
        Assert.True((await market.Read(db => db.ChannelListings.AsNoTracking().SingleAsync(it => it.ShopId == island.Id))).IsWanted);

        Task<Outcome<int>> ActAsync(Person person, ManyAct act, IReadOnlyCollection<(Guid, Guid)> chosen) => market.Run<ActOnMany, Outcome<int>>(many => many.HandleAsync(person, act, chosen, null, default));
    }

    [Theory, BothDatabases]
    public async Task The_history_is_told_by_shop_and_outcome_and_kept_for_a_year(DatabaseProvider provider)
    {
        await using var market = await PlatformShops.OpenAsync(provider);
        var (teas, island) = (await market.ShopAsync(market.Goods.Tea), await market.ShopAsync(market.Goods.Garlic, "lazada"));
        var tea = await market.ListingAsync(teas, market.Goods.Tea, Live);
        var now = market.Clock.UtcNow();
        await market.Read(async db =>
        {
            db.ChannelSteps.AddRange(
                new ChannelStep(now, teas.Id, tea.Id, ChannelDeed.PriceSent, "390.000 ₫", null),
                new ChannelStep(now.AddHours(-1), teas.Id, tea.Id, ChannelDeed.Checked, null, new ChannelFailure(FailureClass.Permanent, "E1", "No licence")),
                new ChannelStep(now.AddDays(-2), island.Id, null, ChannelDeed.Looked, null, null),
                new ChannelStep(now.AddDays(-364), island.Id, null, ChannelDeed.Looked, null, null),
                new ChannelStep(now.AddDays(-366), island.Id, null, ChannelDeed.Looked, null, null));
            return await db.SaveChangesAsync();
        });

        Assert.Equal(1, await market.Run<ForgetSteps, int>(forget => forget.HandleAsync(default)));
        Assert.Equal([ChannelDeed.PriceSent, ChannelDeed.Checked, ChannelDeed.Looked, ChannelDeed.Looked], (await ReadAsync(PlatformShops.Officer, new())).Select(row => row.Step.Deed));
        Assert.Equal(2, (await ReadAsync(PlatformShops.OfProvince, new())).Count);
        Assert.Empty(await ReadAsync(PlatformShops.Elsewhere, new()));
        Assert.Equal("No licence", Assert.Single(await ReadAsync(PlatformShops.Auditor, new(OnlyFailed: true))).Step.Message);
        Assert.Equal(2, (await ReadAsync(PlatformShops.Officer, new(Product: "che dinh"))).Count);
        Assert.Equal(2, (await ReadAsync(PlatformShops.Officer, new(Channel: "lazada"))).Count);
        Assert.Equal(2, (await ReadAsync(PlatformShops.Officer, new(ShopId: teas.Id))).Count);
        Assert.Single(await ReadAsync(PlatformShops.Officer, new(From: market.Clock.Today().AddDays(-2), Until: market.Clock.Today().AddDays(-1))));

        async Task<IReadOnlyList<HistoryRow>> ReadAsync(Person person, HistoryFilter filter) => (await market.Run<DeskHistory, ListPage<HistoryRow>>(history => history.PageAsync(person, filter, 1, default))).Rows;
    }

    private static IReadOnlyList<(ManyFate, int)> Counts(ManyPreview preview) => [.. preview.Lines.Select(line => (line.Fate, line.Names.Count))];
}
