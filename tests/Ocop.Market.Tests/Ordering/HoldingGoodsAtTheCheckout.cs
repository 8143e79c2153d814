using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

public sealed class HoldingGoodsAtTheCheckout
{
    [Theory, BothDatabases]
    public async Task Keeps_them_from_others_for_a_quarter_of_an_hour(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 5);
        var first = await market.CartOf((market.Tea, 4));
        var second = await market.CartOf((market.Tea, 2));
        Assert.Equal(market.Clock.UtcNow() + TimeSpan.FromMinutes(15), Assert.Succeeded(await Hold(market, first)));
        Assert.Equal(1, await market.Available(market.Tea));

        var before = await market.Fingerprint();
        Assert.Equal("Chè Đinh Tân Cương: chỉ còn 1 hộp.", Assert.Refused("NotEnough", await Hold(market, second)).Message.Vi);
        Assert.Refused("NotEnough", await market.Place(second));
        Assert.Equal(before, await market.Fingerprint());

        market.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(5, await market.Available(market.Tea));
        Assert.Succeeded(await Hold(market, second));
        Assert.Equal(3, await market.Available(market.Tea));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Opening_twice_holds_once_and_follows_the_cart(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 5);
        var cart = await market.CartOf((market.Tea, 5), (market.Garlic, 1));
        Assert.Succeeded(await Hold(market, cart));
        Assert.False(await market.IsInStock(market.Tea));
        Assert.Succeeded(await Hold(market, cart));
        Assert.Equal(0, await market.Available(market.Tea));

        // The cart's own hold does not stand in its way.
        Assert.Empty((await market.Run<CartContents, CartView>(contents => contents.FindAsync(cart, default))).Problems);
        Assert.Succeeded(await market.Run<ChangeCartLine, Outcome<CartChange>>(change => change.HandleAsync(cart, market.Garlic.Id, 0, default)));
        Assert.Succeeded(await Hold(market, cart));
        Assert.Equal(5, await market.Available(market.Garlic));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Whoever_goes_on_holds_on(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 5);
        var (cart, other) = (await market.CartOf((market.Tea, 5)), await market.CartOf((market.Tea, 1)));
        for (var minutes = 0; minutes < 60; minutes += 14)
        {
            Assert.Equal(market.Clock.UtcNow() + StockReservation.Lasts, Assert.Succeeded(await Hold(market, cart)));
            market.Clock.Advance(TimeSpan.FromMinutes(14));
            Assert.Equal(0, await Release(market));
            Assert.Refused("OutOfStock", await Hold(market, other));
        }

        market.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Succeeded(await Hold(market, other));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Two_openings_at_once_hold_once(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 5);
        var cart = await market.CartOf((market.Tea, 3));
        var held = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Hold(market, cart))));
        Assert.All(held, outcome => Assert.Succeeded(outcome));
        Assert.Equal(2, await market.Available(market.Tea));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task An_order_uses_the_hold_up(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 5);
        var cart = await market.CartOf((market.Tea, 5), (market.Garlic, 2));
        Assert.Succeeded(await Hold(market, cart));
        Assert.Succeeded(await market.Run<ChangeCartLine, Outcome<CartChange>>(change => change.HandleAsync(cart, market.Garlic.Id, 0, default)));
        Assert.Succeeded(await market.Place(cart));

        var tea = await market.Level(market.Tea);
        Assert.Equal((5, 5, 0), (tea.OnHand, tea.Allocated, tea.Reserved));
        Assert.Equal(0, (await market.Level(market.Garlic)).Reserved);
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task The_job_lets_go_and_may_repeat(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 5);
        Assert.Succeeded(await Hold(market, await market.CartOf((market.Tea, 5), (market.Garlic, 1))));
        market.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(0, await Release(market));
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await Release(market));
        Assert.True(await market.IsInStock(market.Tea));
        var after = await market.Fingerprint();
        Assert.Equal(0, await Release(market));
        Assert.Equal(after, await market.Fingerprint());
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task An_unknown_cart_is_empty(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        Assert.Refused("CartEmpty", await Hold(market, Guid.CreateVersion7()));
    }

    private static Task<Outcome<DateTime>> Hold(OrderingMarket market, Guid cart) => market.Run<ReserveStock, Outcome<DateTime>>(reserve => reserve.HandleAsync(cart, default));

    private static Task<int> Release(OrderingMarket market) => market.Run<ReleaseExpiredReservations, int>(release => release.HandleAsync(default));
}
