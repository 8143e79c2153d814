namespace Ocop.Market.Ordering.Shipping;

/// <summary>Configuration section "Shipping".</summary>
public sealed class ShippingOptions
{
    /// <summary>In any order; the one with the latest start by the given day counts. Empty = the built-in figures.</summary>
    public IReadOnlyList<ShippingTariff> Tariffs { get; init; } = [];

    public ShippingTariff On(DateOnly day) =>
        Tariffs.Where(tariff => tariff.ValidFrom <= day).MaxBy(tariff => tariff.ValidFrom) ?? new ShippingTariff();
}
