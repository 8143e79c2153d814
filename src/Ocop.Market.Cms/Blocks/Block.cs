using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ocop.Market.Cms.Blocks;

/// <summary>One piece of a document's body. Stored as a JSON list in the revision, so a page is read in one row.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HeadingBlock), "heading")]
[JsonDerivedType(typeof(TextBlock), "text")]
[JsonDerivedType(typeof(PictureBlock), "picture")]
[JsonDerivedType(typeof(QuoteBlock), "quote")]
public abstract record Block
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IReadOnlyList<Block> ReadAll(string json) => JsonSerializer.Deserialize<List<Block>>(json, Json) ?? [];

    public static string WriteAll(IReadOnlyList<Block> blocks) => JsonSerializer.Serialize(blocks, Json);
}

public sealed record HeadingBlock(string Text) : Block;

/// <summary>Plain words; an empty line begins a new paragraph.</summary>
public sealed record TextBlock(string Text) : Block
{
    [JsonIgnore]
    public IEnumerable<string> Paragraphs => Text.Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

/// <param name="Art">Name of a drawing under wwwroot/art, without its ending.</param>
public sealed record PictureBlock(string Art, string Alt, string? Caption = null) : Block;

public sealed record QuoteBlock(string Text, string? Source = null) : Block;
