using Microsoft.EntityFrameworkCore;
using Ocop.Market.Data;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Stock;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

public sealed class FillingACart
{
    [Theory, BothDatabases]
    public async Task Adds_up_and_groups_by_producer(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var cart = await market.CartOf((market.Tea, 2), (market.Garlic, 1), (market.Tea, 1));

        var view = await market.Run<CartContents, CartView>(contents => contents.FindAsync(cart, default));
        Assert.Equal(["HTX chè minh hoạ", "Cơ sở tỏi <minh hoạ>"], view.Parcels.Select(parcel => parcel.Producer));
        Assert.Equal("Thái Nguyên", view.Parcels[0].Province);
        Assert.Equal(4, view.Count);
        Assert.Equal(3 * 390_000 + 185_000, view.Goods.Amount);
        Assert.Empty(view.Problems);
        Assert.Equal(4, await market.Run<CartContents, int>(contents => contents.CountAsync(cart, default)));
    }

    [Theory, BothDatabases]
    public async Task Shows_todays_price_and_says_that_it_changed(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var cart = await market.CartOf((market.Tea, 1));
        await market.Read(async db =>
        {
            (await db.Variants.SingleAsync(variant => variant.Id == market.Tea.Id)).Reprice(new Money(400_000));
            return await db.SaveChangesAsync();
        });

        var item = (await market.Run<CartContents, CartView>(contents => contents.FindAsync(cart, default))).Items.Single();
        Assert.True(item.PriceChanged);
        Assert.Equal((400_000, 390_000), (item.Price.Amount, item.PriceWhenAdded.Amount));
    }

    [Theory, BothDatabases]
    public async Task Refuses_with_a_reason_and_changes_nothing(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 4);
        var cart = await market.CartOf((market.Tea, 3));
        var before = await market.Fingerprint();

        Assert.Equal("Chỉ còn 4 hộp, giỏ của bạn đã có 3.", Assert.Refused("NotEnough", await Add(cart, market.Tea.Id, 2)).Message.Vi);
        Assert.Equal("Chỉ còn 4 hộp.", Assert.Refused("NotEnough", await Add(null, market.Tea.Id, 5)).Message.Vi);
        Assert.Refused("OutOfStock", await Add(cart, market.TeaTin.Id, 1));
        Assert.Refused("IsService", await Add(cart, market.Homestay.Id, 1));
        Assert.Refused("NotForSale", await Add(cart, market.Hidden.Id, 1));
        Assert.Refused("NotForSale", await Add(cart, Guid.CreateVersion7(), 1));
        Assert.Refused("QuantityNotPositive", await Add(cart, market.Tea.Id, 0));
        Assert.Refused("QuantityNotPositive", await Add(cart, market.Tea.Id, -3));
        Assert.Refused("TooMany", await Add(cart, market.Tea.Id, int.MaxValue));
        Assert.Refused("NotEnough", await Change(cart, market.Tea.Id, 5));
        Assert.Refused("TooMany", await Change(cart, market.Tea.Id, 100));
        Assert.Refused("NotInCart", await Change(cart, market.Garlic.Id, 1));
        Assert.Refused("NotInCart", await Change(Guid.CreateVersion7(), market.Tea.Id, 1));
        Assert.Equal(before, await market.Fingerprint());

