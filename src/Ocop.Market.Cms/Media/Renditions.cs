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

    internal static IReadOnlyList<string> NamesUpTo(int largest) => PhotoSizes.Names(WidthsUpTo(largest), Endings);
}

/// <summary>The sizes in which a photo of the library is kept: whole, never enlarged. Its own width and height tell them all.</summary>
public static class PhotoSizes
{
    /// <summary>The best first, as a page offers them. AVIF comes later than the others.</summary>
    public static readonly IReadOnlyList<string> FirstEndings = ["webp", "jpg"];
    public const string LaterEnding = "avif";

    /// <summary>
    /// The photo from which cuts and AVIF are made later: upright, without a word of the camera's, and large enough for a 4:5 cut of 1280 from
    /// any usual format. The camera's own file is not kept: it tells where somebody lives.
    /// </summary>
    internal const string Master = "master.jpg";
    internal const int MasterSide = 2560;

    private static readonly int[] Steps = [320, 640, 1280];

    public static IReadOnlyList<int> WidthsOf(int width) => [.. Steps.Where(step => step < Math.Min(width, Steps[^1])), Math.Min(width, Steps[^1])];

    public static int HeightOf(int step, int width, int height) => Math.Max(1, (int)Math.Round((double)step * height / width));

    internal static IReadOnlyList<string> Names(IReadOnlyList<int> widths, IReadOnlyList<string> endings) =>
        // The largest first: where a kill leaves a part, what is missing can be told from what is there.
        [.. widths.OrderDescending().SelectMany(width => endings.Select(ending => FormattableString.Invariant($"{width}.{ending}")))];
}
