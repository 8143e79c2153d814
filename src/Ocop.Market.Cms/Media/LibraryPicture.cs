using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>What a page needs to show a photo of the library.</summary>
/// <param name="Key">Name of the stored files, without size and ending.</param>
/// <param name="Width">Of the whole photo; its sizes follow by <see cref="PhotoSizes"/>.</param>
/// <param name="Alt">English may be empty: then the Vietnamese stands.</param>
public sealed record LibraryPicture(Guid Id, string Key, int Width, int Height, bool HasAvif, LocalText Alt, string Credit, string Placeholder, FocalPoint Focus);
