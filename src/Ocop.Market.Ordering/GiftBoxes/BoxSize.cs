using Ocop.Market.Kernel;

namespace Ocop.Market.Ordering.GiftBoxes;

/// <summary>What the parts are packed into: how many of them, how heavy, and what box, ribbon and card cost.</summary>
/// <param name="MostGrams">Of the parts together.</param>
/// <param name="OwnGrams">Of the empty box.</param>
public sealed record BoxSize(string Key, LocalText Name, int Slots, int MostGrams, int OwnGrams, Money Fee)
{
    public static readonly IReadOnlyList<BoxSize> All =
    [
        new("coi", new("Hộp cói đan", "Woven sedge box"), 3, 3_000, 250, new(35_000)),
        new("go", new("Hộp gỗ ép", "Plywood box"), 6, 6_000, 700, new(50_000)),
        new("may", new("Giỏ mây quai cao", "Tall rattan basket"), 8, 8_000, 600, new(90_000)),
    ];

    public static BoxSize? Find(string? key) => All.FirstOrDefault(size => size.Key == key);
}
