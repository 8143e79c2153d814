using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Editorial;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Cms.Publishing;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Ordering.Promotions;

public sealed class BuyingForLess
{
    private static readonly Person Officer = new(Guid.CreateVersion7(), "Cán bộ", [new HeldRole(Role.Officer, Scope.Programme)]);
    private static readonly Person Elsewhere = new(Guid.CreateVersion7(), "Cán bộ tỉnh", [new HeldRole(Role.Officer, Scope.Province("19"))]);

    private static PromotionForm Form(OrderingMarket market) => new()
    {
        Name = "Tết sum vầy", NameEn = "Tết together", From = market.Clock.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Priority = "10", Action = nameof(PromotionAction.Percent), Percent = "10",
    };

    private static async Task<Promotion> RunAsync(OrderingMarket market, PromotionForm form, string? code = null)
    {
        var promotion = Assert.Succeeded(await Save(market, Officer, null, 0, form));
        if (code is not null) Assert.Succeeded(await Codes(market, promotion.Id, code, null));
        return Assert.Succeeded(await Switch(market, Officer, promotion.Id, true));
    }

    private static Task<Outcome<Promotion>> Save(OrderingMarket market, Person person, Guid? id, long version, PromotionForm form) => market.Run<SavePromotion, Outcome<Promotion>>(save => save.HandleAsync(person, id, version, form, default));

    private static Task<Outcome<Promotion>> Switch(OrderingMarket market, Person person, Guid id, bool isOn) => market.Run<SwitchPromotion, Outcome<Promotion>>(turn => turn.HandleAsync(person, id, isOn, default));

    private static Task<Outcome<IReadOnlyList<string>>> Codes(OrderingMarket market, Guid id, string? code, string? count) => market.Run<AddPromotionCodes, Outcome<IReadOnlyList<string>>>(add => add.HandleAsync(Officer, id, code, count, default));

    private static Task<Outcome<Guid>> Type(OrderingMarket market, Guid cart, string? code) => market.Run<UseCoupon, Outcome<Guid>>(use => use.HandleAsync(cart, code, default));

    private static Task<CheckoutView> Checkout(OrderingMarket market, Guid cart, string? phone = null) => market.Run<CheckoutSummary, CheckoutView>(summary => summary.FindAsync(cart, "01", "00070", phone, default));

    private static Task<int> Uses(OrderingMarket market) => market.Read(db => db.PromotionUses.CountAsync(use => use.GivenBackAt == null));

    [Theory, BothDatabases]
    public async Task The_order_keeps_what_the_promotion_took_off(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        await RunAsync(market, Form(market) with { Bearer = nameof(PromotionBearer.Producer), Province = "19" });
        var free = await RunAsync(market, Form(market) with { Name = "Miễn tiền giao", NameEn = "Free delivery", Action = nameof(PromotionAction.FreeDelivery), Cap = "15.000", MinGoods = "900.000" });
        var cart = await market.CartOf((market.Tea, 2), (market.Garlic, 1));
        var view = await Checkout(market, cart);
        var placed = Assert.Succeeded(await market.Place(cart));
        var group = (await market.Run<OrderTracking, OrderGroup?>(tracking => tracking.FindAsync(placed.GroupId, default)))!;

        Assert.Equal((965_000, 78_000 + 30_000), (group.Goods.Amount, view.Price.Discount.Amount));
        Assert.Equal(view.Total, group.Total);
        Assert.Equal(group.Total, group.Goods + group.Shipping - view.Price.Discount);
        Assert.Equal(group.Total, group.Orders.Aggregate(Money.Zero, (sum, order) => sum + order.Total));
        Assert.Equal([("Tết sum vầy", 78_000), ("Miễn tiền giao", 30_000)], group.DiscountsByName().Select(row => (row.Name.Vi, row.Amount.Amount)).OrderByDescending(row => row.Amount));
        foreach (var order in group.Orders)
        {
            Assert.Equal(order.Total, order.Goods + order.Shipping - order.Discounts.Aggregate(Money.Zero, (sum, discount) => sum + discount.Amount));
            Assert.Equal(order.Discounts.Sum(discount => discount.Goods.Amount), order.Lines.Sum(line => line.Discount.Amount));
        }

        Assert.Equal((78_000, 78_000), (group.Orders[0].Lines[0].Discount.Amount, group.Orders[0].Lines[0].BorneByProducer.Amount));
        Assert.Equal(2, await Uses(market));
        var mails = await market.Read(db => db.OutboxMessages.ToListAsync());
        Assert.All(mails, mail => Assert.Contains("Giảm giá, Miễn tiền giao", mail.Text, StringComparison.Ordinal));

        Assert.Succeeded(await Switch(market, Officer, free.Id, false));
        Assert.Equal(group.Total, (await market.Run<OrderTracking, OrderGroup?>(tracking => tracking.FindAsync(group.Id, default)))!.Total);
    }

