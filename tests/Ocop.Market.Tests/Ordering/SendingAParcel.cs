using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Buyers;
using Ocop.Market.Ordering.Claims;
using Ocop.Market.Ordering.Complaints;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Payments;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

public sealed class SendingAParcel
{
    [Fact]
    public void Goods_that_would_leave_twice_or_be_given_away_are_a_hole_in_the_table()
    {
        Assert.Throws<InvalidOperationException>(() => OrderFlow.Check(With(OrderAct.Deliver, OrderStatus.Shipped, move => move with { Stock = StockEffect.Ship })));
        Assert.Throws<InvalidOperationException>(() => OrderFlow.Check(With(OrderAct.Deliver, OrderStatus.Accepted, move => move with { Stock = StockEffect.None })));
        Assert.Throws<InvalidOperationException>(() => OrderFlow.Check(With(OrderAct.TakeBack, OrderStatus.Failed, move => move with { Stock = StockEffect.None })));
        Assert.Throws<InvalidOperationException>(() => OrderFlow.Check(With(OrderAct.TakeBack, OrderStatus.Failed, move => move with { Stock = StockEffect.Release })));
        Assert.Throws<InvalidOperationException>(() => OrderFlow.Check(With(OrderAct.Deliver, OrderStatus.Failed, move => move with { Payment = PaymentEffect.None })));
        // What was accepted can be ended without sending it.
        Assert.Throws<InvalidOperationException>(() => OrderFlow.Check(With(OrderAct.CallOff, OrderStatus.Accepted, move => move with { From = OrderStatus.Placed })));
        Assert.Throws<InvalidOperationException>(() => OrderFlow.Check(With(OrderAct.CallOff, OrderStatus.Accepted, move => move with { Stock = StockEffect.None })));

        static List<OrderMove> With(OrderAct act, OrderStatus from, Func<OrderMove, OrderMove> change) => [.. OrderFlow.Moves.Select(move => move.Act == act && move.From == from ? change(move) : move)];
    }

    [Theory, BothDatabases]
    public async Task Handing_over_takes_the_goods_and_tells_the_buyer_where_to_look(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = await AcceptedAsync(market);
        Assert.Equal(OrderStatus.Shipped, Assert.Succeeded(await ShipAsync(market, order, "ghn", " gaxy 123b ")).Status);
        Assert.Equal((18, 0), await StockAsync(market));
        var sent = await ReadAsync(market, order);
        Assert.Equal(("ghn", "GAXY123B", market.Clock.UtcNow()), (sent.Carrier, sent.TrackingCode, sent.ShippedAt));
        var mail = await MailAsync(market, $"order-shipped:{order.Number}");
        Assert.Contains("https://donhang.ghn.vn/?order_code=GAXY123B", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Giao Hàng Nhanh (GHN)", mail.Text, StringComparison.Ordinal);
        Assert.Equal("nguoi.mua@example.vn", mail.Recipient);

        // The same again changes nothing; another code is a correction.
        var before = await market.Fingerprint();
        Assert.Succeeded(await ShipAsync(market, order, "ghn", "GAXY123B"));
        Assert.Equal(before, await market.Fingerprint());
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Succeeded(await ShipAsync(market, order, "ghtk", "S1.A1.17"));
        Assert.Contains("https://i.ghtk.vn/S1.A1.17", await market.Read(db => db.OutboxMessages.Where(sent => sent.DedupeKey.StartsWith("order-code:")).Select(sent => sent.Text).SingleAsync()), StringComparison.Ordinal);
        Assert.Equal(1, await market.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "OrderCodeCorrected")));

