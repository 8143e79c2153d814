using System.Text.Json;
using System.Text.Json.Nodes;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Documents;

/// <summary>All that an editor writes, as one value: what a draft keeps, a revision fixes and a comparison reads.</summary>
/// <param name="Slug">A wish for the address; null leaves it as it is.</param>
/// <param name="Properties">By the aliases of the document's type; a key that is not there was never asked for.</param>
public sealed record DocumentContent(string Title, string? Slug, string Summary, JsonObject Properties, IReadOnlyList<Block> Blocks)
{
    public static DocumentContent Of(Revision revision) =>
        new(revision.Title, null, revision.Summary, ReadProperties(revision.Properties), Block.ReadAll(revision.Blocks));

    public static JsonObject ReadProperties(string json) => json.Length == 0 ? [] : JsonNode.Parse(json)!.AsObject();

    /// <exception cref="JsonException">Not written by <see cref="Write"/>.</exception>
    public static DocumentContent Read(string json)
    {
        var content = JsonSerializer.Deserialize<DocumentContent>(json, Block.Json) ?? throw new JsonException("No content.");
        return content with { Title = content.Title ?? "", Summary = content.Summary ?? "", Properties = content.Properties ?? [], Blocks = content.Blocks ?? [] };
    }

    public string Write() => JsonSerializer.Serialize(this, Block.Json);

    public string PropertiesJson => Properties.ToJsonString(Block.Json);

    /// <summary>A plain value; null where there is none.</summary>
    public string? Text(string alias) => Properties[alias] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    /// <summary>Says the same, whatever the order of keys or the numbers of blocks.</summary>
    public bool Says(DocumentContent other) =>
        Title == other.Title && Summary == other.Summary && JsonNode.DeepEquals(Properties, other.Properties) && Block.WriteAll(Blocks) == Block.WriteAll(other.Blocks);
}
