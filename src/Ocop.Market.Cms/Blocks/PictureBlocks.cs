using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Blocks;

/// <param name="Art">Name of a drawing under wwwroot/art, without its ending; empty where it is a photo.</param>
/// <param name="Media">The photo's key in the library.</param>
/// <param name="Decorative">Says nothing that the words do not say: screen readers pass it by.</param>
public sealed record PictureBlock(string Art, string Alt, string? Caption = null, string? Credit = null, string? Media = null, bool Decorative = false) : Block
{
    [JsonIgnore]
    public override string Words => Caption ?? "";

    public override Block Tidied() => this with { Alt = VietnameseText.Normalize(Alt ?? ""), Caption = Tidy.OrNull(Caption), Credit = Tidy.OrNull(Credit), Art = Art ?? "", Media = Tidy.OrNull(Media) };

    public override IEnumerable<BlockFault> Faults() => Media is null && !AltWords.DrawingName().IsMatch(Art)
        ? [new("media", "PictureMissing", "Bạn hãy chọn ảnh.", "Please choose a picture.")]
        : AltWords.FaultsOf("alt", Alt, Decorative);

    public override IEnumerable<Reference> References() => Media is null ? [] : [Reference.Media(Media)];
}

public sealed record GalleryPicture(string Media, string Alt, string? Caption = null, bool Decorative = false);

public sealed record GalleryBlock(IReadOnlyList<GalleryPicture> Pictures) : Block
{
    public const int Most = 24;

    [JsonIgnore]
    public override string Words => string.Join('\n', Pictures.Select(picture => picture.Caption).OfType<string>());

    public override Block Tidied() => this with
    {
        Pictures = [.. (Pictures ?? []).Select(picture => picture with { Alt = VietnameseText.Normalize(picture.Alt ?? ""), Caption = Tidy.OrNull(picture.Caption) })],
    };

    public override IEnumerable<BlockFault> Faults()
    {
        if (Pictures.Count == 0) yield return new("pictures", "PictureMissing", "Bạn hãy chọn ảnh.", "Please choose pictures.");
        if (Pictures.Count > Most) yield return new("pictures", "TooMany", $"Nhiều nhất {Most} ảnh.", $"{Most} pictures at most.");
        foreach (var (i, picture) in Pictures.Index())
            foreach (var fault in AltWords.FaultsOf(FormattableString.Invariant($"pictures[{i}].alt"), picture.Alt, picture.Decorative)) yield return fault;
    }

    public override IEnumerable<Reference> References() => Pictures.Select(picture => Reference.Media(picture.Media));
}

/// <summary>What a screen reader says for a picture.</summary>
public static partial class AltWords
{
    public const int Longest = 250;

    /// <summary>"IMG_2043.jpg" is read out letter by letter and says nothing.</summary>
    public static bool LookLikeAFileName(string alt) => FileName().IsMatch(alt);

    public static IEnumerable<BlockFault> FaultsOf(string field, string alt, bool decorative)
    {
        if (decorative) yield break;
        if (alt.Length == 0) yield return new(field, "AltMissing", "Ảnh chưa có lời mô tả cho người không nhìn thấy. Viết một câu, hoặc đánh dấu là ảnh trang trí.", "The picture has no words for those who cannot see it. Write a sentence or mark it as decorative.");
        else if (alt.Length > Longest) yield return new(field, "TooLong", $"Lời mô tả dài quá {Longest} chữ.", $"The description is longer than {Longest} letters.");
        else if (LookLikeAFileName(alt)) yield return new(field, "AltIsFileName", "Lời mô tả giống tên tệp. Hãy viết điều nhìn thấy trong ảnh.", "The description looks like a file name. Say what can be seen.", IsWarning: true);
    }

    [GeneratedRegex(@"\A\S+\.(jpe?g|png|webp|heic|heif|avif|gif|bmp|tiff?)\z|\A(IMG|DSC[NF]?|DCIM|PXL|Screenshot|image|photo|anh|Zalo)[-_ ]?\d[\w\- ]*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FileName();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9\-]{0,80}\z")]
    internal static partial Regex DrawingName();
}
