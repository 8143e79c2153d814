using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.GiftBoxes;
using Ocop.Market.Ordering.Invoices;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Settlements;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Xunit;
using static Ocop.Market.Tests.Ordering.GiftBoxes.BuyingAGiftBox;
using static Ocop.Market.Tests.Ordering.GiftBoxes.KeepingABoxTrue;

namespace Ocop.Market.Tests.Ordering.GiftBoxes;

/// <summary>Two boxes of one tea and two jars of garlic each; the grower packs, the islander brings.</summary>
public sealed class ReplacingAPart
{
    private const int TeaLine = 0, GarlicLine = 1;

    [Theory, BothDatabases]
    public async Task What_ran_out_is_replaced_and_nothing_of_the_money_moves_but_whose_it_is(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        Assert.Succeeded(await market.Run<SetCommission, Outcome<bool>>(set => set.HandleAsync(Officer, new CommissionForm(null, null, "5"), default)));
        var order = await PlacedAsync(market);
        var packer = await MemberOf(market, market.Tea.ProductId);
        Assert.Succeeded(await Accept(market, order));
        Assert.Single(await market.Run<BoxTransfers, IReadOnlyList<TransferRow>>(transfers => transfers.ToReceiveAsync(packer, default)));

        var replaced = Assert.Succeeded(await Replace(market, packer, order, GarlicLine, market.Garlic, market.Tea, "4"));
        Assert.Equal(("Tỏi đen Lý Sơn", "Chè Đinh Tân Cương", 4, packer.Actor, false), (replaced.GoneName, replaced.Name, replaced.Quantity, replaced.Actor, replaced.BuyerAgreed));
        var now = await ReadAsync(market, order);
        Assert.Equal((order.Goods, order.Shipping, order.Total), (now.Goods, now.Shipping, now.Total));
        Assert.Equal(now.Goods, now.Lines.Select(line => line.Total).Sum() + now.Boxes[0].Packaging * 2);
        Assert.Equal((order.Lines[GarlicLine].Price, market.Tea.Id, 4), (now.Lines[GarlicLine].Price, now.Lines[GarlicLine].VariantId, now.Lines[GarlicLine].Quantity));
        Assert.Equal(OrderTax.Share([.. now.Lines.Select(line => (line.Vat, line.Paid)), (now.ShippingVat, now.ShippingPaid)]), [.. now.Lines.Select(line => line.Tax), now.ShippingTax]);
        // The packer does not keep the islander's shelf, so its count stays.
        Assert.Equal((20 - 2 - 4, 20), (await market.Available(market.Tea), await market.Available(market.Garlic)));
        Assert.Equal([(StockMovementKind.Released, -4)], (await market.Read(db => db.StockMovements.Where(it => it.VariantId == market.Garlic.Id && it.Actor == packer.Actor).ToListAsync())).Select(it => (it.Kind, it.Allocated)));
        await market.AssertLedgerIsSound();
        // Nobody brings garlic any more.
        Assert.Empty(await market.Run<BoxTransfers, IReadOnlyList<TransferRow>>(transfers => transfers.ToReceiveAsync(packer, default)));
        var mail = await market.Read(db => db.OutboxMessages.SingleAsync(it => it.DedupeKey.StartsWith("order-part-replaced:")));
        Assert.Equal(OrderingMarket.Form.Email, mail.Recipient);
        Assert.Contains("Chè Đinh Tân Cương", mail.Text, StringComparison.Ordinal);
        Assert.Contains("khai là không có", mail.Text, StringComparison.Ordinal);
        Assert.Equal(1, await market.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "BoxPartReplaced")));
        Assert.Equal(replaced.Id, Assert.Single((await market.Run<OrderTracking, OrderGroup?>(tracking => tracking.FindAsync(order.GroupId, default)))!.Orders[0].Replacements).Id);

        // The second press replaces nothing.
        var before = await market.Fingerprint();
        Assert.Refused("ReplacedMeanwhile", await Replace(market, packer, order, GarlicLine, market.Garlic, market.Tea, "4"));
        Assert.Equal(before, await market.Fingerprint());

        // Delivered, all of it is the grower's, commission of its share taken.
        Assert.Succeeded(await market.Run<DeliverOrder, Outcome<OrderTurned>>(deliver => deliver.HandleAsync(order.Id, "test", default)));
        var entries = await market.Read(db => db.SettlementEntries.AsNoTracking().Where(entry => entry.OrderId == order.Id).ToListAsync());
        Assert.Equal([order.ProducerId], entries.Select(entry => entry.ProducerId).Distinct());
        Assert.Equal(order.Goods.Amount, entries.Where(entry => entry.Kind == EntryKind.Sold).Sum(entry => entry.Dong));
        Assert.Equal(-now.Lines.Sum(line => line.Commission.Amount), entries.Where(entry => entry.Kind == EntryKind.Commission).Sum(entry => entry.Dong));
        Assert.Equal(now.Lines.Sum(line => line.Total.Amount * 500 / 10_000), now.Lines.Sum(line => line.Commission.Amount));
        Assert.Equal(0, (await market.Level(market.Tea)).Allocated);
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Some_pieces_become_a_line_of_their_own_and_what_ran_out_is_counted_off_by_its_keeper(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        Assert.Succeeded(await market.Run<ReceiveStock, Outcome<int>>(receive => receive.HandleAsync([new(market.TeaTin.Id, 1)], "Lon", "test", default)));
        var order = await PlacedAsync(market);
        var packer = await MemberOf(market, market.Tea.ProductId);
        Assert.Refused("NotForSale", await Replace(market, packer, order, TeaLine, market.Tea, market.Hidden, "1"));
        Assert.Refused("NotEnough", await Replace(market, packer, order, TeaLine, market.Tea, market.TeaTin, "2"));
        Assert.Succeeded(await Replace(market, packer, order, TeaLine, market.Tea, market.TeaTin, "1"));

        var now = await ReadAsync(market, order);
        Assert.Equal([(market.Tea.Id, 1), (market.Garlic.Id, 4), (market.TeaTin.Id, 1)], now.Lines.Select(line => (line.VariantId, line.Quantity)));
        Assert.Equal((now.Lines[0].Price, (int?)0), (now.Lines[2].Price, now.Lines[2].BoxPosition));
        Assert.Equal(now.Goods, now.Lines.Select(line => line.Total).Sum() + now.Boxes[0].Packaging * 2);
        Assert.Equal((19, 1, 0), ((await market.Level(market.Tea)).OnHand, (await market.Level(market.Tea)).Allocated, await market.Available(market.TeaTin)));
        await market.AssertLedgerIsSound();

        // Refused, everything goes back to where it is now.
        Assert.Succeeded(await market.Run<RefuseOrder, Outcome<OrderTurned>>(refuse => refuse.HandleAsync(order.Id, "Hết hộp", "test", default)));
        Assert.Equal((19, 20, 1), (await market.Available(market.Tea), await market.Available(market.Garlic), await market.Available(market.TeaTin)));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Whoever_brought_parts_already_comes_again_only_with_what_takes_a_place(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = await PlacedAsync(market);
        var (packer, islander) = (await MemberOf(market, market.Tea.ProductId), await MemberOf(market, market.Garlic.ProductId));
        var jars = await market.AddGoodsAsync("Chủ thể minh hoạ", "51", "Tỏi ngâm mật", 400_000, 10);
        var makerId = await market.Read(db => db.Products.Where(product => product.Id == market.Garlic.ProductId).Select(product => product.ProducerId).SingleAsync());
        await market.Read(db => db.Products.Where(product => product.Id == jars.ProductId).ExecuteUpdateAsync(set => set.SetProperty(product => product.ProducerId, makerId)));
        Assert.Succeeded(await Accept(market, order));
        var brought = Assert.Single(await BringsAsync());
        Assert.Succeeded(await market.Run<BoxTransfers, Outcome<BoxTransfer>>(transfers => transfers.MoveAsync(packer, brought.Transfer.Id, true, default)));

        // A tin of the packer's own for one of its packs: nobody has to come for that.
        Assert.Succeeded(await market.Run<ReceiveStock, Outcome<int>>(receive => receive.HandleAsync([new(market.TeaTin.Id, 5)], "Lon", "test", default)));
        Assert.Succeeded(await Replace(market, packer, order, TeaLine, market.Tea, market.TeaTin, "1"));
        Assert.Empty(await BringsAsync());

        Assert.Succeeded(await Replace(market, packer, order, GarlicLine, market.Garlic, jars, "1", buyerAgreed: true));
        Assert.Equal((1, "Tỏi ngâm mật"), Assert.Single(Assert.Single(await BringsAsync()).Goods) is var goods ? (goods.Quantity, goods.Name) : default);
        // The packer keeps no shelf but its own: the islander is told to count.
        Assert.Equal(1, await market.Read(db => db.OutboxMessages.CountAsync(mail => mail.DedupeKey.StartsWith("part-missing:"))));
        await market.AssertLedgerIsSound();

        Task<IReadOnlyList<TransferRow>> BringsAsync() => market.Run<BoxTransfers, IReadOnlyList<TransferRow>>(transfers => transfers.ToBringAsync(islander, default));
    }

    [Theory, BothDatabases]
    public async Task Without_the_buyers_leave_or_the_right_nothing_is_replaced(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = await PlacedAsync(market, allowsSubstitution: false);
        var packer = await MemberOf(market, market.Tea.ProductId);
        var before = await market.Fingerprint();
        Assert.Contains("hoàn lại", Assert.Refused("NoConsent", await Replace(market, packer, order, GarlicLine, market.Garlic, market.Tea, "4")).Message.Vi, StringComparison.Ordinal);
        Assert.Refused("NoRight", await Replace(market, await MemberOf(market, market.Garlic.ProductId), order, GarlicLine, market.Garlic, market.Tea, "4"));
        Assert.Empty(await market.Run<PartChoices, IReadOnlyDictionary<int, IReadOnlyList<PartChoice>>>(choices => choices.OfAsync(order, default)));
        Assert.Refused("OrderUnknown", await market.Run<ReplacePart, Outcome<PartReplacement>>(replace => replace.HandleAsync(packer, Guid.CreateVersion7(), new ReplacementForm(GarlicLine, market.Garlic.Id, market.Tea.Id, "1", false), default)));
        Assert.Equal((before, 0), (await market.Fingerprint(), await market.Read(db => db.PartReplacements.CountAsync())));
    }

    [Theory, BothDatabases]
    public async Task Something_cheaper_stronger_strange_or_of_others_takes_no_place(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var stranger = await market.AddGoodsAsync("HTX khác minh hoạ", "51", "Tỏi cô đơn", 900_000, 10);
        var order = await PlacedAsync(market);
        var packer = await MemberOf(market, market.Tea.ProductId);
        var before = await market.Fingerprint();
        Assert.Equal("variant", Assert.Refused("Cheaper", await Replace(market, packer, order, TeaLine, market.Tea, market.Garlic, "1")).Field);
        Assert.Refused("OtherMaker", await Replace(market, packer, order, GarlicLine, market.Garlic, stranger, "1"));
        Assert.Refused("SameAgain", await Replace(market, packer, order, GarlicLine, market.Garlic, market.Garlic, "1"));
        Assert.Refused("OutOfStock", await Replace(market, packer, order, GarlicLine, market.Garlic, market.TeaTin, "1"));
        Assert.Refused("VariantMissing", await Replace(market, packer, order, GarlicLine, market.Garlic, null, "1"));
        foreach (var quantity in new[] { "0", "5", "-1", "một", "" }) Assert.Equal("quantity", Assert.Refused("QuantityWrong", await Replace(market, packer, order, GarlicLine, market.Garlic, market.Tea, quantity)).Field);
        Assert.Refused("PartUnknown", await Replace(market, packer, order, 7, market.Garlic, market.Tea, "1"));
        Assert.Equal(before, await market.Fingerprint());
        Assert.Equal([market.Tea.Id], (await market.Run<PartChoices, IReadOnlyDictionary<int, IReadOnlyList<PartChoice>>>(choices => choices.OfAsync(order, default)))[GarlicLine].Select(choice => choice.Part.VariantId));

        // Strong drink takes the place of none that is not.
        await market.Read(async db => { db.ProductSets.Add(new ProductSet("148", 14, "do-uong", "Đồ uống có cồn", "Rượu trắng")); (await db.Products.SingleAsync(it => it.Id == market.Tea.ProductId)).Classify("do-uong", "148-14"); return await db.SaveChangesAsync(); });
        before = await market.Fingerprint();
        Assert.Refused("Alcohol", await Replace(market, packer, order, GarlicLine, market.Garlic, market.Tea, "1"));
        Assert.Equal(before, await market.Fingerprint());
    }

    [Theory, BothDatabases]
    public async Task A_box_that_promises_stars_takes_nothing_whose_star_has_lapsed(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        await DecideAsync(market, market.Garlic, 4, 300);
        await DecideAsync(market, market.Tea, 4, 10);
        var order = await PlacedAsync(market, lead: "Toàn hàng OCOP 4 sao.");
        var packer = await MemberOf(market, market.Tea.ProductId);
        market.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Succeeded(await Replace(market, packer, order, GarlicLine, market.Garlic, market.Tea, "1"));
        market.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Refused("StarsMissing", await Replace(market, packer, order, GarlicLine, market.Garlic, market.Tea, "1"));
    }

    [Theory, BothDatabases]
    public async Task What_does_not_keep_until_the_wished_day_takes_no_place(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        Assert.Succeeded(await market.Run<ReceiveStock, Outcome<int>>(receive => receive.HandleAsync([new(market.TeaTin.Id, 5)], "Lon", "test", default)));
        await BatchAsync(market, market.TeaTin, 9, 5);
        var order = await PlacedAsync(market, wishedDay: market.Clock.Today().AddDays(12));
        var packer = await MemberOf(market, market.Tea.ProductId);
        Assert.Refused("EndsBefore", await Replace(market, packer, order, TeaLine, market.Tea, market.TeaTin, "1"));
        Assert.DoesNotContain((await market.Run<PartChoices, IReadOnlyDictionary<int, IReadOnlyList<PartChoice>>>(choices => choices.OfAsync(order, default)))[TeaLine], choice => choice.Part.VariantId == market.TeaTin.Id);
    }

    [Theory, BothDatabases]
    public async Task A_new_allergen_goes_in_only_once_the_buyer_was_asked(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = await PlacedAsync(market);
        var packer = await MemberOf(market, market.Tea.ProductId);
        foreach (var (gone, by, isNew) in new (Allergens?, Allergens?, bool)[]
        {
            (Allergens.None, Allergens.Fish, true), (null, Allergens.Fish, true), (Allergens.Fish, null, true), (Allergens.Fish, Allergens.Fish | Allergens.Milk, true),
            (null, Allergens.None, false), (Allergens.Fish | Allergens.Milk, Allergens.Fish, false),
        })
        {
            await StateAsync(market, market.Garlic, gone);
            await StateAsync(market, market.Tea, by);
            Assert.Equal(isNew, (await market.Run<PartChoices, IReadOnlyDictionary<int, IReadOnlyList<PartChoice>>>(choices => choices.OfAsync(order, default)))[GarlicLine].Single(choice => choice.Part.VariantId == market.Tea.Id).NewAllergens is not null);
            if (isNew) Assert.Refused("AllergensNew", await Replace(market, packer, order, GarlicLine, market.Garlic, market.Tea, "1"));
        }

        await StateAsync(market, market.Tea, Allergens.Soy);
        Assert.True(Assert.Succeeded(await Replace(market, packer, order, GarlicLine, market.Garlic, market.Tea, "1", buyerAgreed: true)).BuyerAgreed);
        Assert.Contains("đậu nành", await market.Read(db => db.OutboxMessages.Where(it => it.DedupeKey.StartsWith("order-part-replaced:")).Select(it => it.Text).SingleAsync()), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_parcel_that_left_or_is_invoiced_stays_as_it_is(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var (left, billed) = (await PlacedAsync(market), await PlacedAsync(market));
        var packer = await MemberOf(market, market.Tea.ProductId);
        foreach (var order in new[] { left, billed }) Assert.Succeeded(await Accept(market, order));
        Assert.Succeeded(await market.Run<ShipOrder, Outcome<OrderTurned>>(ship => ship.HandleAsync(left.Id, "own", null, "test", default)));
        Assert.Succeeded(await market.Run<NoteInvoice, Outcome<Order>>(note => note.HandleAsync(packer, billed.Id, "HD-1", market.Clock.Today(), default)));
        var before = await market.Fingerprint();
        Assert.Refused("NotPacking", await Replace(market, packer, left, GarlicLine, market.Garlic, market.Tea, "1"));
        Assert.Refused("Invoiced", await Replace(market, packer, billed, GarlicLine, market.Garlic, market.Tea, "1"));
        Assert.Equal(before, await market.Fingerprint());
    }

    private static async Task<Order> PlacedAsync(OrderingMarket market, bool allowsSubstitution = true, string lead = "", DateOnly? wishedDay = null)
    {
        foreach (var variant in new[] { market.Tea, market.Garlic })
            if (await market.Read(db => db.Products.AnyAsync(product => product.Id == variant.ProductId && product.Allergens == null))) await StateAsync(market, variant, Allergens.None);
        var box = Assert.Succeeded(await Save(market, Officer, null, 0, await FormAsync(market) with { Lead = lead }));
        Assert.Succeeded(await market.Run<SwitchGiftBox, Outcome<GiftBox>>(turn => turn.HandleAsync(Officer, box.Id, true, default)));
        var placed = Assert.Succeeded(await market.Place(Assert.Succeeded(await Put(market, null, box.Slug, 2, allowsSubstitution: allowsSubstitution)).CartId, OrderingMarket.Form with { WishedDay = wishedDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }));
        return (await market.Run<OrderTracking, OrderGroup?>(tracking => tracking.FindAsync(placed.GroupId, default)))!.Orders[0];
    }

    private static Task<Order> ReadAsync(OrderingMarket market, Order order) => market.Read(db => db.Orders.AsNoTracking().AsSplitQuery().Include(it => it.Lines.OrderBy(line => line.Position)).Include(it => it.Boxes).Include(it => it.Discounts).SingleAsync(it => it.Id == order.Id));

    private static Task<Outcome<OrderTurned>> Accept(OrderingMarket market, Order order) => market.Run<AcceptOrder, Outcome<OrderTurned>>(accept => accept.HandleAsync(order.Id, "test", default));

    private static Task<Outcome<PartReplacement>> Replace(OrderingMarket market, Person person, Order order, int line, Variant gone, Variant? by, string quantity, bool buyerAgreed = false) =>
        market.Run<ReplacePart, Outcome<PartReplacement>>(replace => replace.HandleAsync(person, order.Id, new ReplacementForm(line, gone.Id, by?.Id, quantity, buyerAgreed), default));
}
