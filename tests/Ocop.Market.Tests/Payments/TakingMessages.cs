using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Payments;

public sealed class TakingMessages
{
    [Theory, BothDatabases]
    public async Task A_message_is_kept_as_it_came_then_read_and_booked(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        var payment = await market.PaymentAsync(group);
        var seen = new List<string>();
        market.Card.OnVerify = message =>
        {
            seen.Add(message.Headers["stripe-signature"]);
            return Read(message, payment, new PaymentNews.Paid("pi_1", payment.Amount, "VND", null));
        };
        var message = new GatewayMessage("POST", "?a=%20b", new Dictionary<string, string> { ["Stripe-Signature"] = "t=1,v1=ab" }, "{\"tên\": \"đủ dấu\"}", market.Shop.Clock.UtcNow());
        Assert.Equal(NoticeResult.Booked, await TakeAsync(market, message));
        Assert.Equal(NoticeResult.BookedBefore, await TakeAsync(market, message));
        var kept = await market.Shop.Read(db => db.KeptMessages.AsNoTracking().OrderBy(it => it.Id).ToListAsync());
        Assert.Equal([(KeptMessageState.Done, "Booked"), (KeptMessageState.Done, "BookedBefore")], kept.Select(it => (it.State, it.Result!)));
        Assert.Equal((message.Method, message.Query, message.Body, message.ReceivedAt), (kept[0].Message.Method, kept[0].Message.Query, kept[0].Message.Body, kept[0].Message.ReceivedAt));
        // The same key for every message would lie in every backup.
        Assert.Equal("t=1,v1=ab", Assert.Single(seen.Distinct()));
        Assert.Empty(kept[0].Message.Headers);
        Assert.Equal(OrderStatus.Placed, (await market.GroupAsync(group.Id)).Orders[0].Status);
    }

    [Theory, BothDatabases]
    public async Task Told_twice_while_the_buyer_comes_back_and_the_time_runs_out_it_is_booked_once(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        for (var i = 0; i < 5; i++)
        {
            var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
            var payment = await market.PaymentAsync(group);
            var news = new PaymentNews.Paid($"pi_{i}", payment.Amount, "VND", null);
            market.Card.OnVerify = message => Read(message, payment, news);
            market.Card.OnConfirm = _ => news;
            if (i % 2 == 1) market.Shop.Clock.Advance(TimeSpan.FromMinutes(61));
            var (told, asked) = (Twice(() => TakeAsync(market, Message(market, "{}"))), Twice(() => market.Shop.Run((AskGateway ask) => ask.HandleAsync(payment.Id, "buyer", default))));
            await Task.WhenAll([.. told, .. asked, Task.Run(market.LapseAsync)]);

            Assert.All(await Task.WhenAll(told), result => Assert.Contains(result, new[] { NoticeResult.Booked, NoticeResult.BookedBefore }));
            Assert.Equal((OrderStatus.Placed, PaymentStatus.Paid), (await market.GroupAsync(group.Id)).Orders[0] is var order ? (order.Status, order.PaymentStatus) : default);
            Assert.Equal((1, 0), await market.MoneyAsync(group) is var money ? (money.Receipts.Count, money.Refunds.Count) : default);
            Assert.Equal([$"order-awaiting:{group.Number}", $"order-placed:{group.Number}", $"order-for-producer:{group.Number}-1"], (await market.MailsAsync()).Where(key => key.Contains(group.Number, StringComparison.Ordinal)));
        }

        Assert.All(await market.Shop.Read(db => db.KeptMessages.AsNoTracking().ToListAsync()), kept => Assert.Equal(KeptMessageState.Done, kept.State));
        await market.AssertAccountsAreTrueAsync();

        static Task<T>[] Twice<T>(Func<Task<T>> act) => [Task.Run(act), Task.Run(act)];
    }

