using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Payments;

public sealed class GivingMoneyBack
{
    [Theory, BothDatabases]
    public async Task A_refused_parcel_and_one_that_nobody_answered_go_back_by_themselves(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1), (market.Shop.Garlic, 1));
        await market.PayByCardAsync(group);
        Assert.Succeeded(await market.Shop.Run((RefuseOrder refuse) => refuse.HandleAsync(group.Orders[0].Id, "Hết hàng", "producer", default)));
        market.Shop.Clock.Advance(TimeSpan.FromHours(49));
        await market.Shop.Run((ExpireUnansweredOrders expire) => expire.HandleAsync(default));

        var orders = (await market.GroupAsync(group.Id)).Orders;
        Assert.All(orders, order => Assert.Equal((PaymentStatus.Refunded, order.Total), (order.PaymentStatus, order.Refunded)));
        Assert.Equal(2, await market.SendRefundsAsync());
        Assert.Equal(orders.Select(order => order.Total.Amount).Order(), market.Card.Refunds.Select(refund => refund.Amount.Amount).Order());
        Assert.All(market.Card.Refunds, refund => Assert.Equal(("pi_1", group.Total), (refund.TransactionId, refund.Paid)));
        Assert.Equal(2, (await market.MailsAsync()).Count(key => key.StartsWith("refund-done:", StringComparison.Ordinal)));
        Assert.Contains("Chợ hoàn lại", (await market.Shop.Read(db => db.OutboxMessages.SingleAsync(mail => mail.DedupeKey == $"order-refused:{orders[0].Number}"))).Text, StringComparison.Ordinal);
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task An_officer_gives_back_several_times_up_to_what_was_paid(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 2));
        var order = group.Orders[0];
        Assert.Refused("NothingToRefund", await DecideAsync(market, PayingMarket.Officer, order, 1, "Thử", 0));
        await market.PayByCardAsync(group);
        foreach (var stranger in new[] { PayingMarket.Provincial, PayingMarket.Auditor }) Assert.Refused("NoRight", await DecideAsync(market, stranger, order, 10_000, "Vỡ một hộp", 0));
        Assert.Refused("AmountWrong", await DecideAsync(market, PayingMarket.Officer, order, order.Total.Amount + 1, "Vỡ một hộp", 0));
        Assert.Refused("AmountWrong", await DecideAsync(market, PayingMarket.Officer, order, -5, "Vỡ một hộp", 0));
        Assert.Refused("ReasonMissing", await DecideAsync(market, PayingMarket.Officer, order, 10_000, " ", 0));
        Assert.Equal(0, await market.Shop.Read(db => db.Refunds.CountAsync()));

        Assert.Succeeded(await DecideAsync(market, PayingMarket.Officer, order, 10_000, "Vỡ một hộp", 0));
        // The same press twice gives once.
        Assert.Refused("RefundedMeanwhile", await DecideAsync(market, PayingMarket.Officer, order, 10_000, "Vỡ một hộp", 0));
        // All that is left, while the producer has not answered: that is a refusal of the order.
        Assert.Refused("RefuseInstead", await DecideAsync(market, PayingMarket.Officer, order, order.Total.Amount - 10_000, "Khách trả lại cả gói", 10_000));
        Assert.Succeeded(await market.Shop.Run((AcceptOrder accept) => accept.HandleAsync(order.Id, "producer", default)));
        // Or while it is packed: that is the end of the order, too.
        Assert.Refused("CallOffInstead", await DecideAsync(market, PayingMarket.Officer, order, order.Total.Amount - 10_000, "Khách trả lại cả gói", 10_000));
        Assert.Succeeded(await market.Shop.Run((ShipOrder ship) => ship.HandleAsync(order.Id, "own", null, "producer", default)));
        Assert.Succeeded(await DecideAsync(market, PayingMarket.Officer, order, order.Total.Amount - 10_000, "Khách trả lại cả gói", 10_000));
        var given = (await market.GroupAsync(group.Id)).Orders[0];
        Assert.Equal((order.Total, PaymentStatus.Refunded), (given.Refunded, given.PaymentStatus));
        Assert.Refused("NothingToRefund", await DecideAsync(market, PayingMarket.Officer, order, 1, "Thêm nữa", order.Total.Amount));
        // Handed over all the same: no cash was taken for it.
        Assert.Succeeded(await market.Shop.Run((DeliverOrder deliver) => deliver.HandleAsync(order.Id, "producer", default)));
        Assert.Equal(PaymentStatus.Refunded, (await market.GroupAsync(group.Id)).Orders[0].PaymentStatus);
        Assert.Equal("stripe", await market.Shop.Read(db => db.Receipts.Select(receipt => receipt.Provider).SingleAsync()));
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Two_officers_at_once_give_no_more_than_there_is(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        await market.PayByCardAsync(group);
        var order = group.Orders[0];
        Assert.Succeeded(await market.Shop.Run((AcceptOrder accept) => accept.HandleAsync(order.Id, "producer", default)));
        Assert.Succeeded(await market.Shop.Run((ShipOrder ship) => ship.HandleAsync(order.Id, "own", null, "producer", default)));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => DecideAsync(market, PayingMarket.Officer, order, order.Total.Amount, "Huỷ đơn", 0))));
        Assert.Single(outcomes, outcome => outcome.Succeeded);
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task A_gateway_that_is_silent_is_sent_the_same_again_later_and_one_that_says_no_leaves_it_to_people(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        await market.PayByCardAsync(group);
        Assert.Succeeded(await DecideAsync(market, PayingMarket.Officer, group.Orders[0], 30_000, "Giao chậm", 0));
        market.Card.OnRefund = _ => new RefundNews.Unreachable("timeout");
        Assert.Equal(1, await market.SendRefundsAsync());
        Assert.Equal(0, await market.SendRefundsAsync());
        market.Shop.Clock.Advance(TimeSpan.FromMinutes(6));
        market.Card.OnRefund = _ => new RefundNews.UnderWay("re_1");
        Assert.Equal(1, await market.SendRefundsAsync());
        Assert.Equal(market.Card.Refunds[0], market.Card.Refunds[1]);
        Assert.Equal(RefundState.UnderWay, Assert.Single((await market.MoneyAsync(group)).Refunds).State);

        // The gateway tells how it ended: done, and days later that the bank sent it back. In the end twice.
        Assert.Equal(NoticeResult.Booked, await market.TellAsync("stripe", null, new PaymentNews.Refund(null, "re_1", new RefundNews.Done("re_1"))));
        Assert.Equal(RefundState.Done, Assert.Single((await market.MoneyAsync(group)).Refunds).State);
        var refused = new PaymentNews.Refund(null, "re_1", new RefundNews.Refused("expired_or_canceled_card", "The card is gone."));
        Assert.Equal(NoticeResult.Booked, await market.TellAsync("stripe", null, refused));
        var waiting = Assert.Single((await market.MoneyAsync(group)).Refunds);
        Assert.True(waiting.IsForPeople);
        Assert.Succeeded(await market.Shop.Run((FinishRefund finish) => finish.HandleAsync(PayingMarket.Officer, waiting.Id, "tiền mặt tại chợ", default)));
        Assert.Equal(NoticeResult.BookedBefore, await market.TellAsync("stripe", null, refused));
        Assert.Equal(RefundState.Done, Assert.Single((await market.MoneyAsync(group)).Refunds).State);
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task What_was_given_back_at_the_gateway_itself_is_booked_once_and_shown_to_the_desk(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1), (market.Shop.Garlic, 1));
        await market.PayByCardAsync(group);
        Assert.Equal(NoticeResult.UnknownReference, await market.TellAsync("stripe", null, OutsideOf("re_0", 1_000, "pi_other")));
        Assert.Equal(NoticeResult.UnknownReference, await market.TellAsync("stripe", null, OutsideOf("re_0", 1_000) with { News = new RefundNews.Refused("failed", "Không") }));
        Assert.Equal(0, await market.Shop.Read(db => db.Refunds.CountAsync()));

        var told = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => market.TellAsync("stripe", null, OutsideOf("re_1", 90_001)))));
        Assert.Single(told, result => result == NoticeResult.Booked);
        Assert.All(told.Where(result => result != NoticeResult.Booked), result => Assert.Equal(NoticeResult.BookedBefore, result));
        var refunds = (await market.MoneyAsync(group)).Refunds;
        Assert.Equal((2, 90_001, true), (refunds.Count, refunds.Sum(refund => refund.Amount.Amount), refunds.All(refund => refund is { IsOutside: true, IsForPeople: true, State: RefundState.Done })));
        Assert.Equal(0, await market.SendRefundsAsync());
        await market.AssertAccountsAreTrueAsync();

        var desk = await market.Shop.Run((DeskMoney money) => money.RefundsAsync(PayingMarket.Officer, true, 1, default));
        Assert.Equal((2, 2), (desk.Total, await market.Shop.Run((DeskMoney money) => money.CountAsync(default))));
        var mails = (await market.MailsAsync()).Count;
        foreach (var refund in refunds) Assert.Succeeded(await market.Shop.Run((FinishRefund finish) => finish.HandleAsync(PayingMarket.Officer, refund.Id, "Đã gọi khách, gói vẫn gửi", default)));
        Assert.Equal((0, 0, mails), ((await market.Shop.Run((DeskMoney money) => money.RefundsAsync(PayingMarket.Officer, true, 1, default))).Total, await market.Shop.Run((DeskMoney money) => money.CountAsync(default)), (await market.MailsAsync()).Count));

        // The bank sends it back days later: then a person has to give it back.
        Assert.Equal(NoticeResult.Booked, await market.TellAsync("stripe", null, OutsideOf("re_1", 90_001) with { News = new RefundNews.Refused("lost_or_stolen_card", "Thẻ mất") }));
        Assert.All((await market.MoneyAsync(group)).Refunds, refund => Assert.True(refund is { State: RefundState.Refused, IsForPeople: true }));
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task A_refund_that_the_market_owed_anyhow_is_done_by_the_one_at_the_gateway(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        await market.PayByCardAsync(group);
        Assert.Succeeded(await DecideAsync(market, PayingMarket.Officer, group.Orders[0], 30_000, "Giao chậm", 0));
        market.Card.OnRefund = _ => new RefundNews.Refused("declined", "Không hoàn được");
        Assert.Equal(1, await market.SendRefundsAsync());
        Assert.Equal(NoticeResult.Booked, await market.TellAsync("stripe", null, OutsideOf("re_9", 30_000)));
        var refund = Assert.Single((await market.MoneyAsync(group)).Refunds);
        Assert.Equal((RefundState.Done, false, "re_9"), (refund.State, refund.IsForPeople, refund.GatewayRefundId));
        // More than is left of the money: what is left is booked, and the desk reads what the gateway said.
        var all = group.Total.Amount;
        Assert.Equal(NoticeResult.WrongAmount, await market.TellAsync("stripe", null, OutsideOf("re_10", all)));
        Assert.Contains("chợ chỉ còn", (await market.MoneyAsync(group)).Refunds.Single(it => it.GatewayRefundId == "re_10").Answer, StringComparison.Ordinal);
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task A_refund_that_was_made_at_the_gateway_while_we_asked_for_it_is_looked_at_by_a_person(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 2));
        await market.PayByCardAsync(group);
        foreach (var (amount, news, twice) in new (long, RefundNews, bool)[] { (30_000, new RefundNews.Refused("charge_already_refunded", "Đã hoàn"), false), (20_000, new RefundNews.Done("re_ours"), true) })
        {
            Assert.Succeeded(await DecideAsync(market, PayingMarket.Officer, group.Orders[0], amount, "Giao chậm", (await market.MoneyAsync(group)).Refunds.Sum(it => it.Amount.Amount)));
            market.Card.OnRefund = _ =>
            {
                // The answer is on its way when the officer's refund at the gateway is told of.
                Assert.Equal(NoticeResult.Booked, Task.Run(() => market.TellAsync("stripe", null, OutsideOf($"re_{amount}", amount))).GetAwaiter().GetResult());
                return news;
            };
            Assert.Equal(1, await market.SendRefundsAsync());
            Assert.Equal((RefundState.Done, true, twice), (await market.MoneyAsync(group)).Refunds.Single(it => it.Amount.Amount == amount) is var refund ? (refund.State, refund.IsOutside, refund.IsForPeople) : default);
            Assert.Equal(0, await market.SendRefundsAsync());
        }

        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Two_officers_at_once_assign_send_back_and_finish_once_and_nobody_fails(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.BankTransfer, (market.Shop.Tea, 1));
        for (var round = 0; round < 5; round++)
        {
            await market.TellAsync(PaymentOptions.Bank, null, new PaymentNews.Paid($"FT-{round}", new Money(10_000 + round), "VND", null), "không rõ");
            var receipt = await market.Shop.Read(db => db.Receipts.Where(it => it.TransactionId == $"FT-{round}").Select(it => it.Id).SingleAsync());
            var back = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => i % 2 == 0
                ? market.Shop.Run((ReturnReceipt giveBack) => giveBack.HandleAsync(PayingMarket.Officer, receipt, "Không phải của chợ", default))
                : market.Shop.Run((AssignReceipt assign) => assign.HandleAsync(PayingMarket.Officer, receipt, group.Number, default)))));
            Assert.Contains(back, outcome => outcome.Succeeded);
            Assert.True(await market.Shop.Read(db => db.Refunds.CountAsync(refund => refund.ReceiptId == receipt)) <= 1);
            if (await market.Shop.Read(db => db.Refunds.Where(it => it.ReceiptId == receipt && it.State != RefundState.Done).Select(it => (Guid?)it.Id).FirstOrDefaultAsync()) is not { } refund) continue;
            await market.SendRefundsAsync();
            var finished = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => market.Shop.Run((FinishRefund finish) => finish.HandleAsync(PayingMarket.Officer, refund, "chuyển khoản FT1", default)))));
            Assert.Contains(finished, outcome => outcome.Succeeded);
            Assert.All(finished.Where(outcome => !outcome.Succeeded), outcome => Assert.Refused("ChangedMeanwhile", outcome));
        }

        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task A_bank_that_takes_its_days_leaves_nothing_to_people_and_one_that_falls_silent_does(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        await market.PayByCardAsync(group);
        Assert.Succeeded(await DecideAsync(market, PayingMarket.Officer, group.Orders[0], 30_000, "Giao chậm", 0));
        market.Card.OnRefund = _ => new RefundNews.UnderWay("re_1");
        Assert.False(await AskedAsync(Refund.PatientTries + 2));
        Assert.Equal(0, await market.Shop.Run((DeskMoney money) => money.CountAsync(default)));
        market.Card.OnRefund = _ => new RefundNews.Unreachable("timeout");
        Assert.False(await AskedAsync(Refund.PatientTries - 1));
        Assert.True(await AskedAsync(1));

        async Task<bool> AskedAsync(int times)
        {
            for (var time = 0; time < times; time++)
            {
                Assert.Equal(1, await market.SendRefundsAsync());
                market.Shop.Clock.Advance(TimeSpan.FromHours(7));
            }

            return Assert.Single((await market.MoneyAsync(group)).Refunds).IsForPeople;
        }
    }

    private static PaymentNews.Refund OutsideOf(string id, long amount, string transaction = "pi_1") => new(null, id, new RefundNews.Done(id)) { Outside = (transaction, new Money(amount)) };

    [Theory, BothDatabases]
    public async Task An_officer_says_which_order_some_money_was_for(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.BankTransfer, (market.Shop.Tea, 1));
        await market.TellAsync(PaymentOptions.Bank, null, new PaymentNews.Paid("FT1", group.Total, "VND", null), "mua che");
        var receipt = Assert.Single((await market.Shop.Run((DeskMoney money) => money.AsideAsync(PayingMarket.Officer, 1, default))).Rows).Receipt;
        Assert.Equal(0, (await market.Shop.Run((DeskMoney money) => money.AsideAsync(PayingMarket.Provincial, 1, default))).Total);
        foreach (var stranger in new[] { PayingMarket.Provincial, PayingMarket.Auditor }) Assert.Refused("NoRight", await AssignAsync(market, stranger, receipt, group.Number));
        Assert.Refused("OrderUnknown", await AssignAsync(market, PayingMarket.Officer, receipt, "2222-2222"));
        Assert.Succeeded(await AssignAsync(market, PayingMarket.Officer, receipt, group.Number.ToLowerInvariant()));
        Assert.Refused("ReceiptAssigned", await AssignAsync(market, PayingMarket.Officer, receipt, group.Number));
        Assert.Equal(OrderStatus.Placed, (await market.GroupAsync(group.Id)).Orders[0].Status);
        await market.AssertAccountsAreTrueAsync();
    }

    private static Task<Outcome<bool>> AssignAsync(PayingMarket market, Person person, Receipt receipt, string number) => market.Shop.Run((AssignReceipt assign) => assign.HandleAsync(person, receipt.Id, number, default));

    private static Task<Outcome<bool>> DecideAsync(PayingMarket market, Person person, Order order, long amount, string reason, long already) =>
        market.Shop.Run((DecideRefund decide) => decide.HandleAsync(person, order.Id, amount, reason, already, default));
}
