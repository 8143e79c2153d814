namespace Ocop.Market.Cms.Media;

/// <summary>What is still taken as a picture, and how long and how much its making may cost.</summary>
public sealed record PictureLimits
{
    public long LargestFile { get; init; } = 25 * 1024 * 1024;

    /// <summary>A file of 100 KB can unfold to 900 million pixels; memory survives that, time does not.</summary>
    public long MostPixels { get; init; } = 50_000_000;

    /// <summary>Below this the drawn pack looks better.</summary>
    public int ShortestSide { get; init; } = 600;

    /// <summary>Of a photo for the library; below this it is an icon.</summary>
    public int ShortestSideOfPhoto { get; init; } = 100;

    /// <summary>For all steps of one picture together; two seconds are usual, a busy machine takes ten.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For a picture of our own drawing, which takes a fifth of a second; a visitor waits for it.</summary>
    public TimeSpan DrawingTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Address space of each child process; 48 million pixels were measured to pass under it.</summary>
    public long Memory { get; init; } = 700 * 1024 * 1024;
}