    [Theory, BothDatabases]
    public async Task What_is_not_believed_changes_nothing_and_is_not_kept_in_full(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        Assert.Equal(NoticeResult.Forged, await TakeAsync(market, Message(market, new string('x', 100_000))));
        var kept = await market.Shop.Read(db => db.KeptMessages.AsNoTracking().SingleAsync());
        Assert.Equal((KeptMessageState.Rejected, "Forged", 2_000), (kept.State, kept.Result, kept.Body.Length));
        Assert.Equal(OrderStatus.AwaitingPayment, (await market.GroupAsync(group.Id)).Orders[0].Status);
        Assert.Equal(0, await market.Shop.Read(db => db.Receipts.CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task What_fails_in_the_middle_is_worked_through_again(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        var payment = await market.PaymentAsync(group);
        // A notice that no database takes: the first try fails as a whole.
        var broken = true;
        market.Card.OnVerify = message => Read(message, payment, new PaymentNews.Paid(broken ? null! : "pi_1", payment.Amount, "VND", null));
        await Assert.ThrowsAnyAsync<Exception>(() => TakeAsync(market, Message(market, "{}")));
        Assert.Equal((KeptMessageState.New, 1), await market.Shop.Read(db => db.KeptMessages.Select(kept => new ValueTuple<KeptMessageState, int>(kept.State, kept.Tries)).SingleAsync()));

        broken = false;
        Assert.Equal(0, await RepeatAsync(market));
        market.Shop.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(1, await RepeatAsync(market));
        Assert.Equal(0, await RepeatAsync(market));
        Assert.Equal(OrderStatus.Placed, (await market.GroupAsync(group.Id)).Orders[0].Status);
        await market.AssertAccountsAreTrueAsync();
    }

    [Theory, BothDatabases]
    public async Task Messages_are_forgotten_in_time_but_never_one_that_is_not_booked(DatabaseProvider provider)
    {
        await using var market = await PayingMarket.OpenAsync(provider);
        var group = await market.AwaitingAsync(PaymentMethod.Card, (market.Shop.Tea, 1));
        var payment = await market.PaymentAsync(group);
        await TakeAsync(market, Message(market, "forged"));
        market.Card.OnVerify = message => Read(message, payment, new PaymentNews.Paid("pi_1", payment.Amount, "VND", null));
        await TakeAsync(market, Message(market, "{}"));
        market.Card.OnVerify = message => Read(message, payment, new PaymentNews.Paid(null!, payment.Amount, "VND", null));
        await Assert.ThrowsAnyAsync<Exception>(() => TakeAsync(market, Message(market, "{}")));

        foreach (var (days, left) in new[] { (29, 3), (2, 2), (58, 2), (2, 1), (400, 1) })
        {
            market.Shop.Clock.Advance(TimeSpan.FromDays(days));
            await market.Shop.Run((ForgetKeptMessages forget) => forget.HandleAsync(default));
            Assert.Equal(left, await market.Shop.Read(db => db.KeptMessages.CountAsync()));
        }

        Assert.Equal(KeptMessageState.New, await market.Shop.Read(db => db.KeptMessages.Select(kept => kept.State).SingleAsync()));
        Assert.Equal(1, await market.Shop.Read(db => db.Receipts.CountAsync()));
    }

    private static Outcome<IReadOnlyList<PaymentNotice>> Read(GatewayMessage message, Payment payment, PaymentNews news) =>
        message.Body.Length == 0 ? new Refusal("Empty", "", "trống", "empty") : Outcome(new PaymentNotice("evt_1", payment.Reference, null, null, news));

    private static Outcome<IReadOnlyList<PaymentNotice>> Outcome(params PaymentNotice[] notices) => notices;

    private static GatewayMessage Message(PayingMarket market, string body) => new("POST", "", new Dictionary<string, string>(), body, market.Shop.Clock.UtcNow());

    private static Task<NoticeResult> TakeAsync(PayingMarket market, GatewayMessage message) => market.Shop.Run((TakeMessage take) => take.HandleAsync(market.Card, message, default));

    private static Task<int> RepeatAsync(PayingMarket market) => market.Shop.Run((TakeMessage take) => take.RepeatAsync([market.Card], default));
}
