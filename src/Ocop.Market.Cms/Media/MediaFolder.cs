namespace Ocop.Market.Cms.Media;

/// <summary>Where pictures lie: the media folder below the data directory.</summary>
public sealed record MediaFolder(string Path);