    [Theory, BothDatabases]
    public async Task A_price_that_changed_since_is_agreed_to_first(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var promotion = await RunAsync(market, Form(market));
        var cart = await market.CartOf((market.Tea, 1));
        var form = await market.AgreedForm(cart);
        Assert.Succeeded(await Switch(market, Officer, promotion.Id, false));
        var before = await market.Fingerprint();
        Assert.Refused("TotalIsNew", await market.Run<PlaceOrder, Outcome<PlacedOrder>>(place => place.HandleAsync(cart, form, default)));
        Assert.Equal((before, 0), (await market.Fingerprint(), await Uses(market)));
        Assert.Succeeded(await market.Place(cart));
    }

    [Theory, BothDatabases]
    public async Task A_code_is_kept_with_the_cart_however_it_is_typed(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        await RunAsync(market, Form(market) with { NeedsCode = true, MinGoods = "500.000" }, "tết 2027");
        var cart = await market.CartOf((market.Tea, 1));
        Assert.Refused("CodeUnknown", await Type(market, cart, "TET2028"));
        Assert.Succeeded(await Type(market, cart, "  tet-2027 "));
        var view = await Checkout(market, cart);
        Assert.Equal(("TooLittle", 0), (view.Price.WhyNot?.Reason, view.Price.Discount.Amount));

        Assert.Succeeded(await market.Run<ChangeCartLine, Outcome<CartChange>>(change => change.HandleAsync(cart, market.Tea.Id, 2, default)));
        view = await Checkout(market, cart);
        Assert.Equal((null, 78_000), (view.Price.WhyNot, view.Price.Discount.Amount));
        Assert.Succeeded(await Type(market, cart, ""));
        Assert.Equal(0, (await Checkout(market, cart)).Price.Discount.Amount);
        Assert.Refused("CartEmpty", await Type(market, Guid.CreateVersion7(), "TET2027"));
    }

