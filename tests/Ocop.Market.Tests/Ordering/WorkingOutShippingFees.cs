using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Data;
using Ocop.Market.Ordering.Carts;
using Ocop.Market.Ordering.Checkout;
using Ocop.Market.Ordering.Shipping;
using Ocop.Market.Testing;
using Xunit;

namespace Ocop.Market.Tests.Ordering;

public sealed class WorkingOutShippingFees
{
    [Theory]
    [InlineData(ShippingZone.InnerProvince, 1, 22_000)]
    [InlineData(ShippingZone.InnerProvince, 400, 22_000)]
    [InlineData(ShippingZone.InnerProvince, 500, 22_000)]
    [InlineData(ShippingZone.InnerProvince, 501, 24_500)]
    [InlineData(ShippingZone.SameRegion, 1_200, 37_000)]
    [InlineData(ShippingZone.InterRegion, 3_000, 57_000)]
    public void Steps_by_half_kilograms(ShippingZone zone, int grams, long fee) =>
        Assert.Equal(fee, new ShippingTariff().Quote(zone, grams, isRemote: false)!.Fee.Amount);

    [Fact]
    public void Bills_a_light_but_large_box_by_its_volume() =>
        Assert.Equal(61_500, new ShippingTariff().Quote(ShippingZone.SameRegion, 800, false, new ParcelSize(40, 30, 20))!.Fee.Amount);

    [Fact]
    public void Adds_a_surcharge_and_days_for_remote_places()
    {
        var quote = new ShippingTariff().Quote(ShippingZone.InterRegion, 400, isRemote: true)!;
        Assert.Equal((42_000, 5, 7), (quote.Fee.Amount, quote.DaysFrom, quote.DaysTo));
    }

    [Fact]
    public void Rounds_up_to_five_hundred_dong() =>
        Assert.Equal(22_500, new ShippingTariff { InnerProvince = new ShippingRate(22_001, 2_500, 1, 2) }.Quote(ShippingZone.InnerProvince, 1, false)!.Fee.Amount);

    [Fact]
    public void Has_no_price_above_twenty_kilograms()
    {
        Assert.NotNull(new ShippingTariff().Quote(ShippingZone.InnerProvince, 20_000, false));
        Assert.Null(new ShippingTariff().Quote(ShippingZone.InnerProvince, 20_001, false));
    }

    [Fact]
    public void Takes_the_tariff_that_is_valid_on_the_day()
    {
        var options = new ShippingOptions { Tariffs = [new() { ValidFrom = new(2027, 1, 1), RoundUpTo = 2 }, new() { ValidFrom = new(2026, 1, 1), RoundUpTo = 1 }] };
        Assert.Equal(1, options.On(new DateOnly(2026, 12, 31)).RoundUpTo);
        Assert.Equal(2, options.On(new DateOnly(2027, 1, 1)).RoundUpTo);
        Assert.Equal(500, options.On(new DateOnly(2025, 12, 31)).RoundUpTo);
    }

    [Theory, BothDatabases]
    public async Task Charges_each_producers_parcel_by_its_own_way(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider);
        var cart = await market.CartOf((market.Tea, 3), (market.Garlic, 1));

        // Tea 1,200 g within the north; garlic 600 g from the centre.
        var toHanoi = await Summary("01", "00070");
        Assert.Equal([37_000, 37_000], toHanoi.Parcels.Select(parcel => parcel.Shipping!.Fee.Amount));
        Assert.Equal(3 * 390_000 + 185_000 + 74_000, toHanoi.Total.Amount);

        // To the island: tea across regions, garlic within its province, both remote.
        var toIsland = await Summary("51", "21548");
        Assert.Equal([52_000, 34_500], toIsland.Parcels.Select(parcel => parcel.Shipping!.Fee.Amount));

        var unknown = await Summary(null, null);
        Assert.False(unknown.ShippingIsKnown);
        Assert.Equal(unknown.Cart.Goods, unknown.Total);

        Task<CheckoutView> Summary(string? province, string? commune) =>
            market.Run<CheckoutSummary, CheckoutView>(summary => summary.FindAsync(cart, province, commune, null, default));
    }

    [Theory, BothDatabases]
    public async Task Refuses_a_parcel_nobody_carries(DatabaseProvider provider)
    {
        await using var market = await OrderingMarket.OpenAsync(provider, stock: 60);
        var cart = await market.CartOf((market.Garlic, 34));
        var before = await market.Fingerprint();
        Assert.Refused("ParcelTooHeavy", await market.Place(cart));
        Assert.Equal(before, await market.Fingerprint());
    }
}