        Task<Outcome<CartChange>> Add(Guid? to, Guid variant, int quantity) => market.Run<AddToCart, Outcome<CartChange>>(add => add.HandleAsync(to, variant, quantity, "vi", default));
        Task<Outcome<CartChange>> Change(Guid of, Guid variant, int quantity) => market.Run<ChangeCartLine, Outcome<CartChange>>(change => change.HandleAsync(of, variant, quantity, default));
    }

    [Theory, BothDatabases]
    public async Task Changes_and_removes_lines(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var cart = await market.CartOf((market.Tea, 3), (market.Garlic, 1));
        var fewer = Assert.Succeeded(await market.Run<ChangeCartLine, Outcome<CartChange>>(change => change.HandleAsync(cart, market.Tea.Id, 1, default)));
        Assert.Equal(2, fewer.Count);
        var without = Assert.Succeeded(await market.Run<ChangeCartLine, Outcome<CartChange>>(change => change.HandleAsync(cart, market.Garlic.Id, 0, default)));
        Assert.Equal(1, without.Count);
        Assert.Equal("Chè Đinh Tân Cương", (await market.Run<CartContents, CartView>(contents => contents.FindAsync(cart, default))).Items.Single().Name);
    }

    [Theory, BothDatabases]
    public async Task Loses_no_click_when_ten_come_at_once(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var cart = await market.CartOf((market.Tea, 1));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() =>
            market.Run<AddToCart, Outcome<CartChange>>(add => add.HandleAsync(cart, market.Tea.Id, 1, "vi", default)))));
        Assert.Equal(11, await market.Run<CartContents, int>(contents => contents.CountAsync(cart, default)));
    }

    [Theory, BothDatabases]
    public async Task Opens_a_new_cart_after_the_old_one_became_an_order(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var cart = await market.CartOf((market.Tea, 1));
        Assert.Succeeded(await market.Place(cart));
        var next = Assert.Succeeded(await market.Run<AddToCart, Outcome<CartChange>>(add => add.HandleAsync(cart, market.Garlic.Id, 1, "vi", default)));
        Assert.NotEqual(cart, next.CartId);
        Assert.Equal(1, next.Count);
        Assert.Empty((await market.Run<CartContents, CartView>(contents => contents.FindAsync(cart, default))).Parcels);
    }

    [Theory, BothDatabases]
    public async Task Is_deleted_when_its_cookie_has_run_out_unless_ordered_or_held_for(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var abandoned = await market.CartOf((market.Tea, 1), (market.Garlic, 2));
        var ordered = await market.CartOf((market.Tea, 1));
        Assert.Succeeded(await market.Place(ordered));
        var touched = await market.CartOf((market.Tea, 1));
        var held = await market.CartOf((market.Tea, 1));

        market.Clock.Advance(Cart.Lasts);
        Assert.Equal(0, await DeleteAsync());
        Assert.Succeeded(await market.Run<ChangeCartLine, Outcome<CartChange>>(change => change.HandleAsync(touched, market.Tea.Id, 2, default)));
        // The job that lets go has not run yet, and the cart was held for in the last quarter of an hour.
        await market.Read(async db =>
        {
            await db.StockLevels.Where(level => level.VariantId == market.Tea.Id).ExecuteUpdateAsync(set => set.SetProperty(level => level.Reserved, 1));
            db.StockReservations.Add(new StockReservation(held, market.Tea.Id, 1, market.Clock.UtcNow()));
            return await db.SaveChangesAsync();
        });

        market.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await DeleteAsync());
        Assert.Equal(0, await DeleteAsync());
        Assert.Equal(new[] { ordered, touched, held }.Order(), (await market.Read(db => db.Carts.Select(cart => cart.Id).ToListAsync())).Order());
        Assert.False(await market.Read(db => db.CartLines.AnyAsync(line => line.CartId == abandoned)));
        Assert.Equal(1, await market.Read(db => db.OrderGroups.CountAsync(group => group.CartId == ordered)));
        await market.AssertLedgerIsSound();

        Task<int> DeleteAsync() => market.Run<DeleteAbandonedCarts, int>(delete => delete.HandleAsync(default));
    }

    [Fact]
    public async Task The_privacy_page_says_for_how_long_a_cart_is_kept()
    {
        var pages = await File.ReadAllTextAsync(SeededMarket.Shipped("pages.json"));
        Assert.Contains($"trong {Cart.Lasts.TotalDays} ngày thì bị xoá", pages, StringComparison.Ordinal);
        Assert.Contains($"for {Cart.Lasts.TotalDays} days is deleted", pages, StringComparison.Ordinal);
    }
}
