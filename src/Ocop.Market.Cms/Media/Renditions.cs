namespace Ocop.Market.Cms.Media;

/// <summary>
/// The sizes in which a picture of goods is kept: 4:5, never larger than it was taken. The largest width alone tells all others,
/// so a page can name every address without asking the disk.
/// </summary>
public static class Renditions
{
    public static readonly IReadOnlyList<string> Endings = ["webp", "jpg"];

    private static readonly int[] Steps = [400, 800, 1280];

    public static IReadOnlyList<int> WidthsUpTo(int largest) => [.. Steps.Where(step => step < largest), largest];

    public static int HeightOf(int width) => width * 5 / 4;

    /// <summary>The widest 4:5 cut that the picture holds, in steps of four so that its height is whole.</summary>
    public static int LargestWidthIn(int width, int height) => Math.Min(Math.Min(width, height * 4 / 5), Steps[^1]) / 4 * 4;

    public static string Path(string key, int width, string ending) => FormattableString.Invariant($"/media/{key}-{width}.{ending}");
}
