using System.Globalization;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>Names and words as they are stored, whatever a phone or a person wrote.</summary>
internal static class MediaWords
{
    private const int DeepestFolder = 5;

    private const string NotInNames = "<>:\"|?*";

    /// <summary>
    /// The last part of what may have been a path, cut where it is too long; the ending stays. A document's ending is what it is: letters that
    /// turn the line around have made "gpj.exe" of many a file.
    /// </summary>
    public static string FileName(string name, MediaFacts? facts = null)
    {
        var kind = facts is DocumentFacts ? FileKinds.Find(facts.Mime) : null;
        var words = VietnameseText.Normalize(string.Concat(name.Split('/', '\\')[^1].Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.Format && !NotInNames.Contains(letter))));
        if (words.Trim('.', ' ').Length == 0) words = kind is null ? "anh" : "tai-lieu";
        if (kind is not null && !words.EndsWith("." + kind.Ending, StringComparison.OrdinalIgnoreCase)) words += "." + kind.Ending;
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
