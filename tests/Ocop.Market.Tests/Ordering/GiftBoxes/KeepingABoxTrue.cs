using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Cms.Media;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Xunit;
using static Ocop.Market.Tests.Ordering.GiftBoxes.BuyingAGiftBox;

namespace Ocop.Market.Tests.Ordering.GiftBoxes;

public sealed class KeepingABoxTrue
{
    [Theory, BothDatabases]
    public async Task A_box_contains_what_its_parts_contain_and_says_which_of_them_said_nothing(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var box = await OnSaleAsync(market);
        Assert.Equal((Allergens.None, 2), (await Allergens_()) is var first ? (first.Stated, first.Unstated.Count) : default);
        await StateAsync(market, market.Tea, Allergens.Milk);
        Assert.Equal((Allergens.Milk, "Tỏi đen Lý Sơn"), (await Allergens_()) is var half ? (half.Stated, Assert.Single(half.Unstated)) : default);
        await StateAsync(market, market.Garlic, Allergens.None);
        Assert.Equal((Allergens.Milk, 0), (await Allergens_()) is var whole ? (whole.Stated, whole.Unstated.Count) : default);

        // The slip says it to whoever opens the box.
        Assert.Succeeded(await market.Place(Assert.Succeeded(await Put(market, null, box.Slug, 1)).CartId));
        var order = await market.Read(db => db.Orders.SingleAsync());
        Assert.Succeeded(await market.Run<AcceptOrder, Outcome<OrderTurned>>(accept => accept.HandleAsync(order.Id, "test", default)));
        var slip = Assert.Single(await market.Run<ParcelsToPack, IReadOnlyList<ParcelToPack>>(parcels => parcels.FindAsync(Officer, [], default)));
        Assert.Equal((Allergens.Milk, 0), slip.AllergensOf(slip.Order.Boxes[0]) is var told ? (told.Stated, told.Unstated.Count) : default);

        async Task<SharedAllergens> Allergens_() => (await Show(market, box.Slug))!.Allergens;
    }

    [Theory, BothDatabases]
    public async Task Words_that_promise_stars_go_sentence_by_sentence_once_a_part_has_none(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        foreach (var variant in new[] { market.Tea, market.Garlic }) await DecideAsync(market, variant, 4, 10);
        var box = Assert.Succeeded(await Save(market, Officer, null, 0, await FormAsync(market) with { Lead = "Quà của hai miền. Toàn hàng OCOP 4 sao. Kèm thiệp.", LeadEn = "Gifts of two regions. All rated 4 stars." }));
        Assert.Succeeded(await market.Run<SwitchGiftBox, Outcome<GiftBox>>(turn => turn.HandleAsync(Officer, box.Id, true, default)));
        Assert.Equal(box.Leads, (await Show(market, box.Slug))!.Leads);
        market.Clock.Advance(TimeSpan.FromDays(11));
        Assert.Equal(new LocalText("Quà của hai miền. Kèm thiệp.", "Gifts of two regions."), (await Show(market, box.Slug))!.Leads);
    }

    [Theory, BothDatabases]
    public async Task A_promise_of_four_stars_is_not_kept_by_three(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        foreach (var (variant, stars) in new[] { (market.Tea, 4), (market.Garlic, 3) }) await DecideAsync(market, variant, stars, 10);
        var box = Assert.Succeeded(await Save(market, Officer, null, 0, await FormAsync(market) with { Lead = "Quà của hai miền. Toàn hàng OCOP 4 sao." }));
        Assert.Succeeded(await market.Run<SwitchGiftBox, Outcome<GiftBox>>(turn => turn.HandleAsync(Officer, box.Id, true, default)));
        Assert.Equal("Quà của hai miền.", (await Show(market, box.Slug))!.Leads.Vi);
    }

    [Fact]
    public void A_promise_of_stars_is_read_in_both_languages()
    {
        Assert.Equal(4, BoxRules.PromisedStars("Hộp quà", "Bốn món OCOP 4 sao và một món 5 sao"));
        Assert.Equal(3, BoxRules.PromisedStars("a 3-star box"));
        Assert.Equal(1, BoxRules.PromisedStars("Toàn hàng OCOP"));
        Assert.Equal(0, BoxRules.PromisedStars("Hộp Sao Mai, 5 món, đêm đầy sao"));
    }

