using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Cms;
using Ocop.Market.Cms.Sets;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Carriers;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.PersonalData;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Ordering.Shipping;
using Ocop.Market.Ordering.Shipping.Ghn;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Payments;
using Xunit;

namespace Ocop.Market.Tests.Ordering.GiftBoxes;

public sealed class BuyingAGiftBox
{
    internal static readonly Person Officer = new(Guid.CreateVersion7(), "Cán bộ", [new HeldRole(Role.Officer, Scope.Programme)]);
    internal static readonly Person Elsewhere = new(Guid.CreateVersion7(), "Cán bộ tỉnh", [new HeldRole(Role.Officer, Scope.Province("19"))]);

    internal static async Task<GiftBoxForm> FormAsync(OrderingMarket market) => new()
    {
        Name = "Hộp Sum Vầy", NameEn = "Together", Size = "go", Price = "800.001", OrderUntil = market.Clock.Today().AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Packer = await market.Read(db => (from product in db.Products where product.Id == market.Tea.ProductId join producer in db.Producers on product.ProducerId equals producer.Id select producer.Slug).SingleAsync()),
        Skus = [market.Tea.Sku, "", market.Garlic.Sku], Quantities = ["1", "", "2"],
    };

    internal static Task<Outcome<GiftBox>> Save(OrderingMarket market, Person person, Guid? id, long version, GiftBoxForm form) => market.Run<SaveGiftBox, Outcome<GiftBox>>(save => save.HandleAsync(person, id, version, form, default));

    private static Task<Outcome<GiftBox>> Switch(OrderingMarket market, Person person, Guid id, bool isOnSale) => market.Run<SwitchGiftBox, Outcome<GiftBox>>(turn => turn.HandleAsync(person, id, isOnSale, default));

    internal static async Task<GiftBox> OnSaleAsync(OrderingMarket market) => Assert.Succeeded(await Switch(market, Officer, Assert.Succeeded(await Save(market, Officer, null, 0, await FormAsync(market))).Id, true));

    internal static Task<Outcome<CartChange>> Put(OrderingMarket market, Guid? cart, string slug, int quantity, string? card = null, bool allowsSubstitution = false) => market.Run<PutBox, Outcome<CartChange>>(put => put.HandleAsync(cart, new WantedBox(slug, quantity, card, allowsSubstitution), "vi", default));

    internal static Task<BoxView?> Show(OrderingMarket market, string slug) => market.Run<BoxShelf, BoxView?>(shelf => shelf.FindAsync(slug, default));

    internal static async Task<Person> MemberOf(OrderingMarket market, Guid productId)
    {
        var scope = await market.Read(db => (from product in db.Products where product.Id == productId join producer in db.Producers on product.ProducerId equals producer.Id select producer).SingleAsync());
        return new Person(Guid.CreateVersion7(), "Chủ thể", [new HeldRole(Role.ProducerOwner, scope.Scope)]);
    }

    [Theory, BothDatabases]
    public async Task A_box_tells_until_when_all_of_it_keeps_once_every_part_lies_in_batches(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 6);
        var box = await OnSaleAsync(market);
        var today = market.Clock.Today();
        await PutIntoBatchAsync(market.Tea, "L1", 40, 6, 0);
        Assert.Null((await Show(market, box.Slug))!.BestBefore);
        await PutIntoBatchAsync(market.Garlic, "L1", 30, 4, 0);
        Assert.Null((await Show(market, box.Slug))!.BestBefore);
        await PutIntoBatchAsync(market.Garlic, "L2", 50, 2, 4);
        Assert.Equal(today.AddDays(30), (await Show(market, box.Slug))!.BestBefore);

        // What is past its day is not sold, so it says nothing of the box.
        market.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(today.AddDays(40), (await Show(market, box.Slug))!.BestBefore);

