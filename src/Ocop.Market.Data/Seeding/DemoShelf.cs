using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Data.Seeding;

/// <param name="Low">Price of the plainest product in this pack, in đồng.</param>
internal sealed record DemoPack(string Pack, int Net, NetUnit Unit, int WeightGrams, int Low, int High);

/// <summary>Illustrative packs and prices for each product set of Decision 148: plausible on a shelf, said of no real product.</summary>
internal static class DemoShelf
{
    private const NetUnit G = NetUnit.Gram;
    private const NetUnit Ml = NetUnit.Millilitre;
    private const NetUnit Piece = NetUnit.Piece;

    private static readonly DemoPack[] Unsorted = [new("hộp", 1, Piece, 400, 90_000, 350_000)];

    private static readonly Dictionary<int, DemoPack[]> BySet = new()
    {
        [1] = [new("túi", 1000, G, 1100, 35_000, 95_000), new("thùng", 5000, G, 5500, 165_000, 450_000)],
        [2] = [new("khay", 500, G, 650, 75_000, 190_000), new("khay", 1000, G, 1200, 145_000, 370_000)],
        [3] = [new("túi", 1000, G, 1050, 32_000, 75_000), new("túi", 5000, G, 5150, 150_000, 350_000)],
        [4] = [new("chai", 500, Ml, 850, 110_000, 260_000), new("chai", 1000, Ml, 1600, 205_000, 490_000)],
        [5] = [new("hộp", 300, G, 380, 45_000, 110_000)],
        [6] = [new("túi", 500, G, 550, 35_000, 85_000), new("hộp", 1000, G, 1150, 68_000, 160_000)],
        [7] = [new("túi", 250, G, 290, 45_000, 120_000), new("hộp", 500, G, 600, 85_000, 230_000)],
        [8] = [new("túi", 250, G, 300, 95_000, 240_000), new("hộp", 500, G, 620, 185_000, 470_000)],
        [9] = [new("chai", 500, Ml, 900, 60_000, 150_000), new("chai", 750, Ml, 1300, 85_000, 215_000)],
        [10] = [new("hũ", 100, G, 220, 35_000, 95_000), new("hộp", 250, G, 330, 75_000, 200_000)],
        [11] = [new("hộp", 100, G, 160, 120_000, 400_000), new("hộp", 200, G, 290, 230_000, 770_000), new("túi", 500, G, 560, 480_000, 1_500_000)],
        [12] = [new("hộp", 100, G, 170, 75_000, 220_000), new("hộp", 200, G, 300, 140_000, 420_000)],
        [13] = [new("túi", 250, G, 290, 75_000, 190_000), new("túi", 500, G, 550, 140_000, 360_000), new("túi", 1000, G, 1080, 270_000, 690_000)],
        [14] = [new("chai", 500, Ml, 950, 90_000, 220_000), new("chai", 1000, Ml, 1750, 170_000, 420_000)],
        [15] = [new("chai", 500, Ml, 950, 120_000, 320_000), new("chai", 750, Ml, 1350, 175_000, 460_000)],
        [16] = [new("thùng 24 chai", 12_000, Ml, 12_600, 90_000, 150_000)],
        [17] = [new("chai", 330, Ml, 420, 25_000, 60_000), new("hộp 6 chai", 1980, Ml, 2600, 140_000, 340_000)],
        [18] = [new("hộp", 100, G, 200, 180_000, 650_000), new("hộp", 300, G, 480, 510_000, 1_850_000)],
        [19] = [new("chai", 200, Ml, 280, 85_000, 240_000)],
        [20] = [new("lọ", 30, Ml, 110, 90_000, 260_000), new("lọ", 100, Ml, 260, 260_000, 760_000)],
        [21] = [new("chiếc", 1, Piece, 900, 150_000, 850_000)],
        [22] = [new("chiếc", 1, Piece, 350, 250_000, 1_200_000)],
        [23] = [new("chậu", 1, Piece, 2500, 150_000, 450_000)],
        [24] = [new("chậu", 1, Piece, 4500, 350_000, 1_500_000)],
        [25] = [new("con", 1, Piece, 1000, 200_000, 900_000)],
    };

    /// <summary>One to three packs, dearer with size; the same product always gets the same.</summary>
    /// <param name="setNumber">Null where the source names no set.</param>
    public static IEnumerable<(DemoPack Pack, Money Price)> For(int? setNumber, Random dice)
    {
        var packs = setNumber is { } number ? BySet[number] : Unsorted;
        var quality = dice.NextDouble();
        var first = dice.NextDouble() < 0.5 || packs.Length == 1 ? 0 : dice.Next(packs.Length);
        var last = dice.NextDouble() < 0.35 ? packs.Length - 1 : first;
        return packs[first..(Math.Max(first, last) + 1)].Select(pack => (pack, Rounded(pack.Low + quality * (pack.High - pack.Low))));
    }

    // Prices people know: whole thousands, from a hundred thousand on whole five thousands.
    private static Money Rounded(double price)
    {
        var step = price < 100_000 ? 1_000 : 5_000;
        return new Money((long)Math.Round(price / step) * step);
    }
}
