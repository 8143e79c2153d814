using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Channels.Board;
using Ocop.Market.Channels.Campaigns;
using Ocop.Market.Channels.Listings;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Channels.Sync;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Channels;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Channels;

/// <summary>Goods on platforms as part of a set: on sale with its pages and prices, and back again.</summary>
public sealed class RunningACampaign
{
    private const string Sku = "che-dinh-tan-cuong";

    [Theory, BothDatabases]
    public async Task What_was_not_sold_there_is_sold_from_the_hour_of_the_set_to_the_end_of_the_last_day(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platforms.Shopee);
        var set = await SetAsync(market);
        var last = market.Clock.Today().AddDays(3);
        await PromiseAsync(market, set, last);
        Assert.Succeeded(await AddAsync(market, set, last));
        Assert.All(await DryRunAsync(market, set), line => Assert.Null(line.Problem));
        Assert.Contains(await DryRunAsync(market, set), line => line.Kind == "outside-listing" && line.WhatHappens.Vi.Contains("1 món (Chè Đinh Tân Cương)", StringComparison.Ordinal));

        var version = (await market.Read(db => db.PublishingSets.AsNoTracking().SingleAsync())).Version;
        Assert.Succeeded(await market.Run<PlanSet, Outcome<SetStand>>(plan => plan.HandleAsync(market.Officer, set, version, market.Clock.UtcNow().AddHours(1), default)));
        await PublishDueAsync(market);
        Assert.Empty(await market.Read(db => db.ChannelListings.ToListAsync()));
        market.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(1, await PublishDueAsync(market));
        await market.WorkAsync();
        market.Clock.Advance(market.There.ReviewTakes);
        market.There.Review();
        Assert.Equal((ShelfState.Live, 351_000L), (market.OnShelf().State, market.OnShelf().Skus.Single(it => it.Sku == Sku).Price));

