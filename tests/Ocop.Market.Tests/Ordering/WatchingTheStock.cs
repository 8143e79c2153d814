using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Ocop.Market.Tests.Desk;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

/// <summary>A producer says at how many pieces it wants to hear that little is left.</summary>
public sealed class WatchingTheStock
{
    [Theory, BothDatabases]
    public async Task Each_fall_to_the_mark_is_told_once_and_a_cart_at_the_checkout_is_none(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 10);
        var owner = await OwnerAsync(market, market.Tea);
        Assert.Equal(1, Assert.Succeeded(await SetAsync(market, owner, market.Tea, 6)));
        await market.PlacedGroup((market.Tea, 3));
        Assert.Equal(0, await WatchAsync(market));
        // Held, not sold.
        var cart = await market.CartOf((market.Tea, 2));
        Assert.Succeeded(await market.Run((ReserveStock reserve) => reserve.HandleAsync(cart, default)));
        Assert.Equal(0, await WatchAsync(market));

        Assert.Succeeded(await market.Place(cart));
        Assert.Equal(1, await WatchAsync(market));
        var mail = Assert.Single(await MailsAsync(market));
        Assert.Equal(("htx-che@example.vn", $"Sắp hết: Chè Đinh Tân Cương, hộp {market.Tea.NetWords}"), (mail.Recipient, mail.Subject));
        Assert.Contains("còn 5", mail.Text, StringComparison.Ordinal);
        Assert.Contains("trình diễn", mail.Text, StringComparison.Ordinal);

        // Not at every order, nor at every run of the job.
        var order = (await market.PlacedGroup((market.Tea, 1))).Orders[0];
        var before = await market.Fingerprint();
        Assert.Equal(0, await WatchAsync(market));
        Assert.Equal(before, await market.Fingerprint());

        // Up and down again between two runs is another fall. Goods that a refusal gives back count too.
        Assert.Succeeded(await market.Run((ReceiveStock receive) => receive.HandleAsync([new(market.Tea.Id, 3)], "Nhập", "test", default)));
        Assert.Succeeded(await market.Run((RefuseOrder refuse) => refuse.HandleAsync(order.Id, "Không kịp làm", "producer", default)));
        await market.PlacedGroup((market.Tea, 8));
        Assert.Equal(1, await WatchAsync(market));
        Assert.Contains("hết", (await MailsAsync(market))[^1].Text, StringComparison.Ordinal);
        Assert.Equal(2, (await MailsAsync(market)).Count);
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Two_watchers_at_once_tell_once_and_the_market_hears_for_who_has_no_mail(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 5);
        Assert.Succeeded(await SetAsync(market, await OwnerAsync(market, market.Garlic), market.Garlic, 4));
        await market.PlacedGroup((market.Garlic, 1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => WatchAsync(market))));
        Assert.Equal("dieu-phoi@localhost", Assert.Single(await MailsAsync(market)).Recipient);
    }

    [Theory, BothDatabases]
    public async Task A_mark_above_what_is_there_is_no_fall_and_none_means_the_markets_own(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 5);
        var owner = await OwnerAsync(market, market.Tea);
        // Little is left of the tea, and the tin never came in.
        Assert.Equal([true, true], await LowAsync());
        Assert.Equal(2, Assert.Succeeded(await market.Run((SetLowStock set) => set.HandleAsync(owner, [new(market.Tea.Id, 4), new(market.TeaTin.Id, 0)], default))));
        Assert.Equal([false, true], await LowAsync());
        Assert.Equal(1, await market.Run((StockShelf shelf) => shelf.CountLowAsync(owner, default)));
        Assert.Equal(1, Assert.Succeeded(await SetAsync(market, owner, market.Tea, 9)));
        Assert.Equal(0, Assert.Succeeded(await SetAsync(market, owner, market.Tea, 9)));
        Assert.Equal(0, await WatchAsync(market));
        Assert.Equal(1, Assert.Succeeded(await SetAsync(market, owner, market.Tea, null)));
        await market.PlacedGroup((market.Tea, 5));
        Assert.Equal(0, await WatchAsync(market));
        Assert.Empty(await MailsAsync(market));
        await market.AssertLedgerIsSound();

        async Task<IEnumerable<bool>> LowAsync() => (await market.Run((StockShelf shelf) => shelf.FindAsync(owner, market.Tea.ProductId, default)))!.Variants.Select(variant => variant.IsLow);
    }

    [Theory, BothDatabases]
    public async Task Only_the_producers_people_set_it(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 5);
        var before = await market.Fingerprint();
        foreach (var person in new[] { await OwnerAsync(market, market.Garlic), DeskMarket.Auditor }) Assert.Refused("NoRight", await SetAsync(market, person, market.Tea, 4));
        var owner = await OwnerAsync(market, market.Tea);
        foreach (var wrong in new[] { -1, CountStock.Most + 1 }) Assert.Refused("QuantityWrong", await SetAsync(market, owner, market.Tea, wrong));
        Assert.Equal(before, await market.Fingerprint());
        Assert.Equal((null, null), (await market.Level(market.Tea)) is var level ? (level.LowAt, level.LowToldAt) : default);
        Assert.Null(await market.Run((StockShelf shelf) => shelf.FindAsync(owner, market.Garlic.ProductId, default)));
    }

    private static async Task<Person> OwnerAsync(OrderingMarket market, Variant variant) =>
        DeskMarket.Holding(Role.ProducerOwner, (await market.Read(db => db.Producers.SingleAsync(producer => db.Products.Any(product => product.Id == variant.ProductId && product.ProducerId == producer.Id)))).Scope);

    private static Task<Outcome<int>> SetAsync(OrderingMarket market, Person person, Variant variant, int? lowAt) => market.Run((SetLowStock set) => set.HandleAsync(person, [new LowMark(variant.Id, lowAt)], default));

    private static Task<int> WatchAsync(OrderingMarket market) => market.Run((WatchStock watch) => watch.HandleAsync(default));

    private static Task<List<OutboxMessage>> MailsAsync(OrderingMarket market) => market.Read(db => db.OutboxMessages.Where(mail => mail.DedupeKey.StartsWith("stock-low:")).OrderBy(mail => mail.Id).ToListAsync());
}
