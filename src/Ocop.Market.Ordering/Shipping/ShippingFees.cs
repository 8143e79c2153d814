using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;

namespace Ocop.Market.Ordering.Shipping;

/// <summary>What the parcels of a cart cost to a place; a parcel that is too heavy has no quote.</summary>
public sealed class ShippingFees(IOrderingDb db, IOptions<ShippingOptions> options, TimeProvider clock)
{
    /// <param name="communeCode">Null while only the province is known: then without the surcharge of remote places.</param>
    public async Task<IReadOnlyDictionary<Guid, ShippingQuote?>> OfAsync(CartView cart, string provinceCode, string? communeCode, CancellationToken cancel)
    {
        var tariff = options.Value.On(clock.Today());
        var codes = cart.Parcels.Select(parcel => parcel.ProvinceCode).OfType<string>().Append(provinceCode).Distinct().ToArray();
        var regions = await db.Provinces.AsNoTracking().Where(province => codes.Contains(province.Code)).ToDictionaryAsync(province => province.Code, province => province.Region, cancel);
        var isRemote = communeCode is not null && await db.Communes.AnyAsync(commune => commune.Code == communeCode && commune.IsRemote, cancel);
        return cart.Parcels.ToDictionary(
            parcel => parcel.ProducerId,
            parcel => tariff.Quote(ZoneOf(parcel.ProvinceCode, provinceCode, regions), Grams(parcel, tariff), isRemote));
    }

    // A parcel from nobody knows where is priced as the longest way.
    private static ShippingZone ZoneOf(string? from, string to, Dictionary<string, Region> regions) =>
        from == to ? ShippingZone.InnerProvince
        : from is not null && regions.TryGetValue(from, out var start) && regions.TryGetValue(to, out var end) && start == end ? ShippingZone.SameRegion
        : ShippingZone.InterRegion;

    private static int Grams(CartParcel parcel, ShippingTariff tariff) =>
        parcel.Items.Sum(item => (item.WeightGrams > 0 ? item.WeightGrams : tariff.UnknownItemGrams) * item.Quantity);
}
