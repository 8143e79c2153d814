using System.Text.RegularExpressions;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Media;

/// <summary>What a picture shows, for whoever cannot see it.</summary>
public static partial class AltText
{
    private static readonly LocalText Missing = new(
        "Chưa có mô tả: người không nhìn thấy ảnh sẽ không biết ảnh có gì. Hãy viết vài từ về điều thấy trong ảnh.",
        "There is no description: who cannot see the picture does not learn what it shows. Say so in a few words.");

    private static readonly LocalText FileName = new(
        "Mô tả giống tên tệp. Hãy viết vài từ về điều thấy trong ảnh, ví dụ: “Hộp chè đinh và chén nước chè”.",
        "The description looks like a file name. Please say in a few words what the picture shows.");

    private static readonly string[] FileEndings = [".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".gif", ".tif", ".tiff", ".bmp"];

    /// <summary>Null where the words say something.</summary>
    public static LocalText? Warning(string alt) =>
        VietnameseText.Normalize(alt) is not { Length: > 0 } words ? Missing : SaysNothing(words) ? FileName : null;

    /// <summary>"IMG_2231", "anh1.jpg" and "Screenshot 2026-11-23" describe nothing: two words of letters are the least.</summary>
    public static bool SaysNothing(string words) =>
        FileEndings.Any(ending => words.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        || words.Split(' ').Count(word => word.Any(char.IsLetter)) < 2
        || CameraName().IsMatch(words);

    [GeneratedRegex(@"\A(img|dsc[fn]?|dscf|pxl|mvimg|image|photo|screenshot|zalo|viber)[ _-]*\d", RegexOptions.IgnoreCase)]
    private static partial Regex CameraName();
}
