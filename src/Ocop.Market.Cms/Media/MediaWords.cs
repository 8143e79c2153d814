using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>Names and words as they are stored, whatever a phone or a person wrote.</summary>
internal static class MediaWords
{
    private const int DeepestFolder = 5;

    /// <summary>The last part of what may have been a path, cut where it is too long; the ending stays.</summary>
    public static string FileName(string name)
    {
        var words = VietnameseText.Normalize(name.Split('/', '\\')[^1]);
        if (words.Length == 0) return "anh";
        if (words.Length <= MediaItem.LongestName) return words;
        var ending = Path.GetExtension(words) is { Length: <= 8 } short_ ? short_ : "";
        return words[..(MediaItem.LongestName - ending.Length)] + ending;
    }

    /// <summary>"/Lễ hội//2026/" → "Lễ hội/2026".</summary>
    public static Outcome<string> Folder(string path)
    {
        var parts = path.Split('/').Select(VietnameseText.Normalize).Where(part => part.Length > 0 && part.Trim('.').Length > 0).Take(DeepestFolder);
        var folder = string.Join('/', parts);
        return folder.Length <= MediaItem.LongestFolder ? folder : MediaRefusals.TooLong("folder", MediaItem.LongestFolder);
    }
}
