using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Catalog.Products;
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
    public async Task The_very_first_goods_may_come_from_several_at_once(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 0);
        var maker = await market.Read(db => db.Producers.AsNoTracking().SingleAsync(producer => db.Products.Any(product => product.Id == market.Hidden.ProductId && product.ProducerId == producer.Id)));
        var keeper = new Person(Guid.CreateVersion7(), "Chủ thể", [new HeldRole(Role.ProducerOwner, maker.Scope)]);
        Variant[] fresh = [market.Tea, market.TeaTin, market.Garlic];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
            Assert.Succeeded(i % 2 == 0 ? await Receive(market, [.. fresh.Select(variant => new StockReceipt(variant.Id, 5))])
                : await Receive(market, [.. fresh.Reverse().Select(variant => new StockReceipt(variant.Id, 5) { Batch = "L1", BestBefore = market.Clock.Today().AddDays(30) })])))));
        foreach (var variant in fresh) Assert.Equal(40, (await market.Level(variant)).OnHand);

        var counted = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => market.Run<CountStock, Outcome<int>>(count => count.HandleAsync(keeper, new StockCount(market.Hidden.Id, 0, 7), default)))));
        Assert.All(counted, outcome => Assert.Equal(7, Assert.Succeeded(outcome)));
        Assert.Equal(7, (await market.Level(market.Hidden)).OnHand);
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Whoever_locks_some_of_the_same_rows_waits_in_one_order(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 0);
        for (var i = 0; i < 12; i++) await market.AddGoodsAsync($"HTX {i}", "19", $"Món {i}", 50_000, 10);
        var ids = await market.Read(db => db.StockLevels.Select(level => level.VariantId).ToArrayAsync());
        var random = new Random(20261129);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ids.OrderBy(_ => random.Next()).ToArray()).ToList().Select(mine => Task.Run(() => market.Run<MarketDb, Outcome<bool>>(async db =>
        {
            for (var round = 0; round < 20; round++)
                Assert.Succeeded(await db.InTransactionAsync<bool>(async () =>
                {
                    await db.LockAsync<StockLevel>(mine, default);
                    await db.StockLevels.Where(level => mine.Contains(level.VariantId)).ExecuteUpdateAsync(set => set.SetProperty(level => level.OnHand, level => level.OnHand + 1));
                    return true;
                }));
            return true;
        }))));
        Assert.All(await market.Read(db => db.StockLevels.AsNoTracking().ToListAsync()), level => Assert.Equal(10 + 8 * 20, level.OnHand));
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
