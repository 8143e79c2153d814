using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Desk;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

/// <summary>Goods with a number and a last day: what expires first leaves first, and what is past its day is not sold.</summary>
public sealed class KeepingBatches
{
    [Theory, BothDatabases]
    public async Task What_expires_first_leaves_first_and_the_slip_says_so(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 2);
        var owner = await OwnerAsync(market);
        await ReceiveAsync(market, owner, "L-muộn", 60, 3);
        await ReceiveAsync(market, owner, "L-sớm", 30, 4);
        Assert.Equal(9, await market.Available(market.Tea));

        var orders = new[] { await AcceptedAsync(market, 3), await AcceptedAsync(market, 3), await AcceptedAsync(market, 2) };
        string[] slips = ["L-sớm 3", "L-sớm 1, L-muộn 2", "L-muộn 1, - 1"];
        Assert.Equal(slips, await SlipsAsync(market, owner));
        Assert.Equal("L-sớm 4, L-muộn 3, - 1", Words(ParcelsToPack.Picks(await ParcelsAsync(market, owner)).Single().Batches));

        // The second parcel leaves before the first: each still takes what its slip said, and says so when it has left.
        await ShipAsync(market, orders[1]);
        Assert.Equal([slips[0], slips[2]], await SlipsAsync(market, owner));
        Assert.Equal(slips, await SlipsAsync(market, owner, [.. orders.Select(order => order.Number)]));
        await ShipAsync(market, orders[0]);
        await ShipAsync(market, orders[2]);
        Assert.Equal(slips, await SlipsAsync(market, owner, [.. orders.Select(order => order.Number)]));
        Assert.Equal("L-muộn 0, L-sớm 0", await BatchesAsync(market));
        Assert.Equal(1, (await market.Level(market.Tea)).OnHand);
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Who_keeps_no_batches_notices_nothing(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 5);
        var owner = await OwnerAsync(market);
        var order = await AcceptedAsync(market, 2);
        Assert.Equal([""], await SlipsAsync(market, owner));
        Assert.Empty(ParcelsToPack.Picks(await ParcelsAsync(market, owner)).Single().Batches);
        await ShipAsync(market, order);
        Assert.Equal([""], await SlipsAsync(market, owner, [order.Number]));
        market.Clock.Advance(TimeSpan.FromDays(4000));
        Assert.Equal(3, await market.Available(market.Tea));
        Assert.Equal(0, await WatchAsync(market));
    }

    [Theory, BothDatabases]
    public async Task What_is_past_its_day_is_not_sold_and_the_producer_hears_of_it_once(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 0);
        var owner = await OwnerAsync(market);
        await ReceiveAsync(market, owner, "L1", 3, 5);
        var cart = await market.CartOf((market.Tea, 2));
        var day = market.Clock.Today().AddDays(3);
        market.Clock.SetLocal(day.Year, day.Month, day.Day, 23, 59, 59);
        Assert.Equal(5, await market.Available(market.Tea));
        Assert.Equal(0, await WatchAsync(market));

        // At midnight, before any job ran.
        market.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await market.Available(market.Tea));
        var before = await market.Fingerprint();
        Assert.Refused("OutOfStock", await market.Run<ReserveStock, Outcome<DateTime>>(reserve => reserve.HandleAsync(cart, default)));
        Assert.Refused("OutOfStock", await market.Place(cart));
        Assert.Refused("OutOfStock", await market.Run<AddToCart, Outcome<CartChange>>(add => add.HandleAsync(null, market.Tea.Id, 1, "vi", default)));
        Assert.Equal(before, await market.Fingerprint());

        var told = await market.Read(db => db.Changes.CountAsync());
        Assert.Equal(1, await WatchAsync(market));
        Assert.False(await market.IsInStock(market.Tea));
        Assert.Equal(told + 1, await market.Read(db => db.Changes.CountAsync()));
        var mail = await market.Read(db => db.OutboxMessages.SingleAsync(mail => mail.DedupeKey.StartsWith("batch-past:")));
        Assert.Equal("htx-che@example.vn", mail.Recipient);
        Assert.Contains($"lô L1: 5, hạn {day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}", mail.Text, StringComparison.Ordinal);
        Assert.Contains("https://cho.example.vn/cong-chu-the/hang-hoa", mail.Text, StringComparison.Ordinal);
        before = await market.Fingerprint();
        Assert.Equal(0, await WatchAsync(market));
        Assert.Equal(before, await market.Fingerprint());
        Assert.Equal(("L1", 5), Assert.Single(await market.Run((StockShelf shelf) => shelf.PastAsync(owner, default))) is var past ? (past.Number, past.Quantity) : default);
        await market.AssertLedgerIsSound();

        // A fresh batch brings it back, and alone.
        await ReceiveAsync(market, owner, "L2", 30, 2);
        Assert.Equal(2, await market.Available(market.Tea));
        Assert.True(await market.IsInStock(market.Tea));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Promised_goods_that_passed_their_day_are_marked_on_the_slip_and_written_off_once_they_are_covered(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 0);
        var owner = await OwnerAsync(market);
        await ReceiveAsync(market, owner, "L1", 3, 5);
        var order = await AcceptedAsync(market, 3);
        market.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(0, await market.Available(market.Tea));
        Assert.True((await ParcelsAsync(market, owner)).Single().Batches[0].Single().Batch!.IsPastOn(market.Clock.Today()));

        var batch = (await market.Read(db => db.StockBatches.SingleAsync())).Id;
        var before = await market.Fingerprint();
        Assert.Contains("Chỉ bỏ được 2", Assert.Refused("PromisedAlready", await WriteOffAsync(market, owner, batch, 5, 5)).Message.Vi, StringComparison.Ordinal);
        Assert.Equal(before, await market.Fingerprint());

        // Counting says what can be sold: the promised ones come on top.
        Assert.Equal(1, Assert.Succeeded(await market.Run((CountStock count) => count.HandleAsync(owner, new StockCount(market.Tea.Id, 0, 1), default))));
        Assert.Equal((9, 1), ((await market.Level(market.Tea)).OnHand, await market.Available(market.Tea)));
        Assert.Equal(["- 3"], await SlipsAsync(market, owner));
        Assert.Equal(0, Assert.Succeeded(await WriteOffAsync(market, owner, batch, 5, 5)));
        Assert.Equal(1, await market.Available(market.Tea));
        var movement = await market.Read(db => db.StockMovements.OrderByDescending(it => it.Id).FirstAsync());
        Assert.Equal((StockMovementKind.WrittenOff, -5, (Guid?)batch, "lô quá hạn", owner.Actor), (movement.Kind, movement.OnHand, movement.BatchId, movement.Reason, movement.Actor));
        await ShipAsync(market, order);
        Assert.Equal(0, await WatchAsync(market));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task What_comes_back_lies_in_its_batch_again_or_is_written_off_of_it(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 0);
        var owner = await OwnerAsync(market);
        await ReceiveAsync(market, owner, "L1", 30, 2);
        await ReceiveAsync(market, owner, "L2", 60, 9);
        foreach (var (areBroken, after) in new[] { (false, "L1 2, L2 9"), (true, "L1 0, L2 8") })
        {
            var order = await AcceptedAsync(market, 3);
            await ShipAsync(market, order);
            Assert.Equal("L1 0, L2 8", await BatchesAsync(market));
            Assert.Succeeded(await market.Run((FailDelivery fail) => fail.HandleAsync(order.Id, "Không có ai nhận", "producer", default)));
            Assert.Succeeded(await market.Run((TakeBackParcel back) => back.HandleAsync(order.Id, areBroken, "producer", default)));
            Assert.Equal(after, await BatchesAsync(market));
            await market.AssertLedgerIsSound();
        }
    }

    [Theory, BothDatabases]
    public async Task Goods_at_hand_go_into_a_batch_once_and_a_count_takes_what_expires_first_after_all_promises(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 10);
        var owner = await OwnerAsync(market);
        var form = Form(market, "L1", 30, 6) with { IsHere = true };
        Assert.Equal("L1", Assert.Succeeded(await BatchAsync(market, owner, form)));
        Assert.Equal(10, (await market.Level(market.Tea)).OnHand);
        var before = await market.Fingerprint();
        Assert.Refused("CountMovedOn", await BatchAsync(market, owner, form));
        Assert.Contains("Chỉ còn 4", Assert.Refused("NotSoMany", await BatchAsync(market, owner, form with { Seen = 6, Quantity = 5 })).Message.Vi, StringComparison.Ordinal);
        Assert.Equal(before, await market.Fingerprint());

        await AcceptedAsync(market, 4);
        Assert.Succeeded(await market.Run((CountStock count) => count.HandleAsync(owner, new StockCount(market.Tea.Id, 6, 3), default)));
        Assert.Equal("L1 4", await BatchesAsync(market));
        Assert.Equal(["L1 4"], await SlipsAsync(market, owner));
        Assert.Equal(7, (await market.Level(market.Tea)).OnHand);
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Refused_batches_leave_nothing(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 4);
        var owner = await OwnerAsync(market);
        await ReceiveAsync(market, owner, "L1", 30, 4);
        var batch = (await market.Read(db => db.StockBatches.SingleAsync())).Id;
        var before = await market.Fingerprint();
        var good = Form(market, "L2", 30, 4) with { Seen = 4 };
        foreach (var (reason, form) in new[]
        {
            ("BatchNumberMissing", good with { Number = " " }), ("BatchNumberTooLong", good with { Number = new string('a', StockBatch.LongestNumber + 1) }), ("BestBeforeMissing", good with { BestBefore = null }),
            ("BestBeforePast", good with { BestBefore = market.Clock.Today().AddDays(-1) }), ("BestBeforeFar", good with { BestBefore = market.Clock.Today().AddYears(31) }), ("QuantityWrong", good with { Quantity = null }),
            ("QuantityWrong", good with { Quantity = 0 }), ("BatchOtherDay", good with { Number = "L1", BestBefore = market.Clock.Today().AddDays(31) }), ("VariantUnknown", good with { VariantId = Guid.CreateVersion7() }), ("CountMovedOn", good with { Seen = 3 }),
        })
            Assert.Refused(reason, await BatchAsync(market, owner, form));
        var stranger = DeskMarket.Holding(Role.ProducerOwner, Scope.Producer("51", null, Guid.CreateVersion7()));
        foreach (var person in new[] { stranger, DeskMarket.Auditor })
        {
            Assert.Refused("NoRight", await BatchAsync(market, person, good));
            Assert.Refused("NoRight", await WriteOffAsync(market, person, batch, 4, 1));
        }

        Assert.Refused("VariantUnknown", await WriteOffAsync(market, owner, Guid.CreateVersion7(), 4, 1));
        foreach (var wrong in new int?[] { null, 0, 5 }) Assert.Refused("QuantityWrong", await WriteOffAsync(market, owner, batch, 4, wrong));
        Assert.Refused("CountMovedOn", await WriteOffAsync(market, owner, batch, 3, 1));
        Assert.Equal(before, await market.Fingerprint());

        // The same number with the same day adds to it.
        await ReceiveAsync(market, owner, "L1", 30, 2);
        Assert.Equal("L1 6", await BatchesAsync(market));
        Assert.Equal(3, Assert.Succeeded(await WriteOffAsync(market, owner, batch, 6, 3)));
        Assert.Equal(7, await market.Available(market.Tea));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Buyers_parcels_counts_and_batches_at_once_leave_the_sum_right(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 6);
        var owner = await OwnerAsync(market);
        for (var number = 1; number <= 3; number++) await ReceiveAsync(market, owner, $"L{number}", 30 * number, 4);
        var away = new List<Order>();
        for (var i = 0; i < 4; i++) away.Add(await AcceptedAsync(market, 2));
        var carts = new List<Guid>();
        for (var i = 0; i < 14; i++) carts.Add(await market.CartOf((market.Tea, 1)));
        var last = await market.Read(db => db.StockBatches.SingleAsync(batch => batch.Number == "L3"));

        // Eight of eighteen are promised and leave, fourteen buyers want ten, five come in, two are lost.
        var placed = carts.ConvertAll(cart => Task.Run(() => market.Place(cart)));
        var shipped = away.ConvertAll(order => Task.Run(() => ShipAsync(market, order)));
        var received = Task.Run(() => market.Run((ReceiveStock receive) => receive.HandleAsync([new(market.Tea.Id, 2), new(market.Tea.Id, 3) { Batch = "L4", BestBefore = last.BestBefore.AddDays(9) }], "Nhập", "test", default)));
        var lost = Task.Run(() => WriteOffAsync(market, owner, last.Id, last.Quantity, 2));
        var sold = (await Task.WhenAll(placed)).Count(outcome => outcome.Succeeded);
        await Task.WhenAll(shipped);
        Assert.Succeeded(await received);
        var gone = (await lost).Succeeded ? 2 : 0;
        Assert.Equal(18 + 5 - 8 - gone, (await market.Level(market.Tea)).OnHand);
        Assert.Equal(sold, (await market.Level(market.Tea)).Allocated);
        Assert.InRange(sold, 8, 14);
        Assert.Equal("L1 0, L2 0", string.Join(", ", (await BatchesAsync(market)).Split(", ")[..2]));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task The_shelf_as_a_workbook_has_a_row_for_each_batch_and_counts_every_pack_once(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 2);
        var owner = await OwnerAsync(market);
        await ReceiveAsync(market, owner, "=L-sớm", 10, 4);
        await ReceiveAsync(market, owner, "L-muộn", 60, 3);
        await AcceptedAsync(market, 1);
        market.Clock.Advance(TimeSpan.FromDays(12));
        var products = await market.Run((StockShelf shelf) => shelf.AllAsync(owner, default));
        using var file = await StockFile.WriteAsync(products, market.Clock.UtcNow());
        await using var zip = new ZipArchive(file);
        using var reader = new StreamReader(await zip.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync());
        var rows = Regex.Matches(await reader.ReadToEndAsync(), "<row>(.*?)</row>").Select(row => string.Join('|', Regex.Matches(row.Groups[1].Value, "<c [^>]*?(?:/>|>(.*?)</c>)").Select(cell => Regex.Replace(cell.Groups[1].Value, "<[^>]+>", "")))).ToList();

        Assert.StartsWith("Hàng trong kho lúc ", rows[0], StringComparison.Ordinal);
        var tea = rows.Where(row => row.StartsWith(market.Tea.Sku + "|", StringComparison.Ordinal)).Select(row => string.Join('|', row.Split('|')[5..])).ToList();
        string Day(int ahead) => market.Clock.Today().AddDays(ahead).ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture);
        // Nine lie there; four are past their day, one of the other five is promised.
        Assert.Equal([$"=L-sớm (quá hạn)|{Day(-2)}|4|9|1|4", $"L-muộn|{Day(48)}|3|||", "||2|||"], tea);
        Assert.Empty(await market.Run((StockShelf shelf) => shelf.AllAsync(DeskMarket.Holding(Role.ProducerOwner, Scope.Producer("51", "-", Guid.CreateVersion7())), default)));
    }

    private static async Task<Person> OwnerAsync(OrderingMarket market) =>
        DeskMarket.Holding(Role.ProducerOwner, (await market.Read(db => db.Producers.SingleAsync(producer => db.Products.Any(product => product.Id == market.Tea.ProductId && product.ProducerId == producer.Id)))).Scope);

    private static BatchForm Form(OrderingMarket market, string number, int days, int quantity) => new(market.Tea.Id, 0, quantity, number, market.Clock.Today().AddDays(days), false);

    private static async Task ReceiveAsync(OrderingMarket market, Person person, string number, int days, int quantity) =>
        Assert.Succeeded(await BatchAsync(market, person, Form(market, number, days, quantity) with { Seen = await market.Read(db => db.StockBatches.Where(batch => batch.VariantId == market.Tea.Id).SumAsync(batch => batch.Quantity)) }));

    private static Task<Outcome<string>> BatchAsync(OrderingMarket market, Person person, BatchForm form) => market.Run((ReceiveBatch receive) => receive.HandleAsync(person, form, default));

    private static Task<Outcome<int>> WriteOffAsync(OrderingMarket market, Person person, Guid batch, int seen, int? quantity) => market.Run((WriteOffBatch writeOff) => writeOff.HandleAsync(person, new BatchLoss(batch, seen, quantity), default));

    private static Task<int> WatchAsync(OrderingMarket market) => market.Run((WatchStock watch) => watch.HandleAsync(default));

    private static async Task<Order> AcceptedAsync(OrderingMarket market, int quantity)
    {
        // Papers go by the moment of the order.
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        var order = (await market.PlacedGroup((market.Tea, quantity))).Orders[0];
        Assert.Succeeded(await market.Run((AcceptOrder accept) => accept.HandleAsync(order.Id, "producer", default)));
        return order;
    }

    private static async Task ShipAsync(OrderingMarket market, Order order) => Assert.Succeeded(await market.Run((ShipOrder ship) => ship.HandleAsync(order.Id, "own", null, "producer", default)));

    private static Task<IReadOnlyList<ParcelToPack>> ParcelsAsync(OrderingMarket market, Person person, params string[] numbers) => market.Run((ParcelsToPack parcels) => parcels.FindAsync(person, numbers, default));

    private static async Task<IEnumerable<string>> SlipsAsync(OrderingMarket market, Person person, params string[] numbers) =>
        (await ParcelsAsync(market, person, numbers)).Select(parcel => parcel.Batches.TryGetValue(0, out var shares) ? Words(shares) : "");

    private static string Words(IEnumerable<BatchShare> shares) => string.Join(", ", shares.Select(share => $"{share.Batch?.Number ?? "-"} {share.Quantity}"));

    private static async Task<string> BatchesAsync(OrderingMarket market) => string.Join(", ", (await market.Read(db => db.StockBatches.ToListAsync())).OrderBy(batch => batch.Number, StringComparer.Ordinal).Select(batch => $"{batch.Number} {batch.Quantity}"));
}
