using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Search;

/// <summary>Bands people think in. The key stands in addresses: gia=duoi-100.</summary>
public sealed record PriceBand(string Key, long From, long? Below, LocalText Words)
{
    public static readonly IReadOnlyList<PriceBand> All =
    [
        new("duoi-100", 0, 100_000, new($"Dưới {new Money(100_000)}", $"Under {new Money(100_000)}")),
        Between("100-200", 100_000, 200_000),
        Between("200-500", 200_000, 500_000),
        new("tren-500", 500_000, null, new($"Từ {new Money(500_000)}", $"From {new Money(500_000)}")),
    ];

    public static PriceBand? Find(string key) => All.FirstOrDefault(band => band.Key == key);

    private static PriceBand Between(string key, long from, long below) =>
        new(key, from, below, new($"{new Money(from)} – {new Money(below)}", $"{new Money(from)} – {new Money(below)}"));
}
