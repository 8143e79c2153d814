using System.Text.Json.Serialization;
using Ocop.Market.Cms.References;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Blocks;

/// <summary>Shown as a picture and a link: nothing of the other site is loaded before a click.</summary>
public sealed record VideoBlock(string Url, string Title, string? Media = null) : Block
{
    [JsonIgnore]
    public override string Words => Title;

    public override Block Tidied() => this with { Url = (Url ?? "").Trim(), Title = VietnameseText.Normalize(Title ?? ""), Media = Tidy.OrNull(Media) };

    public override IEnumerable<BlockFault> Faults()
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var address) || address.Scheme != "https") yield return new("url", "LinkWrong", "Cần địa chỉ bắt đầu bằng https://", "An address that begins with https:// is needed.");
        if (Title.Length == 0) yield return new("title", "BlockEmpty", "Video cần một tên.", "The video needs a name.");
    }

    public override IEnumerable<Reference> References() => Media is null ? [] : [Reference.Media(Media)];
}

/// <param name="Link">Of this site ("/san-pham/…") or another (https).</param>
public sealed record CallToActionBlock(string Text, string Label, string Link) : Block
{
    [JsonIgnore]
    public override string Words => $"{Text} {Label}";

    public override Block Tidied() => this with { Text = VietnameseText.Normalize(Text ?? ""), Label = VietnameseText.Normalize(Label ?? ""), Link = (Link ?? "").Trim() };

    public override IEnumerable<BlockFault> Faults()
    {
        if (Label.Length == 0) yield return new("label", "BlockEmpty", "Nút cần có chữ.", "The button needs words.");
        if (!RichText.IsSafeLink(Link)) yield return new("link", "LinkWrong", "Liên kết này không dùng được.", "This link cannot be used.");
    }
}

public sealed record FileBlock(string Media, string Label) : Block
{
    [JsonIgnore]
    public override string Words => Label;

    public override Block Tidied() => this with { Label = VietnameseText.Normalize(Label ?? "") };

    public override IEnumerable<BlockFault> Faults()
    {
        if (string.IsNullOrEmpty(Media)) yield return new("media", "FileMissing", "Bạn hãy chọn tệp.", "Please choose a file.");
        if (Label.Length == 0) yield return new("label", "BlockEmpty", "Tệp cần một tên để người đọc biết là gì.", "The file needs a name.");
    }

    public override IEnumerable<Reference> References() => string.IsNullOrEmpty(Media) ? [] : [Reference.Media(Media)];
}

/// <summary>Stands for the body of a document of type "sharedBlock".</summary>
public sealed record SharedBlock(Guid Document) : Block
{
    public override IEnumerable<BlockFault> Faults() => Document == Guid.Empty ? [new("document", "SharedMissing", "Bạn hãy chọn khối dùng chung.", "Please choose a shared block.")] : [];

    public override IEnumerable<Reference> References() => Document == Guid.Empty ? [] : [Reference.Document(Document)];
}