    [Theory, BothDatabases]
    public async Task Nothing_comes_at_Tet(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var box = await OnSaleAsync(market);
        market.Clock.Advance(TimeSpan.FromDays(55));
        await market.Read(db => db.GiftBoxes.ExecuteUpdateAsync(set => set.SetProperty(it => it.OrderUntil, new DateOnly(2027, 2, 20))));
        var cart = Assert.Succeeded(await Put(market, null, box.Slug, 1)).CartId;
        var before = await market.Fingerprint();
        foreach (var day in new[] { "2027-02-05", "2027-02-06", "8/2/2027" })
        {
            var closed = Assert.Refused("DayOfTet", await market.Place(cart, OrderingMarket.Form with { WishedDay = day }));
            Assert.Equal("wishedDay", closed.Field);
            Assert.Contains("09/02/2027", closed.Message.Vi, StringComparison.Ordinal);
        }

        Assert.Equal(before, await market.Fingerprint());
        // What would be there on the first of the year is there once the holidays are over, on which carriers do not drive.
        var days = await DaysAsync(market, cart);
        market.Clock.Advance(TimeSpan.FromDays(new DateOnly(2027, 2, 6).DayNumber - days.First.DayNumber));
        Assert.Equal(new DateOnly(2027, 2, 10), (await DaysAsync(market, cart)).First);
        Assert.Succeeded(await market.Place(cart, OrderingMarket.Form with { WishedDay = "10/02/2027" }));
    }