        async Task PutIntoBatchAsync(Variant variant, string number, int days, int quantity, int seen) =>
            Assert.Succeeded(await market.Run(async (ReceiveBatch receive) => await receive.HandleAsync(await MemberOf(market, variant.ProductId), new BatchForm(variant.Id, seen, quantity, number, today.AddDays(days), true), default)));
    }

    [Theory, BothDatabases]
    public async Task The_price_of_a_box_is_split_between_its_producers_to_the_dong(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var box = await OnSaleAsync(market);
        var placed = Assert.Succeeded(await market.Place(Assert.Succeeded(await Put(market, null, box.Slug, 3, "Chúc mừng năm mới")).CartId));
        var group = (await market.Run<OrderTracking, OrderGroup?>(tracking => tracking.FindAsync(placed.GroupId, default)))!;
        var order = Assert.Single(group.Orders);

        Assert.Equal((3 * 800_001, "Chúc mừng năm mới"), (order.Goods.Amount, Assert.Single(order.Boxes).CardText));
        Assert.Equal(order.Goods, order.Lines.Select(line => line.Total).Sum() + order.Boxes[0].Packaging * 3);
        Assert.Equal(order.Total, order.Goods + order.Shipping);
        Assert.Equal([3, 6], order.Lines.Select(line => line.Quantity));
        Assert.True(order.Boxes[0].Packaging.Amount >= 50_000 && order.Boxes[0].Packaging.Amount < 50_000 + 3, $"{order.Boxes[0].Packaging}");
        Assert.Equal(20 - 3, await market.Available(market.Tea));
        Assert.Equal(20 - 6, await market.Available(market.Garlic));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task A_carrier_is_told_the_weight_of_the_boxes_themselves_too(DatabaseProvider provider)
    {
        await using var ghn = await GhnDouble.StartAsync();
        await using var market = await OrderingMarket.OpenAsync(provider, configure: services =>
            services.AddGhn().AddSingleton(Options.Create(new GhnOptions { Token = GhnDouble.Token, ShopId = GhnDouble.Shop, WebhookSecret = "a-secret-of-the-address", Address = ghn.Address })));
        await market.Read(db => db.Producers.ExecuteUpdateAsync(set => set.SetProperty(producer => producer.Phone, "+84912345678").SetProperty(producer => producer.Place.CommuneCode, "00070")));
        var box = await OnSaleAsync(market);
        var placed = Assert.Succeeded(await market.Place(Assert.Succeeded(await Put(market, null, box.Slug, 3)).CartId));
        var order = (await market.Run<OrderTracking, OrderGroup?>(tracking => tracking.FindAsync(placed.GroupId, default)))!.Orders[0];
        Assert.Succeeded(await market.Run<AcceptOrder, Outcome<OrderTurned>>(accept => accept.HandleAsync(order.Id, "producer", default)));
        Assert.Succeeded(await market.Run<AnswerOrder, Outcome<OrderTurned>>(answer => answer.HandleAsync(order.Id, new ProducerAnswer(OrderAct.Ship, Carrier: "ghn"), "producer", default)));
        var size = BoxSize.Find("go")!;
        Assert.Equal(3 * (market.Tea.WeightGrams + 2 * market.Garlic.WeightGrams + size.OwnGrams), Assert.Single(ghn.Made).Value.GetProperty("weight").GetInt32());
        Assert.Empty(ghn.Faults);
    }

    [Theory, BothDatabases]
    public async Task An_unpaid_order_of_boxes_lapses_with_a_mail_that_names_its_goods(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var box = await OnSaleAsync(market.Shop);
        var placed = Assert.Succeeded(await market.Shop.Place(Assert.Succeeded(await Put(market.Shop, null, box.Slug, 1)).CartId, OrderingMarket.Form with { Payment = nameof(PaymentMethod.Card) }));
        market.Shop.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await market.LapseAsync());
        var key = $"order-unpaid:{(await market.GroupAsync(placed.GroupId)).Orders[0].Number}";
        var mail = await market.Shop.Read(db => db.OutboxMessages.AsNoTracking().SingleAsync(sent => sent.DedupeKey == key));
        foreach (var named in new[] { "Hộp Sum Vầy", "Tỏi đen Lý Sơn" }) Assert.Contains(named, mail.Text, StringComparison.Ordinal);
        // A part has no price of its own.
        Assert.Matches("(?m)^- gồm \\d+ .*Tỏi đen Lý Sơn[^:]*$", mail.Text);
        Assert.DoesNotContain("- –", mail.Text, StringComparison.Ordinal);
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task A_retail_price_that_changes_changes_nobodys_share(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var box = await OnSaleAsync(market);
        var before = (await Show(market, box.Slug))!;
        await market.Read(async db => { (await db.Variants.SingleAsync(it => it.Id == market.Tea.Id)).Reprice(new Money(999_000)); return await db.SaveChangesAsync(); });
        var after = (await Show(market, box.Slug))!;

        Assert.Equal(before.Parts.Select(part => part.UnitShare), after.Parts.Select(part => part.UnitShare));
        Assert.Equal(before.Price, after.Price);
        Assert.NotEqual(before.Retail, after.Retail);
    }

    [Theory, BothDatabases]
    public async Task There_are_as_many_boxes_as_the_scarcest_part_allows(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 7);
        var box = await OnSaleAsync(market);
        Assert.Equal(3, (await Show(market, box.Slug))!.Available);

        var before = await market.Fingerprint();
        Assert.Refused("BoxShort", await Put(market, null, box.Slug, 4));
        Assert.Equal(before, await market.Fingerprint());

        // Two loose pieces in the same cart leave room for two boxes; the cart says so before anybody pays.
        var cart = Assert.Succeeded(await Put(market, null, box.Slug, 3)).CartId;
        Assert.Succeeded(await market.Run<AddToCart, Outcome<CartChange>>(add => add.HandleAsync(cart, market.Garlic.Id, 2, "vi", default)));
        Assert.Refused("BoxShort", await market.Place(cart));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Loose_goods_and_a_box_of_one_packer_travel_in_one_parcel(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var box = await OnSaleAsync(market);
        var cart = Assert.Succeeded(await Put(market, null, box.Slug, 1)).CartId;
        Assert.Succeeded(await market.Run<AddToCart, Outcome<CartChange>>(add => add.HandleAsync(cart, market.Tea.Id, 2, "vi", default)));
        Assert.Succeeded(await market.Run<AddToCart, Outcome<CartChange>>(add => add.HandleAsync(cart, market.Garlic.Id, 1, "vi", default)));
        Assert.Succeeded(await market.Run<ReserveStock, Outcome<DateTime>>(reserve => reserve.HandleAsync(cart, default)));
        await market.AssertLedgerIsSound();
        var placed = Assert.Succeeded(await market.Place(cart));
        var group = (await market.Run<OrderTracking, OrderGroup?>(tracking => tracking.FindAsync(placed.GroupId, default)))!;

        Assert.Equal(2, group.Orders.Count);
        Assert.Equal(group.Total, group.Orders.Select(order => order.Total).Sum());
        var packed = group.Orders.Single(order => order.Boxes.Count == 1);
        Assert.Equal([2], packed.LooseLines.Select(line => line.Quantity));
        Assert.Equal([1, 2], packed.PartsOf(packed.Boxes[0]).Select(line => line.Quantity));
        Assert.Equal((20 - 3, 20 - 3), (await market.Available(market.Tea), await market.Available(market.Garlic)));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task A_cancelled_order_gives_the_parts_of_its_boxes_back(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var box = await OnSaleAsync(market);
        var placed = Assert.Succeeded(await market.Place(Assert.Succeeded(await Put(market, null, box.Slug, 2)).CartId));
        var order = await market.Read(db => db.Orders.SingleAsync(it => it.GroupId == placed.GroupId));
        Assert.Succeeded(await market.Run<RefuseOrder, Outcome<OrderTurned>>(refuse => refuse.HandleAsync(order.Id, "Hết hộp", "test", default)));

        Assert.Equal((20, 20), (await market.Available(market.Tea), await market.Available(market.Garlic)));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task A_box_is_ordered_again_with_its_card_and_not_in_pieces_while_it_is_on_sale(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var buyer = await BuyingWithAnAccount.Buyer(market, OrderingMarket.Form.Email!);
        var box = await OnSaleAsync(market);
        var placed = Assert.Succeeded(await market.Place(Assert.Succeeded(await Put(market, null, box.Slug, 2, "Chúc bà mạnh khoẻ")).CartId));
        var again = Assert.Succeeded(await AgainAsync(null));
        Assert.Equal((2, null, null), (Assert.Single(again.Lines).Quantity, again.Lines[0].Pack, again.Lines[0].WhyNot));
        Assert.Equal(again.CartId, Assert.Succeeded(await AgainAsync(again.CartId)).CartId);
        var cart = await market.Read(db => db.Carts.Include(it => it.Lines).Include(it => it.Boxes).SingleAsync(it => it.Id == again.CartId));
        Assert.Empty(cart.Lines);
        Assert.Equal((2, "Chúc bà mạnh khoẻ"), (Assert.Single(cart.Boxes).Quantity, cart.Boxes[0].CardText));

        market.Clock.Advance(TimeSpan.FromDays(365));
        Assert.NotNull(Assert.Single(Assert.Succeeded(await AgainAsync(null)).Lines).WhyNot);

        Task<Outcome<Reordered>> AgainAsync(Guid? cartId) => market.Run<Reorder, Outcome<Reordered>>(reorder => reorder.HandleAsync(buyer, placed.Number, cartId, "vi", default));
    }

    [Theory, BothDatabases]
    public async Task Words_on_a_card_are_held_with_the_order_and_forgotten_with_it(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var box = await OnSaleAsync(market);
        var placed = Assert.Succeeded(await market.Place(Assert.Succeeded(await Put(market, null, box.Slug, 1, "Chúc bà mạnh khoẻ")).CartId));
        var group = (await market.Run<OrderTracking, OrderGroup?>(tracking => tracking.FindAsync(placed.GroupId, default)))!;
        var file = await market.Run<PersonalFiles, PersonalFile>(files => files.ReadAsync(DataSubject.Of(group), default));
        Assert.Equal(["Chúc bà mạnh khoẻ"], Assert.Single(Assert.Single(file.Orders).Parcels).Cards);
        Assert.Succeeded(await market.Run<CancelOrder, Outcome<OrderTurned>>(end => end.HandleAsync(group.Id, group.Orders[0].Number, default)));
        market.Clock.Advance(TimeSpan.FromDays(800));
        Assert.Equal(1, await market.Run<ForgetOldOrders, int>(forget => forget.HandleAsync(default)));

        Assert.Equal((null, null), (await market.Read(db => db.OrderBoxes.Select(it => it.CardText).SingleAsync()), await market.Read(db => db.CartBoxes.Select(it => it.CardText).SingleOrDefaultAsync())));
    }

    [Theory, BothDatabases]
    public async Task Parts_of_others_are_brought_to_the_packer_by_a_day(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var box = await OnSaleAsync(market);
        Assert.Succeeded(await market.Place(Assert.Succeeded(await Put(market, null, box.Slug, 2)).CartId));
        var (tea, garlic) = (await MemberOf(market, market.Tea.ProductId), await MemberOf(market, market.Garlic.ProductId));
        var row = Assert.Single(await market.Run<BoxTransfers, IReadOnlyList<TransferRow>>(transfers => transfers.ToBringAsync(garlic, default)));

        Assert.Equal((4, market.Clock.Today().AddDays(GiftBox.BringDays)), (Assert.Single(row.Goods).Quantity, row.Transfer.DueOn));
        Assert.Equal(row.Transfer.Id, Assert.Single(await market.Run<BoxTransfers, IReadOnlyList<TransferRow>>(transfers => transfers.ToReceiveAsync(tea, default))).Transfer.Id);
        Assert.Empty(await market.Run<BoxTransfers, IReadOnlyList<TransferRow>>(transfers => transfers.ToBringAsync(tea, default)));

        var before = await market.Fingerprint();
        Assert.Refused("NoRight", await Move(tea, isReceipt: false));
        Assert.Refused("NoRight", await Move(garlic, isReceipt: true));
        Assert.Equal(before, await market.Fingerprint());
        var sent = Assert.Succeeded(await Move(garlic, isReceipt: false)).SentAt;
        market.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(sent, Assert.Succeeded(await Move(garlic, isReceipt: false)).SentAt);
        Assert.NotNull(Assert.Succeeded(await Move(tea, isReceipt: true)).ReceivedAt);
        Assert.Empty(await market.Run<BoxTransfers, IReadOnlyList<TransferRow>>(transfers => transfers.ToReceiveAsync(tea, default)));

        Task<Outcome<BoxTransfer>> Move(Person person, bool isReceipt) => market.Run<BoxTransfers, Outcome<BoxTransfer>>(transfers => transfers.MoveAsync(person, row.Transfer.Id, isReceipt, default));
    }

    [Theory, BothDatabases]
    public async Task After_its_last_day_nobody_orders_it(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var box = await OnSaleAsync(market);
        var cart = Assert.Succeeded(await Put(market, null, box.Slug, 1)).CartId;
        market.Clock.Advance(TimeSpan.FromDays(21));

        Assert.Empty(await market.Run<BoxShelf, IReadOnlyList<BoxView>>(shelf => shelf.OnSaleAsync(default)));
        Assert.Refused("BoxClosed", await Put(market, null, box.Slug, 1));
        Assert.Refused("BoxClosed", await market.Place(cart));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task A_part_whose_stars_lapse_is_flagged_and_shows_none(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var decided = market.Clock.Today().AddMonths(-36).AddDays(10);
        await market.Read(async db =>
        {
            (await db.Products.Include(it => it.Decisions).SingleAsync(it => it.Id == market.Tea.ProductId)).AddDecision(new RecognitionDecision(market.Tea.ProductId, 4, RecognitionLevel.Province, "9/QĐ", "UBND tỉnh", decided, "148", RecognitionState.New, true));
            return await db.SaveChangesAsync();
        });
        var box = await OnSaleAsync(market);
        Assert.Equal(4, (await Show(market, box.Slug))!.Parts[0].Stars?.Count);
        Assert.Empty((await Desk())!.Flags.Where(flag => flag.Kind == "StarsLapsed"));

        market.Clock.Advance(TimeSpan.FromDays(12));
        Assert.Null((await Show(market, box.Slug))!.Parts[0].Stars);
        Assert.Single((await Desk())!.Flags, flag => flag.Kind == "StarsLapsed");

        Task<DeskBoxRow?> Desk() => market.Run<DeskGiftBoxes, DeskBoxRow?>(desk => desk.FindAsync(Officer, box.Id, default));
    }

    [Theory, BothDatabases]
    public async Task What_is_typed_wrong_is_told_beside_its_field_and_changes_nothing(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var form = await FormAsync(market);
        var before = await market.Fingerprint();
        Assert.Refused("NoRight", await Save(market, Elsewhere, null, 0, form));
        Assert.Refused("PriceMisread", await Save(market, Officer, null, 0, form with { Price = "50.000" }));
        Assert.Refused("PackerUnknown", await Save(market, Officer, null, 0, form with { Packer = "khong-co" }));
        Assert.Refused("GoodsUnknown", await Save(market, Officer, null, 0, form with { Skus = ["KHONG-CO"] }));
        Assert.Refused("TooManyParts", await Save(market, Officer, null, 0, form with { Quantities = ["6", "", "2"] }));
        Assert.Refused("BoxEmpty", await Save(market, Officer, null, 0, form with { Skus = [] }));
        Assert.Refused("DayMisread", await Save(market, Officer, null, 0, form with { OrderUntil = "31/02/2027" }));
        Assert.Equal((before, 0), (await market.Fingerprint(), await market.Read(db => db.GiftBoxes.CountAsync())));

        var box = Assert.Succeeded(await Save(market, Officer, null, 0, form));
        Assert.Null(await Show(market, box.Slug));
        Assert.Refused("Stale", await Save(market, Officer, box.Id, box.Version + 1, form));
        Assert.Refused("NoRight", await Switch(market, Elsewhere, box.Id, true));
        var changed = Assert.Succeeded(await Save(market, Officer, box.Id, box.Version, form with { Skus = [market.Garlic.Sku, market.Tea.Sku], Quantities = ["1", "1"] }));
        Assert.Equal([market.Garlic.Id, market.Tea.Id], changed.Parts.OrderBy(part => part.Position).Select(part => part.VariantId));
        Assert.Equal(2, await market.Read(db => db.GiftBoxParts.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task A_buyers_own_box_costs_what_its_parts_cost_today(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var wanted = new OwnBox("coi", [market.Tea.Id, market.Garlic.Id], null);
        Assert.Refused("NoPacker", await Compose(wanted));
        await OnSaleAsync(market);
        Assert.Refused("OverBudget", await Compose(wanted with { Budget = new Money(100_000) }));
        Assert.Refused("TooManyParts", await Compose(wanted with { Parts = [.. Enumerable.Repeat(market.Tea.Id, 4)] }));
        Assert.Refused("BoxEmpty", await Compose(wanted with { Parts = [market.Hidden.Id] }));

        var own = Assert.Succeeded(await Compose(wanted));
        Assert.Equal(35_000 + market.Tea.Price.Amount + market.Garlic.Price.Amount, (await Show(market, own.Slug))!.Price.Amount);
        await market.Read(async db => { (await db.Variants.SingleAsync(it => it.Id == market.Tea.Id)).Reprice(market.Tea.Price + new Money(10_000)); return await db.SaveChangesAsync(); });
        var dearer = (await Show(market, own.Slug))!;
        Assert.Equal(45_000 + market.Tea.Price.Amount + market.Garlic.Price.Amount, dearer.Price.Amount);
        Assert.DoesNotContain(own.Id, (await market.Run<BoxShelf, IReadOnlyList<BoxView>>(shelf => shelf.OnSaleAsync(default))).Select(view => view.Box.Id));

        var placed = Assert.Succeeded(await market.Place(Assert.Succeeded(await Put(market, null, own.Slug, 1)).CartId));
        var order = await market.Read(db => db.Orders.Include(it => it.Lines).Include(it => it.Boxes).SingleAsync(it => it.GroupId == placed.GroupId));
        Assert.Equal(dearer.Price, order.Goods);
        Assert.Equal(order.Goods, order.Lines.Select(line => line.Total).Sum() + order.Boxes[0].Packaging);

        Task<Outcome<GiftBox>> Compose(OwnBox box) => market.Run<ComposeBox, Outcome<GiftBox>>(compose => compose.HandleAsync(box, default));
    }

    [Theory, BothDatabases]
    public async Task Alcohol_is_ordered_only_by_whoever_says_to_be_18(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        await market.Read(async db => { db.ProductSets.Add(new ProductSet("148", 14, "do-uong", "Đồ uống có cồn", "Rượu trắng")); (await db.Products.SingleAsync(it => it.Id == market.Tea.ProductId)).Classify("do-uong", "148-14"); return await db.SaveChangesAsync(); });
        var cart = Assert.Succeeded(await Put(market, null, (await OnSaleAsync(market)).Slug, 1)).CartId;
        var before = await market.Fingerprint();
        Assert.Refused("NotAdult", await market.Place(cart));
        Assert.Equal(before, await market.Fingerprint());
        Assert.Succeeded(await market.Place(cart, OrderingMarket.Form with { IsAdult = true }));
    }

    [Theory, BothDatabases]
    public async Task Another_number_of_a_box_in_the_cart(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 7);
        var box = await OnSaleAsync(market);
        Assert.Refused("CardTooLong", await Put(market, null, box.Slug, 1, new string('x', GiftBox.LongestCard + 1)));
        Assert.Refused("BoxUnknown", await Put(market, null, "khong-co", 1));
        var cart = Assert.Succeeded(await Put(market, null, box.Slug, 1, "Một")).CartId;
        Assert.Equal(2, Assert.Succeeded(await Put(market, cart, box.Slug, 1, "Hai")).Count);
        var rows = await market.Read(db => db.CartBoxes.AsNoTracking().OrderBy(row => row.Id).ToListAsync());
        Assert.Equal(["Một", "Hai"], rows.Select(row => row.CardText));

        var other = await market.CartOf((market.Tea, 1));
        Assert.Refused("NotInCart", await Change(other, rows[0].Id, 1));
        Assert.Refused("BoxShort", await Change(cart, rows[0].Id, 3));
        Assert.Equal(1, Assert.Succeeded(await Change(cart, rows[0].Id, 0)).Count);

        Task<Outcome<CartChange>> Change(Guid cartId, Guid row, int quantity) => market.Run<ChangeCartBox, Outcome<CartChange>>(change => change.HandleAsync(cartId, row, quantity, default));
    }

    [Theory, BothDatabases]
    public async Task Boxes_and_prices_of_a_campaign_go_live_with_its_set_and_end_by_themselves(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, configure: services => services.AddCms());
        var set = new PublishingSet("Tết sum vầy", "test", market.Clock.UtcNow());
        await market.Read(async db => { db.PublishingSets.Add(set); return await db.SaveChangesAsync(); });
        var box = Assert.Succeeded(await Save(market, Officer, null, 0, await FormAsync(market) with { SetId = set.Id.ToString() }));
        var (first, last) = (market.Clock.Today(), market.Clock.Today().AddDays(10));
        var offer = Assert.Succeeded(await market.Run<SavePromotion, Outcome<Promotion>>(save => save.HandleAsync(Officer, null, 0, new PromotionForm
        {
            Name = "Giá Tết", NameEn = "Tết price", From = Written(first), Until = Written(last), Priority = "10", Action = nameof(PromotionAction.Percent), Percent = "10", SetId = set.Id.ToString(),
        }, default)));
        Assert.Equal([null, null], (await DryRun()).Select(line => line.Problem));

        // One part that is no longer sold keeps the whole set from going live.
        await ListAsync(false);
        Assert.Single(await DryRun(), line => line.Problem is not null);
        Assert.Refused("SetNotReady", await Publish());
        Assert.Equal((GiftBoxState.Draft, PromotionState.Draft), await StatesAsync());

        await ListAsync(true);
        Assert.True(Assert.Succeeded(await Publish()));
        Assert.Equal((GiftBoxState.OnSale, PromotionState.On), await StatesAsync());
        Assert.NotEmpty((await Checkout()).Price.Applied);
        market.Clock.Advance(TimeSpan.FromDays(11));
        Assert.Empty((await Checkout()).Price.Applied);
        Assert.Equal(market.Tea.Price, await market.Read(db => db.Variants.Where(it => it.Id == market.Tea.Id).Select(it => it.Price).SingleAsync()));

        string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Task<IReadOnlyList<DryRunLine>> DryRun() => market.Run<SetPublication, IReadOnlyList<DryRunLine>>(publication => publication.DryRunAsync(set.Id, default));
        Task<Outcome<bool>> Publish() => market.Run<SetPublication, Outcome<bool>>(publication => publication.PublishAsync(set.Id, it => it.State != SetState.Published, "test", default));
        Task<int> ListAsync(bool isListed) => market.Read(db => db.Products.Where(it => it.Id == market.Garlic.ProductId).ExecuteUpdateAsync(update => update.SetProperty(it => it.IsListed, isListed)));
        async Task<CheckoutView> Checkout() => await market.Run<CheckoutSummary, CheckoutView>(async summary => await summary.FindAsync(await market.CartOf((market.Tea, 1)), "01", "00070", null, default));
        Task<(GiftBoxState, PromotionState)> StatesAsync() => market.Read(async db => ((await db.GiftBoxes.AsNoTracking().SingleAsync(it => it.Id == box.Id)).State, (await db.Promotions.AsNoTracking().SingleAsync(it => it.Id == offer.Id)).State));
    }
}
