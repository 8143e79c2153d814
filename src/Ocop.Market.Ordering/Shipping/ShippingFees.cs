using Microsoft.Extensions.Options;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Carts;

namespace Ocop.Market.Ordering.Shipping;

/// <summary>What the parcels of a cart cost to a place; a parcel that is too heavy has no quote.</summary>
public sealed class ShippingFees(PlaceDirectory places, IOptions<ShippingOptions> options, TimeProvider clock)
{
    /// <param name="communeCode">Null while only the province is known: then without the surcharge of remote places.</param>
    public IReadOnlyDictionary<Guid, ShippingQuote?> Of(CartView cart, string provinceCode, string? communeCode)
    {
        var tariff = options.Value.On(clock.Today());
        var isRemote = places.Commune(communeCode) is { IsRemote: true };
        return cart.Parcels.ToDictionary(
            parcel => parcel.ProducerId,
            parcel => tariff.Quote(ZoneOf(parcel.ProvinceCode, provinceCode), Grams(parcel, tariff), isRemote));
    }

    // A parcel from nobody knows where is priced as the longest way.
    private ShippingZone ZoneOf(string? from, string to) =>
        from == to ? ShippingZone.InnerProvince
        : places.Province(from) is { Region: var start } && places.Province(to) is { Region: var end } && start == end ? ShippingZone.SameRegion
        : ShippingZone.InterRegion;

    private static int Grams(CartParcel parcel, ShippingTariff tariff) =>
        parcel.Items.Sum(item => (item.WeightGrams > 0 ? item.WeightGrams : tariff.UnknownItemGrams) * item.Quantity) + parcel.Boxes.Sum(box => box.Box.WeightGrams * box.Row.Quantity);
}
