using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Payments;

public sealed class PayingAnOrder
{
    [Theory, BothDatabases]
    public async Task Waits_with_its_goods_until_the_money_is_there_and_then_reaches_its_producers(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var shop = market.Shop;
        var group = await market.AwaitingAsync(PaymentMethod.Card, (shop.Tea, 2), (shop.Garlic, 1));
        Assert.All(group.Orders, order => Assert.Equal((OrderStatus.AwaitingPayment, PaymentMethod.Card, PaymentStatus.Due), (order.Status, order.PaymentMethod, order.PaymentStatus)));
        Assert.Equal(2, (await shop.Level(shop.Tea)).Allocated);
        Assert.Equal([$"order-awaiting:{group.Number}"], await market.MailsAsync());
        var asked = Assert.Single(market.Card.Started);
        Assert.Equal((group.Total, group.Number, "https://cho.example.vn/webhooks/stripe"), (asked.Amount, asked.OrderNumber, asked.Notify.ToString()));
        Assert.StartsWith($"https://cho.example.vn/don-hang/{group.Number}/tra-tien?ve=", asked.Return.ToString(), StringComparison.Ordinal);
        // Nobody can answer what was not paid.
        Assert.Refused("NotYetPaid", await shop.Run((AcceptOrder accept) => accept.HandleAsync(group.Orders[0].Id, "producer", default)));

        shop.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(NoticeResult.Booked, await market.PayByCardAsync(group));
        var paid = await market.GroupAsync(group.Id);
        Assert.All(paid.Orders, order => Assert.Equal((OrderStatus.Placed, PaymentStatus.Paid, shop.Clock.UtcNow() + Order.AnswerTime), (order.Status, order.PaymentStatus, order.AnswerBy)));
        Assert.Equal([$"order-awaiting:{group.Number}", $"order-placed:{group.Number}", $"order-for-producer:{group.Number}-1", $"order-for-producer:{group.Number}-2"], await market.MailsAsync());
        var mail = await shop.Read(db => db.OutboxMessages.SingleAsync(mail => mail.DedupeKey == $"order-for-producer:{group.Number}-1"));
        Assert.Contains("không thu, khách đã trả trước", mail.Text, StringComparison.Ordinal);
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Eight_notices_of_one_payment_at_once_are_one(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => market.PayByCardAsync(group))));
        Assert.Single(results, NoticeResult.Booked);
        Assert.Equal(7, results.Count(result => result == NoticeResult.BookedBefore));
        Assert.Equal(1, await market.Shop.Read(db => db.Receipts.CountAsync()));
        Assert.Equal(3, (await market.MailsAsync()).Count);
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Money_that_nobody_can_assign_is_kept_once_however_often_it_is_told_of(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
            market.TellAsync(PaymentOptions.Bank, null, new PaymentNews.Paid("FT1", new Money(50_000), "VND", null), "ung ho"))));
        Assert.Single(results, NoticeResult.UnknownReference);
        Assert.Equal(("FT1", "ung ho", null), await market.Shop.Read(db => db.Receipts.Select(receipt => new ValueTuple<string, string?, Guid?>(receipt.TransactionId, receipt.Memo, receipt.GroupId)).SingleAsync()));
    }

    [Theory, BothDatabases]
    public async Task A_wrong_amount_or_currency_of_a_gateway_pays_nothing_and_lies_aside(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        Assert.Equal(NoticeResult.WrongAmount, await market.PayByCardAsync(group, "pi_1", group.Total.Amount - 1));
        Assert.Equal(NoticeResult.WrongAmount, await market.PayByCardAsync(group, "pi_2", currency: "USD"));
        Assert.Equal(OrderStatus.AwaitingPayment, (await market.GroupAsync(group.Id)).Orders[0].Status);
        var aside = await market.Shop.Run((DeskMoney money) => money.AsideAsync(PayingMarket.Officer, 1, default));
        Assert.Equal([ReceiptDoubt.WrongAmount, ReceiptDoubt.WrongCurrency], aside.Rows.Select(row => row.Receipt.Doubt));
        // Both can be sent back, once.
        foreach (var row in aside.Rows) Assert.Succeeded(await market.Shop.Run((ReturnReceipt give) => give.HandleAsync(PayingMarket.Officer, row.Receipt.Id, "Số tiền không khớp.", default)));
        Assert.Refused("ReceiptAssigned", await market.Shop.Run((ReturnReceipt give) => give.HandleAsync(PayingMarket.Officer, aside.Rows[0].Receipt.Id, "Lần nữa.", default)));
        Assert.Equal(2, await market.SendRefundsAsync());
        Assert.Equal([group.Total.Amount - 1, group.Total.Amount], market.Card.Refunds.Select(refund => refund.Amount.Amount).Order());
        Assert.Equal(0, (await market.Shop.Run((DeskMoney money) => money.AsideAsync(PayingMarket.Officer, 1, default))).Total);
    }

    [Theory, BothDatabases]
    public async Task A_transfer_in_two_parts_pays_and_what_is_too_much_goes_back(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.BankTransfer, (market.Shop.Tea, 1));
        Assert.Equal(NoticeResult.Booked, await market.TransferAsync(group, "FT1", 100_000));
        Assert.Equal((OrderStatus.AwaitingPayment, group.Total - new Money(100_000)), ((await market.GroupAsync(group.Id)).Orders[0].Status, (await market.MoneyAsync(group)).Missing));
        Assert.Contains(await market.MailsAsync(), key => key.StartsWith("payment-short:", StringComparison.Ordinal));

        Assert.Equal(NoticeResult.Booked, await market.TransferAsync(group, "FT2", group.Total.Amount));
        Assert.Equal(NoticeResult.BookedBefore, await market.TransferAsync(group, "FT2", group.Total.Amount));
        Assert.Equal((OrderStatus.Placed, PaymentStatus.Paid), await StateAsync(market, group));
        // Paid twice: all of it goes back.
        Assert.Equal(NoticeResult.Booked, await market.TransferAsync(group, "FT3", 70_000));
        Assert.Equal([100_000, 70_000], (await market.MoneyAsync(group)).Refunds.Select(refund => refund.Amount.Amount));
        await market.AssertAccountsAreTrueAsync();

        // A bank gives nothing back by itself: an officer transfers it and says so, and nobody else may.
        Assert.Equal(2, await market.SendRefundsAsync());
        Assert.Equal(0, await market.SendRefundsAsync());
        var refunds = await market.Shop.Run((DeskMoney money) => money.RefundsAsync(PayingMarket.Officer, true, 1, default));
        Assert.All(refunds.Rows, row => Assert.Equal(RefundState.ByHand, row.Refund.State));
        foreach (var stranger in new[] { PayingMarket.Provincial, PayingMarket.Auditor }) Assert.Refused("NoRight", await FinishAsync(market, stranger, refunds.Rows[0].Refund, "FT9"));
        Assert.Refused("HowMissing", await FinishAsync(market, PayingMarket.Officer, refunds.Rows[0].Refund, " "));
        Assert.Succeeded(await FinishAsync(market, PayingMarket.Officer, refunds.Rows[0].Refund, "chuyển khoản FT9"));
        Assert.Contains($"refund-done:{refunds.Rows[0].Refund.Reference}:by-hand", await market.MailsAsync());
    }

    [Theory, BothDatabases]
    public async Task A_transfer_pays_an_order_whose_buyer_had_chosen_another_way(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        Assert.Equal(NoticeResult.Booked, await market.TransferAsync(group, "FT1", group.Total.Amount));
        Assert.Equal((OrderStatus.Placed, PaymentStatus.Paid), await StateAsync(market, group));
        // The card goes through as well: it is the one that goes back, by itself.
        var card = await market.Shop.Read(db => db.Payments.AsNoTracking().SingleAsync(payment => payment.Method == PaymentMethod.Card));
        Assert.Equal(NoticeResult.Booked, await market.TellAsync("stripe", card.Reference, new PaymentNews.Paid("pi_1", card.Amount, "VND", null)));
        await market.SendRefundsAsync();
        Assert.Equal((group.Total, "pi_1"), Assert.Single(market.Card.Refunds) is var refund ? (refund.Amount, refund.TransactionId) : default);
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task A_transfer_for_an_order_paid_at_the_door_lies_aside(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.Shop.PlacedGroup((market.Shop.Tea, 1));
        Assert.Equal(NoticeResult.UnknownReference, await market.TransferAsync(group, "FT1", group.Total.Amount));
        Assert.Equal((OrderStatus.Placed, PaymentStatus.Due), await StateAsync(market, group));
        // Cash is booked when the parcel is handed over, once.
        Assert.Succeeded(await market.Shop.Run((AcceptOrder accept) => accept.HandleAsync(group.Orders[0].Id, "producer", default)));
        foreach (var _ in Enumerable.Range(0, 2)) Assert.Succeeded(await market.Shop.Run((DeliverOrder deliver) => deliver.HandleAsync(group.Orders[0].Id, "producer", default)));
        Assert.Equal((PaymentOptions.Cash, group.Orders[0].Number, group.Orders[0].Total), await market.Shop.Read(db => db.Receipts.Where(receipt => receipt.OrderId != null).Select(receipt => new ValueTuple<string, string, Money>(receipt.Provider, receipt.TransactionId, receipt.Amount)).SingleAsync()));
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task A_refused_card_leaves_the_order_and_another_way_can_be_chosen(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        var first = await market.PaymentAsync(group);
        Assert.Equal(NoticeResult.Booked, await market.TellAsync("stripe", first.Reference, new PaymentNews.Failed("card_declined", new("Thẻ bị từ chối.", "The card was declined."))));
        Assert.Equal((PaymentState.Failed, "Thẻ bị từ chối."), await market.PaymentAsync(group) is var failed ? (failed.State, failed.Why!.Vi) : default);

        // A second press finds the first one's page.
        Assert.Succeeded(await market.StartAsync(group.Id, PaymentMethod.Card));
        var second = Assert.Succeeded(await market.StartAsync(group.Id, PaymentMethod.Card));
        Assert.Equal(($"https://pay.example/{PaymentReference.Of(group.Number)}-2", 2), (second.SendTo!.ToString(), market.Card.Started.Count));

        Assert.Null(Assert.Succeeded(await market.StartAsync(group.Id, PaymentMethod.CashOnDelivery)).SendTo);
        var placed = (await market.GroupAsync(group.Id)).Orders[0];
        Assert.Equal((OrderStatus.Placed, PaymentStatus.Due, PaymentMethod.CashOnDelivery), (placed.Status, placed.PaymentStatus, placed.PaymentMethod));
        Assert.Refused("NothingToPay", await market.StartAsync(group.Id, PaymentMethod.Card));
        Assert.Refused("MethodNotOffered", await market.StartAsync(group.Id, PaymentMethod.MoMo));
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task A_gateway_that_refuses_to_start_is_told_and_tried_anew(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        market.Card.OnStart = _ => new Refusal("TooSmall", "", "Số tiền nhỏ quá.", "Too small.");
        var placed = Assert.Succeeded(await market.Shop.Place(await market.Shop.CartOf((market.Shop.Tea, 1)), OrderingMarket.Form with { Payment = "Card" }));
        Assert.Refused("TooSmall", await market.StartAsync(placed.GroupId, PaymentMethod.Card));
        var group = await market.GroupAsync(placed.GroupId);
        Assert.Equal((PaymentState.Failed, "Số tiền nhỏ quá."), await market.PaymentAsync(group) is var failed ? (failed.State, failed.Why!.Vi) : default);
        Assert.Refused("PaymentUnknown", await market.Shop.Place(await market.Shop.CartOf((market.Shop.Tea, 1)), OrderingMarket.Form with { Payment = "Gold" }));
    }

    [Theory, BothDatabases]
    public async Task Unpaid_orders_give_their_goods_back_and_money_that_comes_late_takes_what_is_left(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider, stock: 2);
        var shop = market.Shop;
        var group = await market.AwaitingAsync(PaymentMethod.BankTransfer, (shop.Tea, 2), (shop.Garlic, 1));
        Assert.Equal(0, await market.LapseAsync());
        shop.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(1, await market.LapseAsync());
        Assert.Equal(0, await market.LapseAsync());
        Assert.All((await market.GroupAsync(group.Id)).Orders, order => Assert.Equal((OrderStatus.Unpaid, PaymentStatus.Cancelled), (order.Status, order.PaymentStatus)));
        Assert.Equal((0, 0), ((await shop.Level(shop.Tea)).Allocated, (await shop.Level(shop.Garlic)).Allocated));
        Assert.Refused("TooLateToPay", await market.StartAsync(group.Id, PaymentMethod.Card));
        Assert.Equal(2, (await market.MailsAsync()).Count(key => key.StartsWith("order-unpaid:", StringComparison.Ordinal)));

        // Somebody else takes one of the two packs of tea; then the money comes.
        await shop.PlacedGroup((shop.Tea, 1));
        Assert.Equal(NoticeResult.Booked, await market.TransferAsync(group, "FT1", group.Total.Amount));
        var late = await market.GroupAsync(group.Id);
        Assert.Equal([OrderStatus.Unpaid, OrderStatus.Placed], late.Orders.Select(order => order.Status));
        Assert.Equal(late.Orders[0].Total, Assert.Single((await market.MoneyAsync(group)).Refunds).Amount);
        Assert.Contains(await market.MailsAsync(), key => key.StartsWith($"order-sold-out:{late.Orders[0].Number}:", StringComparison.Ordinal));
        Assert.Contains($"order-for-producer:{late.Orders[1].Number}", await market.MailsAsync());
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Before_an_order_lapses_its_gateway_is_asked_once_more(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var paid = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        market.Card.OnConfirm = request => new PaymentNews.Unreachable("down");
        market.Shop.Clock.Advance(TimeSpan.FromMinutes(61));
        // While nobody knows, nothing is let go, for two hours.
        Assert.Equal(0, await market.LapseAsync());
        market.Card.OnConfirm = request => new PaymentNews.Paid("pi_1", request.Amount, "VND", null);
        Assert.Equal(0, await market.LapseAsync());
        Assert.Equal((OrderStatus.Placed, PaymentStatus.Paid), await StateAsync(market, paid));

        var lost = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        market.Card.OnConfirm = _ => new PaymentNews.Unreachable("down");
        market.Shop.Clock.Advance(TimeSpan.FromHours(4));
        Assert.Equal(1, await market.LapseAsync());
        Assert.Equal(OrderStatus.Unpaid, (await StateAsync(market, lost)).Status);
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Nobody_can_pay_on_the_page_of_an_order_that_is_over_or_paid_at_the_door(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var over = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        Assert.Empty(market.Card.Closed);
        market.Card.OnConfirm = _ => new PaymentNews.Failed("expired", new("Hết hạn", "Expired"));
        market.Shop.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(1, await market.LapseAsync());
        Assert.Equal([(await market.PaymentAsync(over)).Reference], market.Card.Closed);
        Assert.Equal(OrderStatus.Unpaid, (await StateAsync(market, over)).Status);

        var atTheDoor = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        Assert.Succeeded(await market.StartAsync(atTheDoor.Id, PaymentMethod.CashOnDelivery));
        Assert.Equal((await market.PaymentAsync(atTheDoor)).Reference, market.Card.Closed[^1]);
        Assert.Equal((PaymentState.Failed, OrderStatus.Placed), ((await market.PaymentAsync(atTheDoor)).State, (await StateAsync(market, atTheDoor)).Status));

        // The card was faster than the choice of cash: that money goes back.
        var both = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        market.Card.OnConfirm = request => new PaymentNews.Paid("pi_fast", request.Amount, "VND", null);
        Assert.Succeeded(await market.StartAsync(both.Id, PaymentMethod.CashOnDelivery));
        Assert.Equal(both.Total, Assert.Single((await market.MoneyAsync(both)).Refunds).Amount);
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Money_and_the_end_of_the_time_at_once_end_in_one_truth(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        for (var i = 0; i < 6; i++)
        {
            var group = await market.AwaitingAsync(PaymentMethod.BankTransfer, (market.Shop.Tea, 1));
            market.Shop.Clock.Advance(TimeSpan.FromMinutes(61));
            var transfer = $"FT-{i}";
            await Task.WhenAll(Task.Run(() => market.LapseAsync()), Task.Run(() => market.TransferAsync(group, transfer, group.Total.Amount)), Task.Run(() => market.StartAsync(group.Id, PaymentMethod.Card)));
            // Whoever came first: the money was there and so were the goods.
            Assert.Equal((OrderStatus.Placed, PaymentStatus.Paid), await StateAsync(market, group));
        }

        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task The_last_piece_goes_to_late_money_or_to_the_next_buyer_and_the_other_loses_nothing(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider, stock: 1);
        var shop = market.Shop;
        for (var i = 0; i < 8; i++)
        {
            var cart = await shop.CartOf((shop.Tea, 1));
            var form = await shop.AgreedForm(cart);
            var late = await market.AwaitingAsync(PaymentMethod.BankTransfer, (shop.Tea, 1));
            shop.Clock.Advance(TimeSpan.FromMinutes(61));
            var transfer = $"FT-{i}";
            // Every second time the goods are let go already; otherwise the job runs beside the two.
            if (i % 2 == 1) Assert.Equal(1, await market.LapseAsync());
            var next = Task.Run(() => shop.Run((PlaceOrder place) => place.HandleAsync(cart, form, default)));
            await Task.WhenAll(next, Task.Run(() => market.TransferAsync(late, transfer, late.Total.Amount)), Task.Run(market.LapseAsync));
            await market.LapseAsync();

            var hasBought = (await next).Succeeded;
            if (!hasBought) Assert.Refused("OutOfStock", await next);
            Assert.Equal(hasBought ? (OrderStatus.Unpaid, PaymentStatus.Cancelled) : (OrderStatus.Placed, PaymentStatus.Paid), await StateAsync(market, late));
            Assert.Equal(hasBought ? [late.Total] : [], (await market.MoneyAsync(late)).Refunds.Select(refund => refund.Amount));
            Assert.Equal(i + 1, (await shop.Level(shop.Tea)).Allocated);
            Assert.Equal(0, await shop.Available(shop.Tea));
            Assert.Succeeded(await shop.Run((ReceiveStock receive) => receive.HandleAsync([new(shop.Tea.Id, 1)], "Nhập thêm", "test", default)));
        }

        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Part_of_the_money_when_the_time_is_over_goes_back(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.BankTransfer, (market.Shop.Tea, 1));
        await market.TransferAsync(group, "FT1", 100_000);
        market.Shop.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await market.LapseAsync());
        Assert.Equal(100_000, Assert.Single((await market.MoneyAsync(group)).Refunds).Amount.Amount);
        await market.TransferAsync(group, "FT2", 50_000);
        Assert.Equal([100_000, 50_000], (await market.MoneyAsync(group)).Refunds.Select(refund => refund.Amount.Amount));
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Part_of_the_money_before_a_change_to_cash_goes_back(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.BankTransfer, (market.Shop.Tea, 1));
        await market.TransferAsync(group, "FT1", 100_000);
        Assert.Succeeded(await market.StartAsync(group.Id, PaymentMethod.CashOnDelivery));
        Assert.Equal((OrderStatus.Placed, PaymentStatus.Due), await StateAsync(market, group));
        Assert.Equal(100_000, Assert.Single((await market.MoneyAsync(group)).Refunds).Amount.Amount);
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task The_rest_can_be_paid_in_another_way(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.BankTransfer, (market.Shop.Tea, 1));
        await market.TransferAsync(group, "FT1", 100_000);
        Assert.Succeeded(await market.StartAsync(group.Id, PaymentMethod.Card));
        Assert.Equal(group.Total - new Money(100_000), Assert.Single(market.Card.Started).Amount);
        // And back: the page shows what was chosen last.
        Assert.Succeeded(await market.StartAsync(group.Id, PaymentMethod.BankTransfer));
        Assert.Equal(PaymentMethod.BankTransfer, (await market.MoneyAsync(group)).Latest!.Method);
        var card = market.Card.Started[0];
        Assert.Equal(NoticeResult.Booked, await market.TellAsync("stripe", card.Reference, new PaymentNews.Paid("pi_1", card.Amount, "VND", null)));
        Assert.Equal((OrderStatus.Placed, PaymentStatus.Paid), await StateAsync(market, group));
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task A_gateways_page_of_another_sum_is_left_and_paid_all_the_same_gives_back_what_is_too_much(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        Assert.Equal(group.Total, (await market.MoneyAsync(group)).AtGateway!.Amount);
        market.Shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await market.TransferAsync(group, "FT1", 100_000);
        Assert.Null((await market.MoneyAsync(group)).AtGateway);
        for (var press = 0; press < 2; press++) Assert.Succeeded(await market.StartAsync(group.Id, PaymentMethod.Card));
        var rest = group.Total - new Money(100_000);
        Assert.Equal([group.Total, rest], market.Card.Started.Select(asked => asked.Amount));
        Assert.Equal(rest, (await market.MoneyAsync(group)).AtGateway!.Amount);

        // The page that lay open in another window is paid, and then the new one as well.
        foreach (var (asked, transaction) in market.Card.Started.Zip(["pi_1", "pi_2"]))
            Assert.Equal(NoticeResult.Booked, await market.TellAsync("stripe", asked.Reference, new PaymentNews.Paid(transaction, asked.Amount, "VND", null)));
        Assert.Equal((OrderStatus.Placed, PaymentStatus.Paid), await StateAsync(market, group));
        Assert.Equal(group.Total, PayingMarket.Sum((await market.MoneyAsync(group)).Refunds.Select(refund => refund.Amount)));
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Two_presses_while_the_gateway_thinks_lead_to_one_page(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var placed = Assert.Succeeded(await market.Shop.Place(await market.Shop.CartOf((market.Shop.Tea, 1)), OrderingMarket.Form with { Payment = "Card" }));
        using var both = new Barrier(2);
        market.Card.OnStart = request =>
        {
            both.SignalAndWait(TimeSpan.FromSeconds(5));
            return new PaymentStart($"cs_{request.Reference}", new Uri($"https://pay.example/{request.Reference}"));
        };
        var pages = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => market.StartAsync(placed.GroupId, PaymentMethod.Card))));
        Assert.Single(pages.Select(page => Assert.Succeeded(page).SendTo!.ToString()).Distinct());
        // A gateway that is asked twice under one key must hear the same.
        Assert.Single(market.Card.Started.Distinct());
    }

    [Theory, BothDatabases]
    public async Task Late_money_for_goods_that_are_gone_is_booked_each_time(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider, stock: 1);
        var group = await market.AwaitingAsync(PaymentMethod.BankTransfer, (market.Shop.Tea, 1));
        market.Shop.Clock.Advance(TimeSpan.FromMinutes(61));
        await market.LapseAsync();
        await market.Shop.PlacedGroup((market.Shop.Tea, 1));
        foreach (var transfer in new[] { "FT1", "FT2" }) Assert.Equal(NoticeResult.Booked, await market.TransferAsync(group, transfer, group.Total.Amount));
        Assert.Equal(2, (await market.MoneyAsync(group)).Refunds.Count);
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task A_transfer_that_bears_no_name_of_the_banks_and_may_be_known_lies_aside(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.BankTransfer, (market.Shop.Tea, 1));
        Assert.Equal(NoticeResult.Booked, await market.TransferAsync(group, "sepay-17", group.Total.Amount));
        // The statement tells of it under the bank's name: not paid out as too much.
        Assert.Equal(NoticeResult.UnknownReference, await market.TransferAsync(group, "FT26333001", group.Total.Amount));
        Assert.Empty((await market.MoneyAsync(group)).Refunds);
        Assert.Equal(1, (await market.Shop.Run((DeskMoney money) => money.AsideAsync(PayingMarket.Officer, 1, default))).Total);
    }

    private static Task<Outcome<bool>> FinishAsync(PayingMarket market, Person person, Refund refund, string how) =>
        market.Shop.Run((FinishRefund finish) => finish.HandleAsync(person, refund.Id, how, default));

    private static async Task<(OrderStatus Status, PaymentStatus Payment)> StateAsync(PayingMarket market, OrderGroup group) =>
        (await market.GroupAsync(group.Id)).Orders[0] is var order ? (order.Status, order.PaymentStatus) : default;
}