    [Theory, BothDatabases]
    public async Task The_last_use_of_a_code_goes_to_one_of_eight(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var promotion = Assert.Succeeded(await Save(market, Officer, null, 0, Form(market) with { NeedsCode = true }));
        var code = Assert.Succeeded(await Codes(market, promotion.Id, null, "1"))[0];
        Assert.Succeeded(await Switch(market, Officer, promotion.Id, true));
        var carts = new List<(Guid Cart, CheckoutForm Form)>();
        for (var i = 0; i < 8; i++)
        {
            var cart = await market.CartOf((market.Tea, 1));
            Assert.Succeeded(await Type(market, cart, code));
            carts.Add((cart, await market.AgreedForm(cart, OrderingMarket.Form with { Phone = $"091234560{i}" })));
        }

        var placed = await Task.WhenAll(carts.Select(it => Task.Run(() => market.Run<PlaceOrder, Outcome<PlacedOrder>>(place => place.HandleAsync(it.Cart, it.Form, default)))));
        Assert.Single(placed, outcome => outcome.Succeeded);
        Assert.All(placed.Where(outcome => !outcome.Succeeded), outcome => Assert.Refused("TotalIsNew", outcome));
        Assert.Equal(1, await Uses(market));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Twenty_buyers_at_once_for_five_uses_get_five_and_the_others_are_asked_first(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 40);
        await RunAsync(market, Form(market) with { NeedsCode = true, MostUses = "5", MostUsesPerPhone = "1" }, "TET2027");
        var carts = new List<(Guid Cart, CheckoutForm Form)>();
        for (var i = 0; i < 20; i++)
        {
            var cart = await market.CartOf((market.Tea, 1));
            Assert.Succeeded(await Type(market, cart, "TET2027"));
            // The first ten are five people, each in two windows.
            carts.Add((cart, await market.AgreedForm(cart, OrderingMarket.Form with { Phone = $"09123456{(i < 10 ? i / 2 : i):00}" })));
        }

        Assert.Single(carts.Select(it => it.Form.AgreedTotal).Distinct());
        var placed = await Task.WhenAll(carts.Select(it => Task.Run(() => market.Run<PlaceOrder, Outcome<PlacedOrder>>(place => place.HandleAsync(it.Cart, it.Form, default)))));
        Assert.Equal(5, placed.Count(outcome => outcome.Succeeded));
        Assert.All(placed.Where(outcome => !outcome.Succeeded), outcome => Assert.Refused("TotalIsNew", outcome));
        Assert.Equal((5, 5, 5), (await Uses(market), await market.Read(db => db.OrderDiscounts.CountAsync()), await market.Read(db => db.PromotionUses.Select(use => use.Phone).Distinct().CountAsync())));
        Assert.Equal(5, (await market.Level(market.Tea)).Allocated);

        // Whoever came too late and agrees to the whole price has an order like anybody else.
        foreach (var (cart, form) in carts.Where((_, i) => !placed[i].Succeeded)) Assert.Succeeded(await market.Place(cart, form));
        Assert.Equal((5, 20), (await Uses(market), await market.Read(db => db.Orders.CountAsync())));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task A_refused_or_unanswered_order_gives_its_use_back(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        await RunAsync(market, Form(market) with { MostUses = "1" });
        var group = await market.PlacedGroup((market.Tea, 1), (market.Garlic, 1));
        Assert.Equal(1, await Uses(market));
        Assert.Equal(0, (await Checkout(market, await market.CartOf((market.Tea, 1)))).Price.Discount.Amount);

        // Two parcels used it together: it comes back with the last of them.
        Assert.Succeeded(await market.Run<RefuseOrder, Outcome<OrderTurned>>(refuse => refuse.HandleAsync(group.Orders[0].Id, "Hết hàng", "test", default)));
        Assert.Equal(1, await Uses(market));
        market.Clock.Advance(TimeSpan.FromHours(49));
        Assert.Equal(1, await market.Run<ExpireUnansweredOrders, int>(expire => expire.HandleAsync(default)));
        Assert.Equal(0, await Uses(market));
        Assert.Equal(39_000, (await Checkout(market, await market.CartOf((market.Tea, 1)))).Price.Discount.Amount);
    }

    [Theory, BothDatabases]
    public async Task A_phone_has_one_first_order(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        await RunAsync(market, Form(market) with { IsFirstOrder = true });
        var cart = await market.CartOf((market.Tea, 1));
        Assert.Equal(0, (await Checkout(market, cart)).Price.Discount.Amount);
        Assert.Equal(39_000, (await Checkout(market, cart, "0912345678")).Price.Discount.Amount);
        Assert.Succeeded(await market.Place(cart));
        var next = await market.CartOf((market.Tea, 1));
        Assert.Equal((0, 39_000), ((await Checkout(market, next, "+84 912 345 678")).Price.Discount.Amount, (await Checkout(market, next, "0912345679")).Price.Discount.Amount));
    }

    [Theory, BothDatabases]
    public async Task Lists_show_only_what_needs_nothing_but_the_product(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        await RunAsync(market, Form(market) with { Percent = "50", MinGoods = "1.000.000" });
        await RunAsync(market, Form(market) with { Province = "19", Until = market.Clock.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
        Assert.Equal((351_000, null), (await Shown(market.Tea.ProductId, 390_000), await Shown(market.Garlic.ProductId, 185_000)));
        market.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await Shown(market.Tea.ProductId, 390_000));

        // The cart lets the first of a group win: a price that another may take away stands on no list, where that other counts.
        await RunAsync(market, Form(market) with { Priority = "2", StackingGroup = "tet" });
        Assert.Equal(351_000, await Shown(market.Tea.ProductId, 390_000));
        await RunAsync(market, Form(market) with { Priority = "1", StackingGroup = "tet", Action = nameof(PromotionAction.FreeDelivery), Percent = null, Province = "19" });
        Assert.Equal((null, 166_500), (await Shown(market.Tea.ProductId, 390_000), await Shown(market.Garlic.ProductId, 185_000)));

        async Task<long?> Shown(Guid productId, long price)
        {
            var product = await market.Read(db => db.Products.AsNoTracking().SingleAsync(it => it.Id == productId));
            return (await market.Run<ReducedPrices, ReducedPrice?>(prices => prices.OfAsync(productId, product.ProducerId, product.GroupSlug, new Money(price), default)))?.Price.Amount;
        }
    }

    [Theory, BothDatabases]
    public async Task A_season_promotes_what_was_picked_for_its_page_on_its_days_and_nothing_else(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var (today, tomorrow) = (market.Clock.Today(), market.Clock.Today().AddDays(1));
        var season = await SeasonAsync(market, tomorrow, tomorrow.AddDays(2), market.Tea.ProductId);
        Assert.Refused("CampaignUnknown", await Save(market, Officer, null, 0, Form(market) with { Campaign = "mua-qua" }));
        Assert.Refused("CampaignUnknown", await Save(market, Officer, null, 0, Form(market) with { Campaign = Guid.CreateVersion7().ToString() }));
        Assert.Equal(0, await market.Read(db => db.Promotions.CountAsync()));
        Assert.Equal([(season, "Quà Tết minh hoạ")], await market.Run<DeskPromotions, IReadOnlyList<(Guid, string)>>(desk => desk.CampaignsAsync(default)));
        var promotion = await RunAsync(market, Form(market) with { Campaign = season.ToString() });
        await RunAsync(market, Form(market) with { Name = "Mã Tết", NameEn = "Tết code", Campaign = season.ToString(), NeedsCode = true }, "TET2027");

        // Not shown yet: for nothing, and never for everything.
        var cart = await market.CartOf((market.Tea, 1), (market.Garlic, 1));
        Assert.Succeeded(await Type(market, cart, "TET2027"));
        var before = await Checkout(market, cart);
        Assert.Equal((0, "OtherGoods"), (before.Price.Discount.Amount, before.Price.WhyNot?.Reason));
        Assert.Null(await On(today, market.Tea));

        market.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Succeeded(await Type(market, cart, ""));
        Assert.Equal(39_000, (await Checkout(market, cart)).Price.Discount.Amount);
        Assert.Equal(new ReducedPrice(new Money(351_000), tomorrow, tomorrow.AddDays(2)), await On(tomorrow, market.Tea));
        Assert.Null(await On(tomorrow, market.Garlic));
        Assert.Equal([ChangeSubject.Document(season)], await market.Run<ReducedPrices, IReadOnlyList<ChangeSubject>>(async prices =>
        {
            await prices.OfAsync(market.Tea.ProductId, Guid.Empty, null, new Money(1), default);
            return prices.Seasons;
        }));
        Assert.Equal(season, (await market.Run<DeskPromotions, DeskPromotionPage?>(desk => desk.FindAsync(Officer, promotion.Id, default)))!.Promotion.CampaignId);

        market.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(0, (await Checkout(market, cart)).Price.Discount.Amount);
        Assert.Null(await On(tomorrow.AddDays(3), market.Tea));

        Task<ReducedPrice?> On(DateOnly day, Variant variant) => market.Run<ReducedPrices, ReducedPrice?>(prices => prices.OnAsync(day, variant.ProductId, Guid.Empty, null, variant.Price, default));
    }

    [Theory, BothDatabases]
    public async Task Whether_a_phone_has_ordered_is_found_by_an_index(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        Assert.Equal(1, await market.Read(db => db.Database.SqlQueryRaw<int>(provider == DatabaseProvider.Sqlite
            ? "SELECT CAST(COUNT(*) AS INT) AS \"Value\" FROM sqlite_master WHERE type = 'index' AND name = 'ix_order_groups_phone'"
            : "SELECT CAST(COUNT(*) AS INT) AS \"Value\" FROM pg_indexes WHERE schemaname = current_schema() AND indexname = 'ix_order_groups_phone'").SingleAsync()));
    }

    [Theory, BothDatabases]
    public async Task Of_two_officers_who_save_at_once_one_is_told_to_look_again(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var promotion = Assert.Succeeded(await Save(market, Officer, null, 0, Form(market)));
        for (var round = 0; round < 8; round++)
        {
            var version = await market.Read(db => db.Promotions.Where(it => it.Id == promotion.Id).Select(it => it.Version).SingleAsync());
            var saved = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => Save(market, Officer, promotion.Id, version, Form(market) with { Percent = $"{11 + round * 4 + i}" }))));
            Assert.Single(saved, outcome => outcome.Succeeded);
            Assert.All(saved.Where(outcome => !outcome.Succeeded), outcome => Assert.Contains(outcome.Refusals.Single().Reason, new[] { "Stale", "ChangedMeanwhile" }));
            await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => Switch(market, Officer, promotion.Id, i % 2 == 0))));
        }
    }

    private static async Task<Guid> SeasonAsync(OrderingMarket market, DateOnly from, DateOnly to, params Guid[] products)
    {
        var writer = new Person(Guid.CreateVersion7(), "Quản trị", [new HeldRole(Role.Administrator, Scope.Programme)]);
        var days = new System.Text.Json.Nodes.JsonObject { ["from"] = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["to"] = to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        var made = Assert.Succeeded(await market.Run<CreateDocument, Outcome<DocumentStand>>(create => create.HandleAsync(writer, new NewDocument(DocumentTypes.Campaign, "Quà Tết minh hoạ", "vi", Scope.Programme), default)));
        var content = new DocumentContent("Quà Tết minh hoạ", null, "Tóm tắt.", new() { ["days"] = days }, [new ProductShelfBlock("Kệ Tết", products)]);
        var saved = Assert.Succeeded(await market.Run<SaveRevision, Outcome<SaveAnswer>>(save => save.HandleAsync(writer, made.Id, made.RevisionId, content, null, default))).Stand;
        Assert.Succeeded(await market.Run<PublishDocument, Outcome<DocumentStand>>(publish => publish.HandleAsync(writer, saved.Id, saved.Version, saved.RevisionId!.Value, default)));
        return saved.Id;
    }

    [Theory, BothDatabases]
    public async Task Only_officers_of_the_whole_programme_run_them(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var promotion = Assert.Succeeded(await Save(market, Officer, null, 0, Form(market) with { NeedsCode = true }));
        Assert.Refused("NoRight", await Save(market, Elsewhere, null, 0, Form(market)));
        Assert.Refused("NoRight", await Switch(market, Elsewhere, promotion.Id, true));
        Assert.Refused("CodesMissing", await Switch(market, Officer, promotion.Id, true));
        Assert.Refused("Stale", await Save(market, Officer, promotion.Id, promotion.Version + 1, Form(market)));
        Assert.Refused("CodeLength", await Codes(market, promotion.Id, "ab", null));
        Assert.Refused("CountMisread", await Codes(market, promotion.Id, null, "201"));
        Assert.Succeeded(await Codes(market, promotion.Id, "TET2027", null));
        Assert.Refused("CodeTaken", await Codes(market, promotion.Id, "tết-2027", null));
        Assert.Refused("GoodsUnknown", await Save(market, Officer, promotion.Id, promotion.Version, Form(market) with { Products = "https://cho.example.vn/san-pham/khong-co" }));
        Assert.Equal(["nameEn", "until", "percent"], (await Save(market, Officer, null, 0, Form(market) with { NameEn = "", Until = "1/1/2020", Percent = "101" })).Refusals.Select(refusal => refusal.Field));
        Assert.Null(await market.Run<DeskPromotions, DeskPromotionPage?>(desk => desk.FindAsync(Elsewhere, promotion.Id, default)));
        var found = await market.Run<DeskPromotions, DeskPromotionPage?>(desk => desk.FindAsync(Officer, promotion.Id, default));
        Assert.Equal((PromotionState.Draft, 1, 0), (found!.Promotion.State, found.CodeCount, found.Uses));
        Assert.Single((await market.Run<DeskPromotions, ListPage<DeskPromotionRow>>(desk => desk.PageAsync(Officer, 1, default))).Rows);

        var slug = await market.Read(db => db.Products.Where(it => it.Id == market.Tea.ProductId).Select(it => it.Slug).SingleAsync());
        Assert.Succeeded(await Save(market, Officer, promotion.Id, promotion.Version, Form(market) with { NeedsCode = true, Products = $"https://cho.example.vn/san-pham/{slug}?q=1\n", MoreProducts = [market.Tea.Sku, "", null] }));
        Assert.Equal([slug], (await market.Run<DeskPromotions, DeskPromotionPage?>(desk => desk.FindAsync(Officer, promotion.Id, default)))!.Products);
        Assert.Equal(["PromotionDrafted", "PromotionCodesAdded", "PromotionEdited"], await market.Read(db => db.AuditEntries.Where(entry => entry.SubjectKind == "promotion").OrderBy(entry => entry.Id).Select(entry => entry.Act).ToListAsync()));
    }
}