        Assert.Succeeded(await DeliverAsync(market, order));
        Assert.Equal((18, 0), await StockAsync(market));
        var delivered = await ReadAsync(market, order);
        Assert.Equal(PaymentStatus.Paid, delivered.PaymentStatus);
        Assert.Equal([OrderStatus.Placed, OrderStatus.Accepted, OrderStatus.Shipped, OrderStatus.Delivered], delivered.Events.Select(step => step.Status));
        Assert.Equal(order.Total, await market.Read(db => db.Receipts.Select(receipt => receipt.Amount).SingleAsync()));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task A_hand_over_without_carrier_or_with_a_code_that_is_none_is_refused(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var waiting = (await market.PlacedGroup((market.Garlic, 1))).Orders[0];
        var order = await AcceptedAsync(market);
        var before = await market.Fingerprint();
        Assert.Refused("NotYetAccepted", await ShipAsync(market, waiting, "own", null));
        foreach (var (carrier, code, reason) in new[]
        {
            (null, "ABCD1", "CarrierMissing"), ("pigeon", "ABCD1", "CarrierMissing"), ("vnpost", null, "CodeMissing"), ("vnpost", "  ", "CodeMissing"), ("ghn", "abc", "CodeWrong"), ("ghn", "mã số 1", "CodeWrong"),
            ("ghn", "../../ABCD", "CodeWrong"), ("ghtk", "A?x=1&y", "CodeWrong"), ("own", "<b>", "CodeWrong"), ("ghn", new string('A', 41), "CodeWrong"),
        })
            Assert.Refused(reason, await ShipAsync(market, order, carrier, code));
        Assert.Equal(before, await market.Fingerprint());
        Assert.Succeeded(await ShipAsync(market, order, "own", null));
        Assert.Null((await ReadAsync(market, order)).TrackingCode);
    }

