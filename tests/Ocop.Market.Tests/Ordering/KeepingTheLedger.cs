using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

public sealed class KeepingTheLedger
{
    [Theory, BothDatabases]
    public async Task Receiving_adds_a_movement_and_turns_the_search_flag(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 0);
        Assert.False(await market.IsInStock(market.Tea));
        Assert.Succeeded(await Receive(market, new(market.Tea.Id, 3), new(market.TeaTin.Id, 2)));
        Assert.Succeeded(await Receive(market, new StockReceipt(market.Tea.Id, 4)));

        Assert.Equal(7, (await market.Level(market.Tea)).OnHand);
        Assert.True(await market.IsInStock(market.Tea));
        Assert.Equal(3, await market.Read(db => db.StockMovements.CountAsync(movement => movement.Kind == StockMovementKind.Received)));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Whoever_turns_the_search_flag_tells_that_the_product_changed(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 0);
        await Turns(true, () => Receive(market, new StockReceipt(market.Tea.Id, 2)));
        var cart = await market.CartOf((market.Tea, 2));
        await Turns(false, () => market.Run<ReserveStock, Outcome<DateTime>>(reserve => reserve.HandleAsync(cart, default)));
        market.Clock.Advance(StockReservation.Lasts);
        await Turns(true, () => market.Run<ReleaseExpiredReservations, int>(release => release.HandleAsync(default)));
        await Turns(false, () => market.Place(cart));
        var order = await market.Read(db => db.Orders.AsNoTracking().SingleAsync());
        await Turns(true, () => market.Run<RefuseOrder, Outcome<OrderTurned>>(refuse => refuse.HandleAsync(order.Id, "Hết hàng", "producer", default)));
        await Turns(false, () => market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(market.Tea.Id, -2, "Ẩm mốc", "test", default)));

        async Task Turns(bool inStock, Func<Task> act)
        {
            var before = await Told();
            await act();
            Assert.Equal((inStock, before + 1), (await market.IsInStock(market.Tea), await Told()));
        }

        Task<int> Told() => market.Read(db => db.Changes.CountAsync(change => change.SubjectKind == "product" && change.SubjectId == market.Tea.ProductId.ToString()));
    }

    [Theory, BothDatabases]
    public async Task The_same_quantity_received_twice_counts_twice(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 0);
        Assert.Succeeded(await Receive(market, new(market.Tea.Id, 3), new(market.Tea.Id, 3)));
        Assert.Succeeded(await Receive(market, new(market.Tea.Id, 2), new(market.Tea.Id, 2)));

        Assert.Equal(10, (await market.Level(market.Tea)).OnHand);
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Refused_receipts_leave_nothing(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 3);
        var before = await market.Fingerprint();
        Assert.Refused("VariantUnknown", await Receive(market, new(market.Tea.Id, 1), new(Guid.CreateVersion7(), 1)));
        Assert.Refused("QuantityNotPositive", await Receive(market, new(market.Tea.Id, 1), new(market.Garlic.Id, 0)));
        Assert.Equal(before, await market.Fingerprint());
    }

    [Theory, BothDatabases]
    public async Task Counting_cannot_take_what_is_promised(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 5);
        await market.PlacedGroup((market.Tea, 3));
        var before = await market.Fingerprint();
        Assert.Refused("PromisedAlready", await Adjust(-3, "Hỏng"));
        Assert.Refused("ReasonMissing", await Adjust(-1, " "));
        Assert.Equal(before, await market.Fingerprint());

        Assert.Equal(0, Assert.Succeeded(await Adjust(-2, "Ẩm mốc khi kiểm kho")));
        Assert.False(await market.IsInStock(market.Tea));
        Assert.Equal(1, Assert.Succeeded(await Adjust(1, "Đếm lại")));
        Assert.True(await market.IsInStock(market.Tea));
        await market.AssertLedgerIsSound();

        Task<Outcome<int>> Adjust(int difference, string reason) =>
            market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(market.Tea.Id, difference, reason, "test", default));
    }

    [Theory, BothDatabases]
    public async Task Two_last_variants_taken_at_once_leave_the_flag_right(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 1);
        Assert.Succeeded(await Receive(market, new StockReceipt(market.TeaTin.Id, 1)));
        var carts = new[] { await market.CartOf((market.Tea, 1)), await market.CartOf((market.TeaTin, 1)) };
        var placed = await Task.WhenAll(carts.Select(cart => Task.Run(() => market.Place(cart))));
        Assert.All(placed, outcome => Assert.Succeeded(outcome));
        Assert.False(await market.IsInStock(market.Tea));
        await market.AssertLedgerIsSound();
    }

    private static Task<Outcome<int>> Receive(OrderingMarket market, params StockReceipt[] receipts) =>
        market.Run<ReceiveStock, Outcome<int>>(receive => receive.HandleAsync(receipts, "Nhập kho", "test", default));
}
