using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

public sealed class AnsweringAnOrder
{
    [Fact]
    public void The_table_of_moves_has_no_hole()
    {
        OrderFlow.Check(OrderFlow.Moves);
        foreach (var missing in OrderFlow.Moves)
            Assert.Throws<InvalidOperationException>(() => OrderFlow.Check([.. OrderFlow.Moves.Where(move => move != missing)]));
        Assert.Throws<InvalidOperationException>(() => OrderFlow.Check([.. OrderFlow.Moves, OrderFlow.Moves[0] with { To = OrderStatus.Delivered }]));
        Assert.Throws<InvalidOperationException>(() => OrderFlow.Check([.. OrderFlow.Moves.Select(move => move with { Stock = StockEffect.None })]));
    }

    [Theory, BothDatabases]
    public async Task Accepting_and_delivering_moves_goods_and_money(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = (await market.PlacedGroup((market.Tea, 2))).Orders[0];
        Assert.Equal(OrderStatus.Accepted, Assert.Succeeded(await Accept(market, order)).Status);
        Assert.Equal((20, 2), await Stock());
        Assert.Equal(OrderStatus.Delivered, Assert.Succeeded(await Deliver(market, order)).Status);
        Assert.Equal((18, 0), await Stock());

        var delivered = (await market.Run<OrderTracking, OrderGroup?>(tracking => tracking.FindByOrderAsync(order.Id, default)))!.Orders[0];
        Assert.Equal(PaymentStatus.Paid, delivered.PaymentStatus);
        Assert.Equal([OrderStatus.Placed, OrderStatus.Accepted, OrderStatus.Delivered], delivered.Events.Select(step => step.Status));
        Assert.Equal(1, await market.Read(db => db.OutboxMessages.CountAsync(mail => mail.DedupeKey == $"order-accepted:{order.Number}")));
        await market.AssertLedgerIsSound();

        async Task<(int, int)> Stock()
        {
            var level = await market.Level(market.Tea);
            return (level.OnHand, level.Allocated);
        }
    }

    [Theory, BothDatabases]
    public async Task Refusing_puts_the_goods_back_and_tells_the_buyer_why(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 2);
        var order = (await market.PlacedGroup((market.Tea, 2), (market.Garlic, 1))).Orders[0];
        Assert.False(await market.IsInStock(market.Tea));
        Assert.Succeeded(await Refuse(market, order, "Hết hàng <vụ này>"));

        Assert.True(await market.IsInStock(market.Tea));
        Assert.Equal(2, await market.Available(market.Tea));
        Assert.Equal(1, await market.Available(market.Garlic));
        var mail = await market.Read(db => db.OutboxMessages.SingleAsync(mail => mail.DedupeKey == $"order-refused:{order.Number}"));
        Assert.Contains("Hết hàng <vụ này>.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Hết hàng &lt;vụ này&gt;.", mail.Html, StringComparison.Ordinal);
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Repeating_an_answer_changes_nothing(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = (await market.PlacedGroup((market.Tea, 2))).Orders[0];
        var refused = (await market.PlacedGroup((market.Garlic, 1))).Orders[0];
        Assert.Succeeded(await Refuse(market, refused, "Hết hàng"));
        Assert.Succeeded(await Accept(market, order));
        var before = await market.Fingerprint();
        Assert.Succeeded(await Accept(market, order));
        Assert.Succeeded(await Refuse(market, refused, "Hết hàng rồi"));
        Assert.Equal(before, await market.Fingerprint());

        Assert.Succeeded(await Deliver(market, order));
        before = await market.Fingerprint();
        Assert.Succeeded(await Deliver(market, order));
        Assert.Equal(before, await market.Fingerprint());
    }

    [Theory, BothDatabases]
    public async Task What_the_state_does_not_allow_is_refused_and_changes_nothing(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = (await market.PlacedGroup((market.Tea, 2))).Orders[0];
        var before = await market.Fingerprint();
        Assert.Refused("NotYetAccepted", await Deliver(market, order));
        Assert.Refused("ReasonMissing", await Refuse(market, order, " "));
        Assert.Refused("ReasonTooLong", await Refuse(market, order, new string('a', 301)));
        Assert.Refused("OrderUnknown", await market.Run<AcceptOrder, Outcome<OrderTurned>>(accept => accept.HandleAsync(Guid.CreateVersion7(), "producer", default)));
        Assert.Equal(before, await market.Fingerprint());

        Assert.Succeeded(await Accept(market, order));
        before = await market.Fingerprint();
        Assert.Refused("AlreadyAccepted", await Refuse(market, order, "Đổi ý"));
        Assert.Equal(before, await market.Fingerprint());
    }

    [Theory, BothDatabases]
    public async Task Of_two_opposite_answers_at_once_one_counts(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var order = (await market.PlacedGroup((market.Tea, 2))).Orders[0];
        var answers = await Task.WhenAll(Task.Run(() => Accept(market, order)), Task.Run(() => Refuse(market, order, "Hết hàng")));
        Assert.Single(answers, answer => answer.Succeeded);
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Two_days_of_silence_cancel_once(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 3);
        var group = await market.PlacedGroup((market.Tea, 3), (market.Garlic, 1));
        Assert.Succeeded(await Accept(market, group.Orders[1]));
        market.Clock.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await Expire(market));
        Assert.Equal(group.Orders[0].Number, Assert.Single(await market.Run<UnansweredOrders, IReadOnlyList<UnansweredOrder>>(unanswered => unanswered.FindAsync(default))).Number);