    [Theory, BothDatabases]
    public async Task A_wished_day_lies_between_what_can_arrive_and_what_keeps(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var box = await OnSaleAsync(market);
        var today = market.Clock.Today();
        var cart = Assert.Succeeded(await Put(market, null, box.Slug, 1)).CartId;
        var days = await DaysAsync(market, cart);
        var travel = (await market.Run<CheckoutSummary, CheckoutView>(summary => summary.FindAsync(cart, OrderingMarket.Form.Province, OrderingMarket.Form.Commune, null, default))).Parcels[0].Shipping!.DaysTo;
        Assert.True(days.AreAny && travel > 0);
        // Carriers rest on Sundays. What is ordered on the box's last day still arrives.
        Assert.Equal((WorkingDays.After(today.AddDays(GiftBox.BringDays), travel), WorkingDays.After(today.AddDays(20 + GiftBox.BringDays), travel)), (days.First, days.Last));

        await BatchAsync(market, market.Garlic, 15, 20);
        Assert.Equal(today.AddDays(15), (await DaysAsync(market, cart)).Last);
        var before = await market.Fingerprint();
        foreach (var (wished, reason) in new[] { (Iso(days.First.AddDays(-1)), "DayTooSoon"), (Iso(today.AddDays(16)), "DayTooLate"), ("31/02/2027", "DayMisread") })
            Assert.Equal("wishedDay", Assert.Refused(reason, await market.Place(cart, OrderingMarket.Form with { WishedDay = wished })).Field);
        Assert.Contains("Tỏi đen Lý Sơn", Assert.Refused("DayTooLate", await market.Place(cart, OrderingMarket.Form with { WishedDay = Iso(today.AddDays(16)) })).Message.Vi, StringComparison.Ordinal);
        Assert.Equal(before, await market.Fingerprint());

        var chosen = today.AddDays(15);
        var placed = Assert.Succeeded(await market.Place(cart, OrderingMarket.Form with { WishedDay = chosen.ToString("d/M/yyyy", CultureInfo.InvariantCulture) }));
        Assert.Equal(chosen, await market.Read(db => db.Orders.Where(it => it.GroupId == placed.GroupId).Select(it => it.WishedDay).SingleAsync()));
        var written = chosen.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        Assert.All(await market.Read(db => db.OutboxMessages.Select(mail => mail.Text).ToListAsync()), text => Assert.Contains(written, text, StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task What_keeps_no_longer_than_the_way_takes_cannot_be_wished_for_and_loose_goods_have_no_day(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var box = await OnSaleAsync(market);
        await BatchAsync(market, market.Garlic, 3, 20);
        var cart = Assert.Succeeded(await Put(market, null, box.Slug, 1)).CartId;
        Assert.False((await DaysAsync(market, cart)).AreAny);
        Assert.Refused("DayNone", await market.Place(cart, OrderingMarket.Form with { WishedDay = Iso(market.Clock.Today().AddDays(9)) }));
        Assert.Succeeded(await market.Place(cart));

        var loose = await market.CartOf((market.Tea, 1));
        var placed = Assert.Succeeded(await market.Place(loose, OrderingMarket.Form with { WishedDay = Iso(market.Clock.Today().AddDays(1)) }));
        Assert.Null(await market.Read(db => db.Orders.Where(it => it.GroupId == placed.GroupId).Select(it => it.WishedDay).SingleAsync()));
    }

    [Theory, BothDatabases]
    public async Task A_box_of_a_buyers_own_that_nobody_orders_is_cleared_away_in_the_end(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        await OnSaleAsync(market);
        var (forgotten, inCart, ordered) = (await OwnAsync(), await OwnAsync(), await OwnAsync());
        Assert.Succeeded(await market.Place(Assert.Succeeded(await Put(market, null, ordered.Slug, 1)).CartId));
        market.Clock.Advance(GiftBox.OwnKept);
        Assert.Equal(0, await ClearAsync());
        market.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Succeeded(await Put(market, null, inCart.Slug, 1));
        Assert.Equal(1, await ClearAsync());
        Assert.Equal(0, await ClearAsync());

        Assert.Null(await Show(market, forgotten.Slug));
        Assert.NotNull(await Show(market, inCart.Slug));
        Assert.NotNull(await Show(market, ordered.Slug));
        Assert.Equal(1, await market.Read(db => db.GiftBoxes.CountAsync(it => !it.IsOwn)));
        Assert.Equal(0, await market.Read(db => db.GiftBoxParts.CountAsync(part => part.BoxId == forgotten.Id)));
        Assert.True(await market.Read(db => db.Changes.AnyAsync(change => change.SubjectId == forgotten.Id.ToString() && change.SubjectKind == ChangeSubject.GiftBoxKind)));

        async Task<GiftBox> OwnAsync() => Assert.Succeeded(await market.Run<ComposeBox, Outcome<GiftBox>>(compose => compose.HandleAsync(new OwnBox("coi", [market.Tea.Id], null), default)));
        Task<int> ClearAsync() => market.Run<DeleteUnorderedBoxes, int>(clear => clear.HandleAsync(default));
    }

    [Theory, BothDatabases]
    public async Task A_photo_of_the_library_stands_for_the_basket_while_it_is_there(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var photo = await market.Read(async db =>
        {
            var item = new MediaItem(new string('a', 64), new PhotoFacts(new PictureSize(1200, 900), "image/jpeg", "data:,"), "hop.jpg", Scope.Programme, "", Officer.Id, market.Clock.UtcNow());
            db.MediaItems.Add(item);
            await db.SaveChangesAsync();
            return item.Id;
        });
        var form = await FormAsync(market);
        var before = await market.Fingerprint();
        Assert.Equal("photoId", Assert.Refused("PhotoUnknown", await Save(market, Officer, null, 0, form with { PhotoId = Guid.CreateVersion7().ToString() })).Field);
        Assert.Refused("PhotoUnknown", await Save(market, Officer, null, 0, form with { PhotoId = "a basket" }));
        Assert.Equal(before, await market.Fingerprint());

        var box = Assert.Succeeded(await Save(market, Officer, null, 0, form with { PhotoId = photo.ToString() }));
        Assert.Succeeded(await market.Run<SwitchGiftBox, Outcome<GiftBox>>(turn => turn.HandleAsync(Officer, box.Id, true, default)));
        Assert.Equal(photo, (await Show(market, box.Slug))!.Photo?.Id);
        Assert.Contains(box.Name, await market.Run<IEnumerable<IMediaUse>, List<string>>(async uses => { var names = new List<string>(); foreach (var use in uses) names.AddRange((await use.PlacesAsync(photo, default)).Select(place => place.Name)); return names; }));

        // In the bin it is shown no more, and saving the box otherwise is not refused for it.
        await market.Read(db => db.MediaItems.ExecuteUpdateAsync(set => set.SetProperty(item => item.DeletedAt, market.Clock.UtcNow())));
        Assert.Null((await Show(market, box.Slug))!.Photo);
        var now = await market.Read(db => db.GiftBoxes.AsNoTracking().SingleAsync(it => it.Id == box.Id));
        Assert.Succeeded(await Save(market, Officer, box.Id, now.Version, form with { PhotoId = photo.ToString(), Name = "Tên mới" }));
    }

    internal static Task<int> StateAsync(OrderingMarket market, Variant variant, Allergens? stated) => market.Read(async db =>
    {
        (await db.Products.SingleAsync(product => product.Id == variant.ProductId)).StateAllergens(stated);
        return await db.SaveChangesAsync();
    });

    /// <param name="days">Until it ends.</param>
    internal static Task<int> DecideAsync(OrderingMarket market, Variant variant, int stars, int days) => market.Read(async db =>
    {
        (await db.Products.Include(it => it.Decisions).SingleAsync(it => it.Id == variant.ProductId)).AddDecision(new RecognitionDecision(variant.ProductId, stars, RecognitionLevel.Province, "9/QĐ", "UBND tỉnh", market.Clock.Today().AddMonths(-36).AddDays(days), "148", RecognitionState.New, true));
        return await db.SaveChangesAsync();
    });

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<WishedDays> DaysAsync(OrderingMarket market, Guid cart) =>
        (await market.Run<CheckoutSummary, CheckoutView>(summary => summary.FindAsync(cart, OrderingMarket.Form.Province, OrderingMarket.Form.Commune, null, default))).WishedDays!;

    internal static async Task BatchAsync(OrderingMarket market, Variant variant, int days, int quantity)
    {
        var keeper = await MemberOf(market, variant.ProductId);
        Assert.Succeeded(await market.Run<ReceiveBatch, Outcome<string>>(receive => receive.HandleAsync(keeper, new BatchForm(variant.Id, 0, quantity, "L1", market.Clock.Today().AddDays(days), true), default)));
    }
}
