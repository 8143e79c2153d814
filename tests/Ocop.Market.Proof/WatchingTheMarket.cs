using System.Net;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Proof;

public sealed class WatchingTheMarket
{
    [Theory, BothDatabases]
    public async Task A_collector_is_told_what_happened_and_nothing_about_who(DatabaseProvider provider)
    {
        await using var collector = await OtlpSink.StartAsync();
        await using var market = await Instance.OpenAsync(provider);
        market.Settings["Telemetry__Endpoint"] = collector.Address;
        var variant = await Goods.ReceiveAsync(market, "Trà thử", "TRA-1", 1);
        var host = await market.StartAsync();

        var (buyer, late) = (new Guest(), new Guest());
        await buyer.AddAsync(host.Site, variant);
        await late.AddAsync(host.Site, variant);
        await late.FillInAsync(host.Site, "0912345679", holds: false);
        await buyer.FillInAsync(host.Site, "0912345678", holds: false);
        Assert.NotNull((await buyer.PlaceAsync(host.Site)).OrderNumber);
        Assert.NotNull((await buyer.PlaceAsync(host.Site)).OrderNumber);
        Assert.Null((await late.PlaceAsync(host.Site)).OrderNumber);
        Assert.Equal(HttpStatusCode.OK, (await buyer.GetAsync(host.Site, buyer.TrackingPath!)).Status);
        await new Guest().GetAsync(host.Site, "/tim-kiem?q=tim+0912345670");
        await Eventually.TrueAsync(() => market.AskAsync(db => db.OutboxMessages.AllAsync(mail => mail.State == OutboxState.Sent)), TimeSpan.FromMinutes(3));
        // The order changed the list: what is kept of it may be thrown away once more in between.
        for (var visit = 0; visit < 3; visit++) await new Guest().GetAsync(host.Site, "/san-pham");
        await host.StopAsync();

        // Asked twice, placed once.
        Assert.Equal(1, collector.Value("market.orders"));
        Assert.Equal(1, collector.Value("market.order.refusals", "OutOfStock"));
        Assert.Equal(2, collector.Value("market.mails", "Sent"));
        Assert.Equal(0, collector.Value("market.outbox.age"));
        Assert.True(collector.Value("market.cache.lookups", "hit") >= 1);
        Assert.True(collector.Value("market.cache.lookups", "miss") >= 1);
        Assert.True(collector.Spans.Contains("GET /don-hang/{code}"), string.Join(", ", collector.Spans.Distinct()));
        Assert.DoesNotContain("url.path", collector.Raw, StringComparison.Ordinal);
        Assert.Contains("POST /thanh-toan", collector.Spans);
        foreach (var secret in new[] { buyer.OrderNumber!, "0912345678", "0912345670", WebUtility.UrlEncode(buyer.TrackingPath!.Split("?")[1]) })
            Assert.DoesNotContain(secret, collector.Raw, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_collector_that_is_away_keeps_nobody_from_buying(DatabaseProvider provider)
    {
        await using var market = await Instance.OpenAsync(provider);
        market.Settings["Telemetry__Endpoint"] = $"http://127.0.0.1:{Host.FreePort()}";
        var variant = await Goods.ReceiveAsync(market, "Trà thử", "TRA-1", 1);
        var host = await market.StartAsync();
        var buyer = new Guest();
        await buyer.AddAsync(host.Site, variant);
        await buyer.FillInAsync(host.Site, "0912345678", holds: true);
        Assert.NotNull((await buyer.PlaceAsync(host.Site)).OrderNumber);
    }
}
