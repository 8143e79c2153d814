using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Blocks;

/// <param name="Alias">How it is named in JSON.</param>
public sealed record BlockKind(Type Type, string Alias, LocalText Name, LocalText Help);

/// <summary>
/// Every kind of block the program knows. Kinds that name catalogue things are added by their module at start; the list is read from
/// everywhere a revision is, so it is one for the whole process.
/// </summary>
public static class BlockKinds
{
    private static readonly Lock Gate = new();

    public static IReadOnlyList<BlockKind> All { get; private set; } =
    [
        new(typeof(HeadingBlock), "heading", new("Tiêu đề", "Heading"), new("Chia bài thành từng phần.", "Divides the text into parts.")),
        new(typeof(TextBlock), "text", new("Đoạn văn", "Text"), new("Lời kể, có thể in đậm, gạch đầu dòng, đặt liên kết.", "Words, with bold, lists and links.")),
        new(typeof(PictureBlock), "picture", new("Ảnh", "Picture"), new("Một ảnh lớn kèm chú thích.", "One large picture with a caption.")),
        new(typeof(GalleryBlock), "gallery", new("Bộ ảnh", "Gallery"), new("Nhiều ảnh cạnh nhau.", "Several pictures side by side.")),
        new(typeof(QuoteBlock), "quote", new("Lời trích", "Quote"), new("Một câu nói đáng nhớ và của ai.", "Words worth keeping, and whose they are.")),
        new(typeof(VideoBlock), "video", new("Video", "Video"), new("Liên kết tới video; chỉ mở khi người xem bấm.", "A link to a video; nothing is loaded before a click.")),
        new(typeof(CallToActionBlock), "callToAction", new("Lời mời", "Call to action"), new("Một câu và một nút bấm.", "A sentence and a button.")),
        new(typeof(TableBlock), "table", new("Bảng", "Table"), new("Số liệu theo hàng và cột.", "Figures in rows and columns.")),
        new(typeof(FileBlock), "file", new("Tệp tải về", "File"), new("Một tệp cho người đọc tải.", "A file to download.")),
        new(typeof(SharedBlock), "shared", new("Khối dùng chung", "Shared block"), new("Viết một lần, hiện ở nhiều trang.", "Written once, shown on many pages.")),
    ];

    public static JsonSerializerOptions Json { get; private set; } = Options(All);

    public static BlockKind Of(Block block) => All.First(kind => kind.Type == block.GetType());

    /// <summary>Adds a kind once; repeated, it changes nothing.</summary>
    public static void Add(BlockKind kind)
    {
        lock (Gate)
        {
            if (All.Any(known => known.Type == kind.Type)) return;
            if (All.Any(known => known.Alias == kind.Alias)) throw new InvalidOperationException($"Two kinds of block are called \"{kind.Alias}\".");
            All = [.. All, kind];
            // Options that were used once cannot change any more.
            Json = Options(All);
        }
    }

    private static JsonSerializerOptions Options(IReadOnlyList<BlockKind> kinds) => new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // PostgreSQL's jsonb and people who write by hand put the type where they like.
        AllowOutOfOrderMetadataProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { info => NameKinds(info, kinds) } },
    };

    private static void NameKinds(JsonTypeInfo info, IReadOnlyList<BlockKind> kinds)
    {
        if (info.Type != typeof(Block)) return;
        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "type" };
        foreach (var kind in kinds) info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(kind.Type, kind.Alias));
    }
}
