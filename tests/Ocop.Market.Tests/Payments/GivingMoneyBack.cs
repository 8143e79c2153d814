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
