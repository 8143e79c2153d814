namespace Ocop.Market.Cms.Media;

/// <summary>The media folder below the data directory: pictures in work, and the finished ones where no bucket is configured.</summary>
public sealed record MediaDisk(string Path);
