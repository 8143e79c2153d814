using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Orders;
using Ocop.Market.Ordering.Payments;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

public sealed class PlacingAnOrder
{
    [Theory, BothDatabases]
    public async Task Splits_by_producer_copies_prices_and_promises_stock(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var group = await market.PlacedGroup((market.Tea, 2), (market.Garlic, 1));
        await market.Read(async db =>
        {
            (await db.Variants.SingleAsync(variant => variant.Id == market.Tea.Id)).Reprice(new Money(1));
            return await db.SaveChangesAsync();
        });

        Assert.Matches("^.{4}-.{4}$", group.Number);
        Assert.Equal([$"{group.Number}-1", $"{group.Number}-2"], group.Orders.Select(order => order.Number));
        Assert.Equal(["HTX chè minh hoạ", "Cơ sở tỏi <minh hoạ>"], group.Orders.Select(order => order.ProducerName));
        Assert.Equal(("Chè Đinh Tân Cương", 390_000, 2), (group.Orders[0].Lines[0].Name, group.Orders[0].Lines[0].Price.Amount, group.Orders[0].Lines[0].Quantity));
        Assert.Equal(group.Total, group.Orders.Aggregate(Money.Zero, (sum, order) => sum + order.Total));
        Assert.Equal(group.Total, group.Goods + group.Shipping);
        Assert.All(group.Orders, order => Assert.Equal((OrderStatus.Placed, PaymentMethod.CashOnDelivery, PaymentStatus.Due), (order.Status, order.PaymentMethod, order.PaymentStatus)));
        Assert.Equal(("+84912345678", "Phường Hoàn Kiếm", "Hà Nội"), (group.Recipient.Phone, group.Address.Commune, group.Address.Province));

        var tea = await market.Level(market.Tea);
        Assert.Equal((20, 2), (tea.OnHand, tea.Allocated));
        Assert.Equal(2, await market.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "OrderPlaced")));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Again_gives_the_same_order_and_changes_nothing(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var cart = await market.CartOf((market.Tea, 2));
        var first = Assert.Succeeded(await market.Place(cart));
        Assert.True(first.IsNew);
        var before = await market.Fingerprint();
        var again = first with { IsNew = false };
        Assert.Equal(again, Assert.Succeeded(await market.Place(cart)));

        // A reload posts whatever the form held, even nothing.
        Assert.Equal(again, Assert.Succeeded(await market.Run<PlaceOrder, Outcome<PlacedOrder>>(place => place.HandleAsync(cart, new CheckoutForm(), default))));
        Assert.Equal(before, await market.Fingerprint());
    }

    [Theory, BothDatabases]
    public async Task Eight_clicks_at_once_make_one_order(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var cart = await market.CartOf((market.Tea, 2), (market.Garlic, 1));
        var form = await market.AgreedForm(cart);
        var placed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            market.Run<PlaceOrder, Outcome<PlacedOrder>>(place => place.HandleAsync(cart, form, default)))));

        Assert.Single(placed.Select(outcome => Assert.Succeeded(outcome).Number).Distinct());
        Assert.Single(placed, outcome => outcome.Value!.IsNew);
        Assert.Equal(1, await market.Read(db => db.OrderGroups.CountAsync()));
        Assert.Equal(3, await market.Read(db => db.OutboxMessages.CountAsync()));
        Assert.Equal(2, (await market.Level(market.Tea)).Allocated);
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Forty_buyers_for_five_units_buy_exactly_five(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 5);
        var buyers = new List<(Guid Cart, CheckoutForm Form)>();
        for (var i = 0; i < 40; i++)
        {
            var cart = await market.CartOf((market.Tea, 1));
            buyers.Add((cart, await market.AgreedForm(cart)));
        }

        var outcomes = await Task.WhenAll(buyers.Select(buyer => Task.Run(() =>
            market.Run<PlaceOrder, Outcome<PlacedOrder>>(place => place.HandleAsync(buyer.Cart, buyer.Form, default)))));

        Assert.Equal(5, outcomes.Count(outcome => outcome.Succeeded));
        Assert.All(outcomes.Where(outcome => !outcome.Succeeded), outcome => Assert.Equal("Chè Đinh Tân Cương: vừa hết hàng.", Assert.Refused("OutOfStock", outcome).Message.Vi));
        Assert.Equal(5, await market.Read(db => db.Orders.CountAsync()));
        Assert.Equal(5, await market.Read(db => db.Carts.CountAsync(cart => cart.PlacedAt != null)));
        Assert.Equal(10, await market.Read(db => db.OutboxMessages.CountAsync()));
        var level = await market.Level(market.Tea);
        Assert.Equal((5, 5, 0), (level.OnHand, level.Allocated, level.Reserved));
        Assert.False(await market.IsInStock(market.Tea));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task A_thousand_orders_beside_each_other_are_all_there_and_none_twice(DatabaseProvider provider)
    {
        const int Buyers = 1000, Tea = 990;
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 2 * Buyers);
        Assert.Succeeded(await market.Run<AdjustStock, Outcome<int>>(adjust => adjust.HandleAsync(market.Tea.Id, Tea - 2 * Buyers, "Kiểm kê", "test", default)));
        // Every third wants garlic, too, and names it first or last.
        (Variant, int)[][] wishes = [[(market.Tea, 1)], [(market.Tea, 1), (market.Garlic, 1)], [(market.Garlic, 1), (market.Tea, 1)]];
        var wanted = Enumerable.Range(0, Buyers).Select(i => i % 3 == 0 ? i % 2 + 1 : 0).ToArray();
        var carts = new Guid[Buyers];
        var crowd = new ParallelOptions { MaxDegreeOfParallelism = 12 };
        await Parallel.ForEachAsync(Enumerable.Range(0, Buyers), crowd, async (i, _) => carts[i] = await market.CartOf(wishes[wanted[i]]));
        var forms = new CheckoutForm[wishes.Length];
        for (var wish = 0; wish < wishes.Length; wish++) forms[wish] = await market.AgreedForm(carts[Array.IndexOf(wanted, wish)]);

        var told = new ConcurrentBag<(Guid Cart, Outcome<PlacedOrder> Outcome)>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Buyers), crowd, async (i, cancel) =>
        {
            // One in ten presses twice.
            var presses = Enumerable.Range(0, i % 10 == 0 ? 2 : 1).Select(_ => Task.Run(() => market.Run<PlaceOrder, Outcome<PlacedOrder>>(place => place.HandleAsync(carts[i], forms[wanted[i]], cancel)), cancel));
            foreach (var outcome in await Task.WhenAll(presses)) told.Add((carts[i], outcome));
        });

        Assert.All(told.Where(it => !it.Outcome.Succeeded), it => Assert.Refused("OutOfStock", it.Outcome));
        Assert.Equal(Tea, told.Count(it => it.Outcome is { Succeeded: true, Value.IsNew: true }));
        var groups = await market.Read(db => db.OrderGroups.AsNoTracking().Include(group => group.Orders).ThenInclude(order => order.Lines).AsSplitQuery().ToListAsync());
        // Each buyer was told the one order that is there, however often; nobody else has one.
        Assert.Equal(groups.ToDictionary(group => group.CartId, group => group.Number), told.Where(it => it.Outcome.Succeeded).Select(it => (it.Cart, it.Outcome.Value!.Number)).Distinct().ToDictionary(it => it.Cart, it => it.Number));
        Assert.Equal(Tea, groups.Select(group => group.Number).Distinct().Count());
        var orders = groups.SelectMany(group => group.Orders).ToList();
        Assert.Equal(orders.Count, orders.Select(order => order.Number).Distinct().Count());
        Assert.All(groups, group => Assert.Equal(group.Total, group.Orders.Select(order => order.Total).Sum()));

        foreach (var variant in new[] { market.Tea, market.Garlic })
        {
            var sold = orders.SelectMany(order => order.Lines).Where(line => line.VariantId == variant.Id).Sum(line => line.Quantity);
            var level = await market.Level(variant);
            Assert.Equal((sold, 0), (level.Allocated, level.Reserved));
            Assert.True(level.OnHand >= sold, $"{level.OnHand} {sold}");
        }

        Assert.Equal((Tea, Tea), await market.Level(market.Tea) is var tea ? (tea.OnHand, tea.Allocated) : default);
        Assert.Equal(orders.Count, await market.Read(db => db.AuditEntries.CountAsync(entry => entry.Act == "OrderPlaced")));
        Assert.Equal(groups.Count + orders.Count, await market.Read(db => db.OutboxMessages.CountAsync()));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Buyers_of_the_same_two_goods_in_any_order_never_deadlock(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 12);
        var carts = new List<Guid>();
        for (var i = 0; i < 12; i++)
            carts.Add(await (i % 2 == 0 ? market.CartOf((market.Tea, 1), (market.Garlic, 1)) : market.CartOf((market.Garlic, 1), (market.Tea, 1))));
        var outcomes = await Task.WhenAll(carts.Select(cart => Task.Run(async () =>
        {
            Assert.Succeeded(await market.Run<ReserveStock, Outcome<DateTime>>(reserve => reserve.HandleAsync(cart, default)));
            return await market.Place(cart);
        })));
        Assert.All(outcomes, outcome => Assert.Succeeded(outcome));
        Assert.Equal(0, await market.Available(market.Tea));
        await market.AssertLedgerIsSound();
    }

    [Theory, BothDatabases]
    public async Task Each_refusal_leaves_everything_as_it_was(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 3);
        var cart = await market.CartOf((market.Garlic, 1), (market.Tea, 3));
        await market.PlacedGroup((market.Tea, 1));
        var before = await market.Fingerprint();

        // Garlic could be taken; tea is short; so neither is.
        Assert.Equal("Chè Đinh Tân Cương: chỉ còn 2 hộp.", Assert.Refused("NotEnough", await market.Place(cart)).Message.Vi);
        Assert.Refused("CartEmpty", await market.Place(Guid.CreateVersion7()));
        Assert.Refused("PhoneWrong", await market.Place(Guid.CreateVersion7(), OrderingMarket.Form with { Phone = "123" }));
        Assert.Equal(before, await market.Fingerprint());

        Assert.Succeeded(await market.Run<ChangeCartLine, Outcome<CartChange>>(change => change.HandleAsync(cart, market.Tea.Id, 1, default)));
        before = await market.Fingerprint();
        foreach (var agreed in new long?[] { null, 1 })
            Assert.Refused("TotalIsNew", await market.Run<PlaceOrder, Outcome<PlacedOrder>>(place => place.HandleAsync(cart, OrderingMarket.Form with { AgreedTotal = agreed }, default)));
        await SetListed(market, false);
        Assert.Refused("NotForSale", await market.Place(cart));
        await SetListed(market, true);
        await market.AssertLedgerIsSound();
        Assert.Equal(before.Split(' ')[..^1], (await market.Fingerprint()).Split(' ')[..^1]);
    }

    [Theory, BothDatabases]
    public async Task A_taken_number_is_drawn_again(DatabaseProvider provider)
    {
        var draws = new Queue<string>(["AAAA-AAAA", "AAAA-AAAA", "BBBB-BBBB"]);
        await using var market = await OrderingMarket.OpenAsync(provider, configure: services =>
            services.AddScoped(scope => new OrderNumbers(scope.GetRequiredService<IOrderingDb>(), draws.Dequeue)));
        Assert.Equal("AAAA-AAAA", (await market.PlacedGroup((market.Tea, 1))).Number);
        Assert.Equal("BBBB-BBBB", (await market.PlacedGroup((market.Tea, 1))).Number);
        Assert.Empty(draws);
    }

    private static Task<int> SetListed(OrderingMarket market, bool isListed) => market.Read(async db =>
    {
        (await db.Products.SingleAsync(product => product.Id == market.Tea.ProductId)).List(isListed);
        return await db.SaveChangesAsync();
    });
}