    [Theory, BothDatabases]
    public async Task Two_presses_at_once_let_the_goods_leave_once(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = await AcceptedAsync(market);
        await Task.WhenAll(Task.Run(() => ShipAsync(market, order, "own", null)), Task.Run(() => DeliverAsync(market, order)), Task.Run(() => FailAsync(market, order, "Không có ai nhận")));
        Assert.Equal((18, 0), await StockAsync(market));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task A_parcel_that_failed_is_sent_again_and_each_try_is_told(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = await AcceptedAsync(market);
        Assert.Succeeded(await ShipAsync(market, order, "vnpost", "EB123456789VN"));
        Assert.Refused("ReasonMissing", await FailAsync(market, order, " "));
        Assert.Succeeded(await FailAsync(market, order, "Không có ai nhận"));
        Assert.Contains("Không có ai nhận.", (await MailAsync(market, $"order-failed:{order.Number}")).Text, StringComparison.Ordinal);
        market.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Succeeded(await ShipAsync(market, order, "vnpost", "EB123456790VN"));
        Assert.Equal(market.Clock.UtcNow(), (await ReadAsync(market, order)).ShippedAt);
        Assert.Contains("EB123456790VN", (await MailAsync(market, $"order-shipped:{order.Number}:2")).Text, StringComparison.Ordinal);
        Assert.Succeeded(await FailAsync(market, order, "Sai địa chỉ"));
        Assert.Equal((18, 0), await StockAsync(market));

        // It arrived after all.
        Assert.Succeeded(await DeliverAsync(market, order));
        Assert.Equal((18, 0), await StockAsync(market));
        Assert.Equal(PaymentStatus.Paid, (await ReadAsync(market, order)).PaymentStatus);
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task What_comes_back_goes_onto_the_shelf_or_is_written_off_and_nothing_is_to_be_paid(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 2);
        var (good, broken) = (await AcceptedAsync(market), (await market.PlacedGroup((market.Garlic, 2))).Orders[0]);
        await market.Run<AcceptOrder, Outcome<OrderTurned>>(accept => accept.HandleAsync(broken.Id, "producer", default));
        Assert.False(await market.IsInStock(market.Tea));
        Assert.Succeeded(await ShipAsync(market, good, "own", null));
        Assert.Refused("AlreadyShipped", await TakeBackAsync(market, good, areBroken: false));
        Assert.Succeeded(await FailAsync(market, good, "Khách không nhận hàng"));
        // Carried round the corner: nobody ever said that it left.
        Assert.Succeeded(await FailAsync(market, broken, "Vỡ dọc đường"));
        var before = await market.Fingerprint();
        Assert.Refused("GoodsUnknown", await TakeBackAsync(market, good, null));
        Assert.Equal(before, await market.Fingerprint());

        Assert.Succeeded(await TakeBackAsync(market, good, areBroken: false));
        Assert.Equal((2, 0), await StockAsync(market));
        Assert.True(await market.IsInStock(market.Tea));
        Assert.Succeeded(await TakeBackAsync(market, broken, areBroken: true));
        Assert.Equal(0, await market.Available(market.Garlic));
        Assert.Equal([StockMovementKind.Returned, StockMovementKind.WrittenOff], await market.Read(db => db.StockMovements.Where(move => move.VariantId == market.Garlic.Id).OrderByDescending(move => move.Id).Take(2).OrderBy(move => move.Id).Select(move => move.Kind).ToListAsync()));
        foreach (var order in new[] { good, broken }) Assert.Equal((OrderStatus.Returned, PaymentStatus.Cancelled), await StateAsync(market, order));
        Assert.Contains("không phải trả gì", (await MailAsync(market, $"order-returned:{good.Number}")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await market.Read(db => db.Receipts.CountAsync()));

        before = await market.Fingerprint();
        Assert.Succeeded(await TakeBackAsync(market, good, areBroken: true));
        Assert.Refused("AlreadyReturned", await DeliverAsync(market, good));
        Assert.Equal(before, await market.Fingerprint());
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Money_paid_before_goes_back_in_full_with_the_parcel(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var order = await PaidAndSentAsync(market);
        // A part of it went back already.
        Assert.Succeeded(await market.Shop.Run((DecideRefund decide) => decide.HandleAsync(PayingMarket.Officer, order.Id, 10_000, "Giao chậm", 0, default)));
        Assert.Succeeded(await FailAsync(market.Shop, order, "Khách không nhận hàng"));
        Assert.Succeeded(await TakeBackAsync(market.Shop, order, areBroken: false));
        var back = await ReadAsync(market.Shop, order);
        Assert.Equal((OrderStatus.Returned, PaymentStatus.Refunded, order.Total), (back.Status, back.PaymentStatus, back.Refunded));
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task A_parcel_whose_money_went_back_before_is_delivered_without_cash(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var order = await PaidAndSentAsync(market);
        Assert.Succeeded(await market.Shop.Run((DecideRefund decide) => decide.HandleAsync(PayingMarket.Officer, order.Id, order.Total.Amount, "Quà của chợ", 0, default)));
        Assert.Succeeded(await DeliverAsync(market.Shop, order));
        Assert.Equal((OrderStatus.Delivered, PaymentStatus.Refunded), await StateAsync(market.Shop, order));
        Assert.Equal(1, await market.Shop.Read(db => db.Receipts.CountAsync()));
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Long_silence_is_asked_about_once_and_completes_only_what_was_paid_before(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var paid = await PaidAndSentAsync(market);
        var cash = (await market.Shop.PlacedGroup((market.Shop.Garlic, 1))).Orders[0];
        await market.Shop.Run<AcceptOrder, Outcome<OrderTurned>>(accept => accept.HandleAsync(cash.Id, "producer", default));
        Assert.Succeeded(await ShipAsync(market.Shop, cash, "own", null));
        market.Shop.Clock.Advance(TimeSpan.FromDays(10) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await CompleteAsync(market.Shop));
        market.Shop.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, await CompleteAsync(market.Shop));
        Assert.Equal(0, await CompleteAsync(market.Shop));
        var asked = await market.Shop.Read(db => db.OutboxMessages.Where(mail => mail.DedupeKey.StartsWith("order-ask-delivered:")).OrderBy(mail => mail.Id).Select(mail => new { mail.Recipient, mail.Text }).ToListAsync());
        Assert.Equal(["htx-che@example.vn", "dieu-phoi@localhost"], asked.Select(mail => mail.Recipient));
        Assert.Contains("ngày thứ 14", asked[0].Text, StringComparison.Ordinal);
        Assert.Contains("thu tiền mặt", asked[1].Text, StringComparison.Ordinal);
        Assert.All(asked, mail => Assert.Contains("/don-hang/xu-ly/", mail.Text, StringComparison.Ordinal));

        market.Shop.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(1, await CompleteAsync(market.Shop));
        Assert.Equal(0, await CompleteAsync(market.Shop));
        Assert.Equal((OrderStatus.Delivered, PaymentStatus.Paid), await StateAsync(market.Shop, paid));
        Assert.Equal((OrderStatus.Shipped, PaymentStatus.Due), await StateAsync(market.Shop, cash));
        Assert.Refused("AlreadyDelivered", await FailAsync(market.Shop, paid, "Không có ai nhận"));
        var slow = await market.Shop.Run((DeskOrders orders) => orders.PageAsync(PayingMarket.Officer, new DeskOrderFilter(IsSlow: true), 1, default));
        Assert.Equal(cash.Number, Assert.Single(slow.Rows).Number);
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Silence_completes_nothing_about_which_the_buyer_claims_or_complains(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var (claimed, complained, quiet) = (await PaidAndSentAsync(market), await PaidAndSentAsync(market), await PaidAndSentAsync(market));
        var claim = Assert.Succeeded(await market.Shop.Run((MakeClaim make) => make.HandleAsync(claimed.GroupId, new ClaimForm(Guid.CreateVersion7(), claimed.Number, [new(0, 1, FaultKind.Missing)], null), [], default)));
        Assert.Succeeded(await market.Shop.Run((WriteComplaint write) => write.HandleAsync(complained.GroupId, new ComplaintForm(Guid.CreateVersion7(), complained.Number, ComplaintAbout.Delivery, "Hàng chưa tới nơi"), default)));
        market.Shop.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(3, await CompleteAsync(market.Shop));
        market.Shop.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(1, await CompleteAsync(market.Shop));
        foreach (var open in new[] { claimed, complained }) Assert.Equal((OrderStatus.Shipped, PaymentStatus.Paid), await StateAsync(market.Shop, open));
        Assert.Equal(OrderStatus.Delivered, (await StateAsync(market.Shop, quiet)).Item1);

        Assert.Succeeded(await market.Shop.Run((AnswerClaim answer) => answer.HandleAsync(PayingMarket.Officer, claim.Id, new ClaimAnswer(ClaimAct.Refuse, ClaimState.Open, null, "Hãng đã giao đủ"), default)));
        Assert.Equal(1, await CompleteAsync(market.Shop));
        Assert.Succeeded(await market.Shop.Run((WriteComplaint write) => write.WithdrawAsync(complained.GroupId, Guid.CreateVersion7(), complained.Number, default)));
        Assert.Equal(1, await CompleteAsync(market.Shop));
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task A_parcel_that_cannot_be_completed_keeps_no_other_waiting(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var (broken, other) = (await PaidAndSentAsync(market), await PaidAndSentAsync(market));
        market.Shop.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(2, await CompleteAsync(market.Shop));
        await market.Shop.Read(db =>
        {
            db.OutboxMessages.Add(new OutboxMessage(market.Shop.Clock.UtcNow(), $"order-delivered:{broken.Number}", "in-the-way@localhost", "dieu-phoi@localhost", "Thử", "Thử", "Thử"));
            return db.SaveChangesAsync();
        });
        market.Shop.Clock.Advance(TimeSpan.FromDays(4));
        await Assert.ThrowsAsync<AggregateException>(() => CompleteAsync(market.Shop));
        Assert.Equal((OrderStatus.Shipped, OrderStatus.Delivered), ((await StateAsync(market.Shop, broken)).Item1, (await StateAsync(market.Shop, other)).Item1));
    }

    [Theory, BothDatabases]
    public async Task What_is_accepted_and_not_sent_is_asked_after_once_and_slow_at_the_desk(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = await AcceptedAsync(market);
        market.Clock.Advance(TimeSpan.FromDays(5) - TimeSpan.FromSeconds(1));
        Assert.Equal((0, 0), (await CompleteAsync(market), await SlowAsync()));
        market.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((1, 0, 1), (await CompleteAsync(market), await CompleteAsync(market), await SlowAsync()));
        var asked = await market.Read(db => db.OutboxMessages.AsNoTracking().SingleAsync(mail => mail.DedupeKey.StartsWith("order-ask-sent:")));
        Assert.Equal(("htx-che@example.vn", $"{order.Number}: gói hàng đã gửi chưa?"), (asked.Recipient, asked.Subject));
        Assert.Contains("/don-hang/xu-ly/", asked.Text, StringComparison.Ordinal);

        // Sent at last: its way is asked after anew.
        Assert.Succeeded(await ShipAsync(market, order, "own", null));
        Assert.Equal((0, 0), (await CompleteAsync(market), await SlowAsync()));
        market.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(1, await CompleteAsync(market));

        async Task<int> SlowAsync() => (await market.Run((DeskOrders orders) => orders.PageAsync(PayingMarket.Officer, new DeskOrderFilter(IsSlow: true), 1, default))).Total;
    }

    [Theory, BothDatabases]
    public async Task The_market_calls_off_what_was_accepted_and_does_not_leave(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 2));
        var order = group.Orders[0];
        await market.PayByCardAsync(group);
        Assert.Refused("RefuseInstead", await CallOffAsync(PayingMarket.Officer, order, "Chưa nhận"));
        Assert.Succeeded(await market.Shop.Run((AcceptOrder accept) => accept.HandleAsync(order.Id, "producer", default)));
        var producer = await market.Shop.Read(db => db.Producers.AsNoTracking().SingleAsync(it => it.Id == order.ProducerId));
        var before = await market.Shop.Fingerprint();
        foreach (var person in new[] { PayingMarket.Auditor, new Person(Guid.CreateVersion7(), "Chủ thể", [new HeldRole(Role.ProducerOwner, producer.Scope)]), new Person(Guid.CreateVersion7(), "Cán bộ nơi khác", [new HeldRole(Role.Officer, Scope.Province("51"))]) })
            Assert.Refused("NoRight", await CallOffAsync(person, order, "Không gửi được"));
        Assert.Equal(CallOffOrder.Field, Assert.Refused("ReasonMissing", await CallOffAsync(PayingMarket.Officer, order, " ")).Field);
        Assert.Null(ProducerAnswer.Read("call-off", null, null, null, null));
        Assert.Equal(before, await market.Shop.Fingerprint());

        Assert.Succeeded(await CallOffAsync(PayingMarket.Provincial, order, "Người bán hết hàng"));
        var ended = await ReadAsync(market.Shop, order);
        Assert.Equal((OrderStatus.Cancelled, PaymentStatus.Refunded, order.Total, true), (ended.Status, ended.PaymentStatus, ended.Refunded, ended.IsCalledOff));
        Assert.Equal((20, 0), await StockAsync(market.Shop));
        // The list of an account says who cancelled, too.
        var buyer = await BuyingWithAnAccount.Buyer(market.Shop, OrderingMarket.Form.Email!);
        Assert.True(Assert.Single((await market.Shop.Run((BuyerOrders orders) => orders.PageAsync(buyer, 1, default))).Rows).Orders.Single().IsCalledOff);
        var told = await MailAsync(market.Shop, $"order-cancelled:{order.Number}");
        foreach (var words in new[] { "Người bán hết hàng.", "Chợ hoàn lại tiền" }) Assert.Contains(words, told.Text, StringComparison.Ordinal);
        var asked = await MailAsync(market.Shop, $"order-cancelled-for-producer:{order.Number}");
        Assert.Equal("htx-che@example.vn", asked.Recipient);
        Assert.Contains("Chợ đã huỷ đơn này. Lý do: Người bán hết hàng.", asked.Text, StringComparison.Ordinal);
        Assert.Equal(PayingMarket.Provincial.Actor, await market.Shop.Read(db => db.AuditEntries.Where(entry => entry.Act == "OrderCancelled").Select(entry => entry.Actor).SingleAsync()));

        before = await market.Shop.Fingerprint();
        Assert.Succeeded(await CallOffAsync(PayingMarket.Officer, order, "Lần nữa"));
        Assert.Refused("AlreadyCancelled", await ShipAsync(market.Shop, order, "own", null));
        Assert.Equal(before, await market.Shop.Fingerprint());
        Assert.Refused("AlreadyShipped", await CallOffAsync(PayingMarket.Officer, await PaidAndSentAsync(market), "Đã gửi rồi"));
        await market.AssertAccountsAreTrueAsync();

        Task<Outcome<OrderTurned>> CallOffAsync(Person person, Order order, string reason) => market.Shop.Run((CallOffOrder callOff) => callOff.HandleAsync(person, order.Id, reason, default));
    }

    [Theory, BothDatabases]
    public async Task A_buyer_cancels_until_the_producer_accepts(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 2);
        var (group, stranger) = (await market.PlacedGroup((market.Tea, 2), (market.Garlic, 1)), await market.PlacedGroup((market.Garlic, 1)));
        Assert.False(await market.IsInStock(market.Tea));
        Assert.Succeeded(await market.Run<AcceptOrder, Outcome<OrderTurned>>(accept => accept.HandleAsync(group.Orders[1].Id, "producer", default)));
        var before = await market.Fingerprint();
        Assert.Refused("TooLateToCancel", await CancelAsync(market, group, group.Orders[1].Number));
        // A link cancels nothing but what it opens.
        foreach (var number in new[] { stranger.Orders[0].Number, "K7M4-92PX-1", null }) Assert.Refused("OrderUnknown", await CancelAsync(market, group, number));
        Assert.Equal(before, await market.Fingerprint());

        Assert.Succeeded(await CancelAsync(market, group, group.Orders[0].Number));
        Assert.Equal((OrderStatus.Cancelled, PaymentStatus.Cancelled), await StateAsync(market, group.Orders[0]));
        Assert.Equal(2, await market.Available(market.Tea));
        Assert.True(await market.IsInStock(market.Tea));
        Assert.Equal("htx-che@example.vn", (await MailAsync(market, $"order-cancelled-for-producer:{group.Orders[0].Number}")).Recipient);
        Assert.Equal("nguoi.mua@example.vn", (await MailAsync(market, $"order-cancelled:{group.Orders[0].Number}")).Recipient);
        before = await market.Fingerprint();
        Assert.Succeeded(await CancelAsync(market, group, group.Orders[0].Number));
        Assert.Refused("AlreadyCancelled", await market.Run<AcceptOrder, Outcome<OrderTurned>>(accept => accept.HandleAsync(group.Orders[0].Id, "producer", default)));
        Assert.Equal(before, await market.Fingerprint());
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Cancelling_and_accepting_at_once_count_once_and_paid_money_goes_back(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        Assert.Refused("NotYetPaid", await CancelAsync(market.Shop, group, group.Orders[0].Number));
        await market.PayByCardAsync(group);
        var outcomes = await Task.WhenAll(Task.Run(() => CancelAsync(market.Shop, group, group.Orders[0].Number)), Task.Run(() => market.Shop.Run((AcceptOrder accept) => accept.HandleAsync(group.Orders[0].Id, "producer", default))));
        Assert.Single(outcomes, outcome => outcome.Succeeded);
        var (status, payment) = await StateAsync(market.Shop, group.Orders[0]);
        Assert.Equal(status == OrderStatus.Cancelled ? PaymentStatus.Refunded : PaymentStatus.Paid, payment);
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Only_whoever_may_answer_for_the_producer_takes_its_acts(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = await AcceptedAsync(market);
        var before = await market.Fingerprint();
        var elsewhere = new Person(Guid.CreateVersion7(), "Cán bộ nơi khác", [new HeldRole(Role.Officer, Scope.Province("51"))]);
        foreach (var person in new[] { PayingMarket.Auditor, elsewhere })
            foreach (var button in new[] { "ship", "fail", "take-back", "deliver" })
                Assert.Refused("NoRight", await AnswerAsync(person, button));
        Assert.Null(ProducerAnswer.Read("complete", null, null, null, null));
        Assert.Equal(before, await market.Fingerprint());
        Assert.Succeeded(await AnswerAsync(PayingMarket.Provincial, "ship"));
        Assert.Equal(PayingMarket.Provincial.Actor, (await ReadAsync(market, order)).Events[^1].Actor);

        Task<Outcome<OrderTurned>> AnswerAsync(Person person, string button) =>
            market.Run((AnswerForProducer answer) => answer.HandleAsync(person, order.Id, ProducerAnswer.Read(button, "Không có ai nhận", "own", null, "shelf")!, default));
    }

    [Theory, BothDatabases]
    public async Task The_packing_table_sees_its_own_parcels_and_sums_what_to_take(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var (first, second, waiting) = (await AcceptedAsync(market), await AcceptedAsync(market), (await market.PlacedGroup((market.Tea, 1))).Orders[0]);
        var other = (await market.PlacedGroup((market.Garlic, 1))).Orders[0];
        await market.Run<AcceptOrder, Outcome<OrderTurned>>(accept => accept.HandleAsync(other.Id, "producer", default));
        var producer = await market.Read(db => db.Producers.SingleAsync(it => it.Id == first.ProducerId));
        var owner = new Person(Guid.CreateVersion7(), "Chủ thể", [new HeldRole(Role.ProducerOwner, producer.Scope)]);

        var parcels = await PackAsync();
        Assert.Equal([first.Number, second.Number], parcels.Select(parcel => parcel.Order.Number));
        var pick = Assert.Single(ParcelsToPack.Picks(parcels));
        Assert.Equal((4, 2), (pick.Quantity, pick.Numbers.Count));
        Assert.Equal([second.Number], (await PackAsync(second.Number, waiting.Number, other.Number)).Select(parcel => parcel.Order.Number));
        // A label may be wanted again when the parcel has left.
        Assert.Succeeded(await ShipAsync(market, first, "own", null));
        Assert.Equal([second.Number], (await PackAsync()).Select(parcel => parcel.Order.Number));
        Assert.Equal([first.Number], (await PackAsync(first.Number)).Select(parcel => parcel.Order.Number));

        Task<IReadOnlyList<ParcelToPack>> PackAsync(params string[] numbers) => market.Run((ParcelsToPack pack) => pack.FindAsync(owner, numbers, default));
    }

    private static async Task<Order> AcceptedAsync(OrderingMarket market)
    {
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        var order = (await market.PlacedGroup((market.Tea, 2))).Orders[0];
        Assert.Succeeded(await market.Run<AcceptOrder, Outcome<OrderTurned>>(accept => accept.HandleAsync(order.Id, "producer", default)));
        return order;
    }

    private static async Task<Order> PaidAndSentAsync(PayingMarket market)
    {
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 2));
        await market.PayByCardAsync(group, $"pi_{group.Number}");
        Assert.Succeeded(await market.Shop.Run((AcceptOrder accept) => accept.HandleAsync(group.Orders[0].Id, "producer", default)));
        Assert.Succeeded(await ShipAsync(market.Shop, group.Orders[0], "ghn", "ABCD1234"));
        return group.Orders[0];
    }

    private static Task<Outcome<OrderTurned>> ShipAsync(OrderingMarket market, Order order, string? carrier, string? code) => market.Run((ShipOrder ship) => ship.HandleAsync(order.Id, carrier, code, "producer", default));

    private static Task<Outcome<OrderTurned>> FailAsync(OrderingMarket market, Order order, string reason) => market.Run((FailDelivery fail) => fail.HandleAsync(order.Id, reason, "producer", default));

    private static Task<Outcome<OrderTurned>> TakeBackAsync(OrderingMarket market, Order order, bool? areBroken) => market.Run((TakeBackParcel back) => back.HandleAsync(order.Id, areBroken, "producer", default));

    private static Task<Outcome<OrderTurned>> DeliverAsync(OrderingMarket market, Order order) => market.Run((DeliverOrder deliver) => deliver.HandleAsync(order.Id, "producer", default));

    private static Task<Outcome<OrderTurned>> CancelAsync(OrderingMarket market, OrderGroup group, string? number) => market.Run((CancelOrder cancel) => cancel.HandleAsync(group.Id, number, default));

    private static Task<int> CompleteAsync(OrderingMarket market) => market.Run((CompleteShippedOrders complete) => complete.HandleAsync(default));

    private static async Task<Order> ReadAsync(OrderingMarket market, Order order) => (await market.Run((OrderTracking tracking) => tracking.FindByOrderAsync(order.Id, default)))!.Orders.Single(it => it.Id == order.Id);

    private static async Task<(OrderStatus, PaymentStatus)> StateAsync(OrderingMarket market, Order order) => await ReadAsync(market, order) is var read ? (read.Status, read.PaymentStatus) : default;

    private static Task<OutboxMessage> MailAsync(OrderingMarket market, string key) => market.Read(db => db.OutboxMessages.AsNoTracking().SingleAsync(mail => mail.DedupeKey == key));

    private static async Task<(int OnHand, int Allocated)> StockAsync(OrderingMarket market) => await market.Level(market.Tea) is var level ? (level.OnHand, level.Allocated) : default;
}
