using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ocop.Market.Data;
using Ocop.Market.Doubles.Carriers;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Shipping;
using Ocop.Market.Ordering.Shipping.Ghn;
using Ocop.Market.Ordering.Shipping.Ghtk;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Ordering;
using Xunit;

namespace Ocop.Market.Tests.Shipping;

public sealed class HandingOverToACarrier
{
    private const string Secret = "a-secret-of-the-address";

    [Theory, BothDatabases]
    public async Task A_lost_answer_is_found_again_and_news_are_asked_before_they_are_believed(DatabaseProvider provider)
    {
        await using var ghn = await GhnDouble.StartAsync();
        await using var market = await OpenAsync(provider, ghn);
        var order = await AcceptedAsync(market);

        ghn.LosesAnswer = true;
        Assert.Refused("CarrierUnreachable", await PressAsync(market, order));
        Assert.Refused("BeingBooked", await PressAsync(market, order));
        Assert.Equal(OrderStatus.Accepted, await StatusAsync(market, order));
        market.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(OrderStatus.Shipped, Assert.Succeeded(await PressAsync(market, order)).Status);
        var (reference, asked) = Assert.Single(ghn.Made);
        Assert.Equal((order.Number, order.Total.Amount), (reference, asked.GetProperty("cod_amount").GetInt64()));
        Assert.Equal(GhnDouble.CodeOf(order.Number), await market.Read(db => db.Orders.Where(it => it.Id == order.Id).Select(it => it.TrackingCode).SingleAsync()));

        // Whoever knows the address may say what he likes: the carrier is asked.
        var before = await market.Read(db => db.ShipmentsOf(order.Id));
        Assert.Equal(NoticeResult.Forged, await TellAsync(market, order, "delivered", "wrong"));
        Assert.Equal(before, await market.Read(db => db.ShipmentsOf(order.Id)));
        ghn.Status = "delivering";
        Assert.Equal(NoticeResult.Booked, await TellAsync(market, order, "delivered"));
        Assert.Equal(OrderStatus.Shipped, await StatusAsync(market, order));
        Assert.Equal(NoticeResult.Irrelevant, await TellAsync(market, order, "by_drone"));

        ghn.Status = "delivered";
        Assert.Equal(NoticeResult.BookedBefore, await TellAsync(market, order, "delivered"));
        Assert.Equal((OrderStatus.Delivered, 2), (await StatusAsync(market, order), await market.Read(db => db.ShipmentsOf(order.Id))));
        Assert.Equal(NoticeResult.Booked, await TellAsync(market, order, "storing"));
        Assert.Equal(OrderStatus.Delivered, await StatusAsync(market, order));
        Assert.Equal(order.Total, await market.Read(db => db.Receipts.Select(receipt => receipt.Amount).SingleAsync()));
        Assert.All(await market.Read(db => db.KeptMessages.ToListAsync()), kept => Assert.Equal("", kept.Query));
        Assert.Empty(ghn.Faults);
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task A_parcel_that_is_lost_broken_or_cancelled_on_its_way_failed_and_the_buyer_reads_what_the_carrier_said(DatabaseProvider provider)
    {
        await using var ghn = await GhnDouble.StartAsync();
        await using var market = await OpenAsync(provider, ghn);
        foreach (var (status, words) in new[] { ("lost", "thất lạc hoặc hư hỏng"), ("damage", "thất lạc hoặc hư hỏng"), ("cancel", "vận đơn đã huỷ") })
        {
            var order = await AcceptedAsync(market);
            Assert.Succeeded(await PressAsync(market, order));
            ghn.Status = status;
            Assert.Equal(NoticeResult.Booked, await TellAsync(market, order, status));
            Assert.Equal(OrderStatus.Failed, await StatusAsync(market, order));
            var key = $"order-failed:{order.Number}";
            Assert.Contains(words, await market.Read(db => db.OutboxMessages.Where(mail => mail.DedupeKey == key).Select(mail => mail.Text).SingleAsync()), StringComparison.Ordinal);
        }

        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task News_of_a_parcel_that_was_sent_otherwise_meanwhile_change_nothing_and_it_is_cancelled_at_the_carrier(DatabaseProvider provider)
    {
        await using var ghn = await GhnDouble.StartAsync();
        await using var market = await OpenAsync(provider, ghn);
        var order = await AcceptedAsync(market);
        ghn.LosesAnswer = true;
        Assert.Refused("CarrierUnreachable", await PressAsync(market, order));
        Assert.Succeeded(await market.Run<ShipOrder, Outcome<OrderTurned>>(ship => ship.HandleAsync(order.Id, "vnpost", "EB123456789VN", "producer", default)));

        Assert.Equal(NoticeResult.Booked, await TellAsync(market, order, "ready_to_pick"));
        Assert.Equal([GhnDouble.CodeOf(order.Number)], ghn.Cancelled);
        ghn.Status = "cancel";
        Assert.Equal(NoticeResult.Booked, await TellAsync(market, order, "cancel"));
        var sent = await market.Read(db => db.Orders.AsNoTracking().SingleAsync(it => it.Id == order.Id));
        Assert.Equal((OrderStatus.Shipped, "vnpost", "EB123456789VN"), (sent.Status, sent.Carrier, sent.TrackingCode));
        Assert.Equal(0, await market.Read(db => db.OutboxMessages.CountAsync(mail => mail.DedupeKey.StartsWith("order-code:"))));
        Assert.Single(ghn.Cancelled);
    }

    [Theory, BothDatabases]
    public async Task A_carrier_that_will_not_call_off_what_went_another_way_is_to_be_called_by_a_person(DatabaseProvider provider)
    {
        await using var ghn = await GhnDouble.StartAsync();
        await using var market = await OpenAsync(provider, ghn);
        var (order, willing) = (await AcceptedAsync(market), await AcceptedAsync(market));
        Func<Task> SentOtherwise(Order it) => async () => Assert.Succeeded(await market.Run<ShipOrder, Outcome<OrderTurned>>(ship => ship.HandleAsync(it.Id, "own", null, "producer", default)));

        ghn.Meanwhile = SentOtherwise(willing);
        Assert.DoesNotContain((await PressAsync(market, willing)).Refusals, refusal => refusal.Reason == "CarrierStillComes");
        Assert.Equal([GhnDouble.CodeOf(willing.Number)], ghn.Cancelled);
        Assert.False(await IsStillBookedAsync(willing));

        (ghn.RefusesToCancel, ghn.Meanwhile) = (true, SentOtherwise(order));
        var refused = (await PressAsync(market, order)).Refusals;
        Assert.Contains(GhnDouble.CodeOf(order.Number), Assert.Single(refused, refusal => refusal.Reason == "CarrierStillComes").Message.Vi, StringComparison.Ordinal);
        Assert.Equal("own", await market.Read(db => db.Orders.Where(it => it.Id == order.Id).Select(it => it.Carrier).SingleAsync()));
        Assert.True(await IsStillBookedAsync(order));

        // Somebody called; the carrier tells so.
        ghn.Status = "cancel";
        await TellAsync(market, order, "cancel");
        Assert.False(await IsStillBookedAsync(order));
        Assert.Equal(OrderStatus.Shipped, await StatusAsync(market, order));

        Task<bool> IsStillBookedAsync(Order it) => market.Read(async db => (await db.Shipments.AsNoTracking().Include(shipment => shipment.Events).SingleAsync(shipment => shipment.OrderId == it.Id)).IsStillBooked);
    }

    [Theory, BothDatabases]
    public async Task Ghtk_finds_the_parcel_of_a_lost_answer_although_it_refuses_to_make_it_again(DatabaseProvider provider)
    {
        await using var ghtk = await GhtkDouble.StartAsync();
        await using var market = await OrderingMarket.OpenAsync(provider, configure: services =>
            services.AddGhtk().AddSingleton(Options.Create(new GhtkOptions { Token = GhtkDouble.Token, PartnerCode = GhtkDouble.PartnerCode, WebhookSecret = Secret, Address = ghtk.Address })));
        var order = await AcceptedAsync(market);

        ghtk.LosesAnswer = true;
        Assert.Refused("CarrierUnreachable", await PressAsync(market, order, "ghtk"));
        market.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(OrderStatus.Shipped, Assert.Succeeded(await PressAsync(market, order, "ghtk")).Status);
        var (reference, asked) = Assert.Single(ghtk.Made);
        Assert.Equal((order.Number, order.Total.Amount), (reference, asked.GetProperty("order").GetProperty("pick_money").GetInt64()));
        Assert.Equal(GhtkDouble.LabelOf(order.Number), await market.Read(db => db.Orders.Where(it => it.Id == order.Id).Select(it => it.TrackingCode).SingleAsync()));

        // Said by anybody, asked of the carrier.
        Assert.Equal(NoticeResult.Forged, await TellAsync("5", "wrong"));
        ghtk.Status = "4";
        await TellAsync("5");
        Assert.Equal(OrderStatus.Shipped, await StatusAsync(market, order));
        ghtk.Status = "5";
        await TellAsync("6");
        Assert.Equal(OrderStatus.Delivered, await StatusAsync(market, order));
        Assert.Equal(order.Total, await market.Read(db => db.Receipts.Select(receipt => receipt.Amount).SingleAsync()));
        Assert.Empty(ghtk.Faults);
        await market.AssertLedgerIsSound();

        Task<NoticeResult> TellAsync(string status, string secret = Secret) => market.Market.InScopeAsync(scope => scope.GetRequiredService<TakeMessage>().HandleAsync(scope.GetRequiredService<ICarrier>(),
            new GatewayMessage("POST", $"?hash={secret}", new Dictionary<string, string>(), $"label_id={GhtkDouble.LabelOf(order.Number)}&partner_id={order.Number}&status_id={status}&action_time=2026-11-29T08:00:00+07:00", market.Clock.UtcNow()), default));
    }

    [Fact]
    public void Ghtk_posts_a_form_whose_time_zone_lost_its_plus()
    {
        var ghtk = new GhtkCarrier(null!, Options.Create(new GhtkOptions { WebhookSecret = Secret }));
        GatewayMessage Message(string hash) => new("POST", $"?hash={hash}", new Dictionary<string, string>(), "label_id=S1.A1.17&partner_id=K7M4-92PX-1&status_id=5&action_time=2026-11-02T12:18:39+07:00", DateTime.UnixEpoch);
        var read = Assert.Succeeded(ghtk.Read(Message(Secret)));
        Assert.Equal(("S1.A1.17", "K7M4-92PX-1", ParcelState.Delivered, new DateTime(2026, 11, 2, 5, 18, 39, DateTimeKind.Utc)), (read.Code, read.Reference, read.State, read.At));
        Assert.Refused("SecretWrong", ghtk.Read(Message("")));
    }

    private static Task<OrderingMarket> OpenAsync(DatabaseProvider provider, GhnDouble ghn) => OrderingMarket.OpenAsync(provider, configure: services =>
        services.AddGhn().AddSingleton(Options.Create(new GhnOptions { Token = GhnDouble.Token, ShopId = GhnDouble.Shop, WebhookSecret = Secret, Address = ghn.Address })));

    private static async Task<Order> AcceptedAsync(OrderingMarket market)
    {
        var order = (await market.PlacedGroup((market.Tea, 2))).Orders[0];
        await market.Read(db => db.Producers.ExecuteUpdateAsync(set => set.SetProperty(producer => producer.Phone, "+84912345678").SetProperty(producer => producer.Place.CommuneCode, "00070")));
        Assert.Succeeded(await market.Run<AcceptOrder, Outcome<OrderTurned>>(accept => accept.HandleAsync(order.Id, "producer", default)));
        return order;
    }

    private static Task<Outcome<OrderTurned>> PressAsync(OrderingMarket market, Order order, string carrier = "ghn") =>
        market.Run<AnswerOrder, Outcome<OrderTurned>>(answer => answer.HandleAsync(order.Id, new ProducerAnswer(OrderAct.Ship, Carrier: carrier), "producer", default));

    private static Task<OrderStatus> StatusAsync(OrderingMarket market, Order order) => market.Read(db => db.Orders.Where(it => it.Id == order.Id).Select(it => it.Status).SingleAsync());

    private static Task<NoticeResult> TellAsync(OrderingMarket market, Order order, string status, string secret = Secret) => market.Market.InScopeAsync(scope =>
        scope.GetRequiredService<TakeMessage>().HandleAsync(scope.GetRequiredService<ICarrier>(), new GatewayMessage("POST", $"?hash={secret}", new Dictionary<string, string>(),
            $$"""{"OrderCode":"{{GhnDouble.CodeOf(order.Number)}}","ClientOrderCode":"{{order.Number}}","ShopID":{{GhnDouble.Shop}},"Type":"switch_status","Status":"{{status}}","Time":"2026-11-29T01:00:00Z"}""", market.Clock.UtcNow()), default));
}

file static class Shipments
{
    public static Task<int> ShipmentsOf(this MarketDb db, Guid orderId) => db.Shipments.Where(shipment => shipment.OrderId == orderId).SelectMany(shipment => shipment.Events).CountAsync();
}