        market.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await Expire(market));
        Assert.Equal(3, await market.Available(market.Tea));
        Assert.True(await market.IsInStock(market.Tea));
        Assert.Equal(1, await market.Read(db => db.OutboxMessages.CountAsync(mail => mail.DedupeKey == $"order-expired:{group.Orders[0].Number}")));
        var after = await market.Fingerprint();
        Assert.Equal(0, await Expire(market));
        Assert.Refused("AlreadyExpired", await Accept(market, group.Orders[0]));
        Assert.Equal(after, await market.Fingerprint());
        Assert.Empty(await market.Run<UnansweredOrders, IReadOnlyList<UnansweredOrder>>(unanswered => unanswered.FindAsync(default)));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task An_order_that_cannot_expire_keeps_no_other_waiting(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var (broken, other) = ((await market.PlacedGroup((market.Tea, 1))).Orders[0], (await market.PlacedGroup((market.Garlic, 1))).Orders[0]);
        await market.Read(db => db.StockLevels.Where(level => level.VariantId == market.Tea.Id).ExecuteUpdateAsync(set => set.SetProperty(level => level.Allocated, 0)));
        market.Clock.Advance(Order.AnswerTime);
        await Assert.ThrowsAsync<AggregateException>(() => Expire(market));
        Assert.Equal((OrderStatus.Placed, OrderStatus.Expired), (await StatusAsync(broken), await StatusAsync(other)));

        Task<OrderStatus> StatusAsync(Order order) => market.Read(db => db.Orders.Where(it => it.Id == order.Id).Select(it => it.Status).SingleAsync());
    }

    [Theory, BothDatabases]
    public async Task More_orders_that_cannot_expire_than_one_run_does_keep_no_younger_one_waiting(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var broken = (await market.PlacedGroup((market.Tea, 1))).Orders[0];
        await market.Read(async db =>
        {
            for (var i = 0; i < 210; i++)
            {
                var copy = await db.Orders.AsNoTracking().SingleAsync(it => it.Id == broken.Id);
                db.Entry(copy).Property(it => it.Id).CurrentValue = Guid.CreateVersion7();
                db.Entry(copy).Property(it => it.Number).CurrentValue = FormattableString.Invariant($"TEST-{i:0000}-1");
                db.Orders.Add(copy);
                // Its mail is there already: the step cannot be written.
                db.OutboxMessages.Add(new OutboxMessage(market.Clock.UtcNow(), $"order-expired:{copy.Number}", "in-the-way@localhost", "dieu-phoi@localhost", "Thử", "Thử", "Thử"));
            }

            return await db.SaveChangesAsync();
        });
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        var younger = (await market.PlacedGroup((market.Garlic, 1))).Orders[0];
        market.Clock.Advance(Order.AnswerTime);
        Assert.Equal(210, (await Assert.ThrowsAsync<AggregateException>(() => Expire(market))).InnerExceptions.Count);
        Assert.Equal((210, OrderStatus.Expired), (await market.Read(db => db.Orders.CountAsync(it => it.Status == OrderStatus.Placed)), await market.Read(db => db.Orders.Where(it => it.Id == younger.Id).Select(it => it.Status).SingleAsync())));
    }

    [Theory, BothDatabases]
    public async Task The_buyer_finds_the_order_by_number_and_phone_together(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var group = await market.PlacedGroup((market.Tea, 1), (market.Garlic, 1));
        Assert.Equal(group.Id, (await Track(group.Number.ToLowerInvariant().Replace('-', ' '), "+84 912 345 678"))?.Id);
        Assert.Equal(group.Id, (await Track(group.Orders[1].Number, "0912345678"))?.Id);
        Assert.Null(await Track(group.Number, "0912345679"));
        Assert.Null(await Track("AAAA-AAAA", "0912345678"));
        Assert.Null(await Track(null, null));

        Task<OrderGroup?> Track(string? number, string? phone) => market.Run<OrderTracking, OrderGroup?>(tracking => tracking.FindAsync(number, phone, default));
    }

    private static Task<Outcome<OrderTurned>> Accept(OrderingMarket market, Order order) => market.Run<AcceptOrder, Outcome<OrderTurned>>(accept => accept.HandleAsync(order.Id, "producer", default));

    private static Task<Outcome<OrderTurned>> Refuse(OrderingMarket market, Order order, string reason) => market.Run<RefuseOrder, Outcome<OrderTurned>>(refuse => refuse.HandleAsync(order.Id, reason, "producer", default));

    private static Task<Outcome<OrderTurned>> Deliver(OrderingMarket market, Order order) => market.Run<DeliverOrder, Outcome<OrderTurned>>(deliver => deliver.HandleAsync(order.Id, "producer", default));

    private static Task<int> Expire(OrderingMarket market) => market.Run<ExpireUnansweredOrders, int>(expire => expire.HandleAsync(default));
}
