using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Search;

/// <summary>Bands people think in. The key stands in addresses: gia=duoi-100.</summary>
public sealed record PriceBand(string Key, long From, long? Below, LocalText Words)
{
    public static readonly IReadOnlyList<PriceBand> All =
    [
        new("duoi-100", 0, 100_000, new("Dưới 100.000 ₫", "Under 100,000 ₫")),
        new("100-200", 100_000, 200_000, new("100.000 – 200.000 ₫", "100,000 – 200,000 ₫")),
        new("200-500", 200_000, 500_000, new("200.000 – 500.000 ₫", "200,000 – 500,000 ₫")),
        new("tren-500", 500_000, null, new("Từ 500.000 ₫", "From 500,000 ₫")),
    ];

    public static PriceBand? Find(string key) => All.FirstOrDefault(band => band.Key == key);
}