        // The last day counts to its end.
        market.Clock.Set(VietnamTime.StartOf(last.AddDays(1)).AddSeconds(-1));
        Assert.Equal(0, await EndAsync(market));
        market.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await EndAsync(market));
        Assert.Equal(0, await EndAsync(market));
        await market.WorkAsync();
        Assert.Equal((ShelfState.Hidden, false), (market.OnShelf().State, (await market.TeaAsync()).IsWanted));
        Assert.Contains(await DryRunAsync(market, set), line => line.WhatHappens.Vi.StartsWith("Đã kết thúc", StringComparison.Ordinal));
        Assert.Equal(["CampaignListingsBegan", "CampaignListingsEnded"], await market.Read(db => db.AuditEntries.Where(entry => entry.Act == "CampaignListingsBegan" || entry.Act == "CampaignListingsEnded").OrderBy(entry => entry.At).Select(entry => entry.Act).ToListAsync()));
    }

    [Theory, BothDatabases]
    public async Task What_was_sold_there_before_stays_and_costs_again_what_it_did(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platforms.Shopee);
        await market.ListTeaAsync();
        await market.WorkAsync();
        var set = await SetAsync(market);
        await PromiseAsync(market, set, market.Clock.Today());
        Assert.Succeeded(await AddAsync(market, set, market.Clock.Today()));
        Assert.True(Assert.Succeeded(await PublishAsync(market, set)));
        await market.WorkAsync();
        Assert.Equal(351_000, market.OnShelf().Skus.Single(it => it.Sku == Sku).Price);

        market.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await EndAsync(market));
        await market.Run<SweepListings, int>(sweep => sweep.HandleAsync(default));
        await market.WorkAsync();
        Assert.Equal((ShelfState.Live, 390_000L, true), (market.OnShelf().State, market.OnShelf().Skus.Single(it => it.Sku == Sku).Price, (await market.TeaAsync()).IsWanted));
    }

    [Theory, BothDatabases]
    public async Task Whatever_stands_in_the_way_is_said_before_and_keeps_all_of_the_set_where_it_is(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platforms.Shopee, isMapped: false);
        var set = await SetAsync(market);
        await PromiseAsync(market, set, market.Clock.Today());
        Assert.Succeeded(await AddAsync(market, set, null));
        await RefusedAsync("ngành hàng");

        await market.MapAsync();
        Assert.All(await DryRunAsync(market, set), line => Assert.Null(line.Problem));

        var photos = await market.Read(db => db.ProductImages.AsNoTracking().ToListAsync());
        await market.Read(db => db.ProductImages.ExecuteDeleteAsync());
        await RefusedAsync("ảnh");
        await market.Read(async db => { db.ProductImages.AddRange(photos); return await db.SaveChangesAsync(); });

        var decision = new RecognitionDecision(market.Goods.Tea.ProductId, 4, RecognitionLevel.Province, "12/QĐ-UBND", "UBND tỉnh", new DateOnly(2023, 1, 5), "148", RecognitionState.New, true);
        await market.Read(async db => { db.RecognitionDecisions.Add(decision); return await db.SaveChangesAsync(); });
        await RefusedAsync("Sao OCOP đã hết hạn");
        await market.Read(db => db.RecognitionDecisions.ExecuteDeleteAsync());

        Assert.Succeeded(await market.Run<ChangeShop, Outcome<ChannelShop>>(change => change.HandleAsync(market.Maker, market.Shop.Id, ShopAct.Pause, "Kiểm kho", default)));
        await RefusedAsync("tạm dừng");
        Assert.Succeeded(await market.Run<ChangeShop, Outcome<ChannelShop>>(change => change.HandleAsync(market.Maker, market.Shop.Id, ShopAct.Resume, null, default)));

        await ListAsync(false);
        await RefusedAsync("không còn bán");
        await ListAsync(true);
        Assert.True(Assert.Succeeded(await PublishAsync(market, set)));

        async Task RefusedAsync(string words)
        {
            Assert.Contains(words, Assert.Single(await DryRunAsync(market, set), line => line.Problem is not null).Problem!.Vi, StringComparison.Ordinal);
            Assert.Refused("SetNotReady", await PublishAsync(market, set));
            Assert.Empty(await market.Read(db => db.ChannelListings.ToListAsync()));
            Assert.Equal((PromotionState.Draft, null), await market.Read(async db => ((await db.Promotions.AsNoTracking().SingleAsync()).State, (await db.CampaignListings.AsNoTracking().SingleAsync()).BeganAt)));
        }

        Task<int> ListAsync(bool isListed) => market.Read(db => db.Products.Where(product => product.Id == market.Goods.Tea.ProductId).ExecuteUpdateAsync(update => update.SetProperty(product => product.IsListed, isListed)));
    }

    [Theory, BothDatabases]
    public async Task Where_campaigns_overlap_the_last_one_puts_back_what_was_before_the_first(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platforms.Shopee);
        var (spring, tet) = (await SetAsync(market, "Xuân"), await SetAsync(market, "Tết"));
        Assert.Succeeded(await AddAsync(market, spring, market.Clock.Today().AddDays(1)));
        Assert.Succeeded(await AddAsync(market, tet, market.Clock.Today().AddDays(5)));
        Assert.Succeeded(await PublishAsync(market, spring));
        market.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Succeeded(await PublishAsync(market, tet));
        market.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await EndAsync(market));
        Assert.True((await market.TeaAsync()).IsWanted);
        market.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(1, await EndAsync(market));
        Assert.False((await market.TeaAsync()).IsWanted);
    }

    [Theory, BothDatabases]
    public async Task What_the_producer_asks_for_meanwhile_stays_when_the_campaigns_end(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platforms.Shopee);
        var (spring, tet) = (await SetAsync(market, "Xuân"), await SetAsync(market, "Tết"));
        Assert.Succeeded(await AddAsync(market, spring, market.Clock.Today()));
        Assert.Succeeded(await AddAsync(market, tet, market.Clock.Today().AddDays(1)));
        Assert.Succeeded(await PublishAsync(market, spring));
        Assert.Succeeded(await PublishAsync(market, tet));
        Assert.Equal(ManyFate.Goes, await FateAsync());
        Assert.Equal(1, await ListAsync());
        // Once is enough, and sending it again asks for nothing new.
        Assert.Equal((0, ManyFate.Stays), (await ListAsync(), await FateAsync()));
        Assert.Single(await market.Read(db => db.AuditEntries.Where(entry => entry.Act == "ListingWanted" && entry.Actor == market.Maker.Actor).ToListAsync()));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            market.Clock.Advance(TimeSpan.FromDays(1));
            Assert.Equal(1, await EndAsync(market));
            Assert.True((await market.TeaAsync()).IsWanted);
        }

        async Task<int> ListAsync() => Assert.Succeeded(await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(market.Maker, market.Shop.Id, [market.Goods.Tea.ProductId], ListingWishAct.List, default)));
        async Task<ManyFate> FateAsync() => Assert.Single(Assert.Succeeded(await market.Run<ActOnMany, Outcome<ManyPreview>>(many => many.PreviewAsync(market.Maker, ManyAct.List, [(market.Shop.Id, market.Goods.Tea.ProductId)], default))).Lines).Fate;
    }

    [Theory, BothDatabases]
    public async Task What_is_sent_again_is_not_asked_for_and_what_is_listed_anew_after_hiding_is(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platforms.Shopee);
        var set = await SetAsync(market);
        Assert.Succeeded(await AddAsync(market, set, market.Clock.Today()));
        Assert.Succeeded(await PublishAsync(market, set));
        Assert.Equal(1, await ActAsync(ListingWishAct.Again));
        Assert.False((await market.Read(db => db.CampaignListings.AsNoTracking().SingleAsync())).WasWanted);
        Assert.Equal(1, await ActAsync(ListingWishAct.Hide));
        Assert.False((await market.Read(db => db.CampaignListings.AsNoTracking().SingleAsync())).WasWanted);
        Assert.Equal(1, await ActAsync(ListingWishAct.List));
        market.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await EndAsync(market));
        Assert.True((await market.TeaAsync()).IsWanted);

        async Task<int> ActAsync(ListingWishAct act) => Assert.Succeeded(await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(market.Maker, market.Shop.Id, [market.Goods.Tea.ProductId], act, default)));
    }

    [Theory, BothDatabases]
    public async Task What_the_producer_hides_meanwhile_stays_hidden_and_an_officer_ends_it_at_once(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platforms.Shopee);
        await market.ListTeaAsync();
        var set = await SetAsync(market);
        Assert.Succeeded(await AddAsync(market, set, null));
        Assert.Succeeded(await PublishAsync(market, set));
        Assert.Succeeded(await market.Run<ChooseListings, Outcome<int>>(choose => choose.HandleAsync(market.Maker, market.Shop.Id, [market.Goods.Tea.ProductId], ListingWishAct.Hide, default)));
        // Without a last day the clock ends nothing.
        market.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await EndAsync(market));

        var province = new Person(Guid.CreateVersion7(), "tinh", [new HeldRole(Role.Officer, Scope.Province("19"))]);
        foreach (var person in new[] { province, market.Maker, new Person(Guid.CreateVersion7(), "kiem-tra", [new HeldRole(Role.Auditor, Scope.Programme)]) })
        {
            Assert.Refused(NoRight.Here.Reason, await EndAsync(market, set, person));
            Assert.Null((await market.Read(db => db.CampaignListings.AsNoTracking().SingleAsync())).EndedAt);
        }

        Assert.Equal(1, Assert.Succeeded(await EndAsync(market, set, market.Officer)));
        Assert.False((await market.TeaAsync()).IsWanted);
        Assert.Refused("NothingRuns", await EndAsync(market, set, market.Officer));
    }

    [Theory, BothDatabases]
    public async Task Takes_only_goods_of_the_shop_from_whoever_may_and_only_before_it_is_scheduled(DatabaseProvider provider)
    {
        await using var market = await ChannelMarket.OpenAsync(provider, Platforms.Shopee);
        var set = await SetAsync(market);
        var tea = (market.Shop.Id, market.Goods.Tea.ProductId);
        await RefusedAsync("NothingChosen", await AddAsync(market, set, null, []));
        await RefusedAsync("DayPast", await AddAsync(market, set, market.Clock.Today().AddDays(-1)));
        await RefusedAsync("ProductUnknown", await AddAsync(market, set, null, [tea, (market.Shop.Id, market.Goods.Garlic.ProductId)]));
        await RefusedAsync("ShopUnknown", await AddAsync(market, set, null, [(Guid.CreateVersion7(), market.Goods.Tea.ProductId)]));
        await RefusedAsync("NotAllowed", await AddAsync(market, set, null, by: market.Maker));
        await RefusedAsync("NotAllowed", await AddAsync(market, set, null, by: new Person(Guid.CreateVersion7(), "tinh", [new HeldRole(Role.Officer, Scope.Province("19"))])));
        await RefusedAsync("SetUnknown", await AddAsync(market, Guid.CreateVersion7(), null));
        Assert.Empty(await market.Read(db => db.CampaignListings.ToListAsync()));

        // Added again it takes the new day.
        Assert.Succeeded(await AddAsync(market, set, null));
        Assert.Succeeded(await AddAsync(market, set, market.Clock.Today()));
        var item = Assert.Single(await market.Read(db => db.CampaignListings.AsNoTracking().ToListAsync()));
        Assert.Equal(market.Clock.Today(), item.Until);

        var version = (await market.Read(db => db.PublishingSets.AsNoTracking().SingleAsync())).Version;
        Assert.Refused("NotAllowed", await RemoveAsync(market.Maker, [item.Id], version));
        Assert.Refused("NothingChosen", await RemoveAsync(market.Officer, [Guid.CreateVersion7()], version));
        version = Assert.Succeeded(await market.Run<PlanSet, Outcome<SetStand>>(plan => plan.HandleAsync(market.Officer, set, version, market.Clock.UtcNow().AddHours(1), default))).Version;
        Assert.Refused("SetPlanned", await RemoveAsync(market.Officer, [item.Id], version));
        Assert.Refused("SetPlanned", await AddAsync(market, set, null));
        Assert.Single(await market.Read(db => db.CampaignListings.ToListAsync()));
        version = Assert.Succeeded(await market.Run<CancelSet, Outcome<SetStand>>(cancel => cancel.HandleAsync(market.Officer, set, version, default))).Version;
        Assert.Succeeded(await RemoveAsync(market.Officer, [item.Id], version));
        Assert.Empty(await market.Read(db => db.CampaignListings.ToListAsync()));

        async Task RefusedAsync(string reason, Outcome<SetStand> outcome)
        {
            Assert.Refused(reason, outcome);
            Assert.Empty(await market.Read(db => db.CampaignListings.ToListAsync()));
        }

        Task<Outcome<SetStand>> RemoveAsync(Person by, Guid[] items, long seen) => market.Run<RemoveListingsFromSet, Outcome<SetStand>>(remove => remove.HandleAsync(by, set, seen, items, default));
    }

    private static async Task<Guid> SetAsync(ChannelMarket market, string name = "Tết sum vầy") => Assert.Succeeded(await market.Run<CreateSet, Outcome<SetStand>>(create => create.HandleAsync(market.Officer, name, default))).Id;

    private static async Task<Outcome<SetStand>> AddAsync(ChannelMarket market, Guid set, DateOnly? until, IReadOnlyCollection<(Guid, Guid)>? listings = null, Person? by = null)
    {
        var version = await market.Read(db => db.PublishingSets.Where(it => it.Id == set).Select(it => it.Version).SingleOrDefaultAsync());
        return await market.Run<AddListingsToSet, Outcome<SetStand>>(add => add.HandleAsync(by ?? market.Officer, new CampaignWish(set, version, listings ?? [(market.Shop.Id, market.Goods.Tea.ProductId)], until), default));
    }

    /// <summary>Ten per cent off as part of the set.</summary>
    private static async Task PromiseAsync(ChannelMarket market, Guid set, DateOnly last) => Assert.Succeeded(await market.Run<SavePromotion, Outcome<Promotion>>(save => save.HandleAsync(market.Officer, null, 0, new PromotionForm
    {
        Name = "Giá Tết", NameEn = "Tết price", From = Written(market.Clock.Today()), Until = Written(last), Priority = "10", Action = nameof(PromotionAction.Percent), Percent = "10", SetId = set.ToString(),
    }, default)));

    private static Task<IReadOnlyList<DryRunLine>> DryRunAsync(ChannelMarket market, Guid set) => market.Run<SetPublication, IReadOnlyList<DryRunLine>>(publication => publication.DryRunAsync(set, default));

    private static Task<Outcome<bool>> PublishAsync(ChannelMarket market, Guid set) => market.Run<SetPublication, Outcome<bool>>(publication => publication.PublishAsync(set, it => it.State != SetState.Published, "test", default));

    private static Task<int> PublishDueAsync(ChannelMarket market) => market.Run<PublishDueDocuments, int>(publish => publish.HandleAsync(default));

    private static Task<int> EndAsync(ChannelMarket market) => market.Run<EndCampaigns, int>(end => end.HandleAsync(default));

    private static Task<Outcome<int>> EndAsync(ChannelMarket market, Guid set, Person by) => market.Run<EndCampaigns, Outcome<int>>(end => end.HandleAsync(by, set, default));

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
