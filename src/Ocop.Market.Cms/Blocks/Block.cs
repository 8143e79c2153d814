using System.Text.Json;
using System.Text.Json.Serialization;
using Ocop.Market.Cms.References;

namespace Ocop.Market.Cms.Blocks;

/// <summary>One piece of a document's body. Stored as a JSON list in the revision, so a page is read in one row.</summary>
public abstract record Block
{
    /// <summary>Stays with the block through all revisions, so that two of them can be compared piece by piece.</summary>
    public Guid Id { get; init; }

    public static JsonSerializerOptions Json => BlockKinds.Json;

    public static IReadOnlyList<Block> ReadAll(string json) => Numbered(JsonSerializer.Deserialize<List<Block>>(json, Json) ?? []);

    public static string WriteAll(IReadOnlyList<Block> blocks) => JsonSerializer.Serialize(Numbered(blocks), Json);

    /// <summary>The same block as it may be stored: words in one spelling, markup from the list of what is allowed.</summary>
    public virtual Block Tidied() => this;

    /// <summary>What must be mended beside which field of the block.</summary>
    public virtual IEnumerable<BlockFault> Faults() => [];

    /// <summary>What the block shows that lives elsewhere.</summary>
    public virtual IEnumerable<Reference> References() => [];

    /// <summary>The words of it, for search and comparison.</summary>
    public virtual string Words => "";

    // Blocks written before they had a number get one by their place, the same at each reading.
    private static IReadOnlyList<Block> Numbered(IReadOnlyList<Block> blocks)
    {
        if (blocks.All(block => block.Id != Guid.Empty)) return blocks;
        var taken = blocks.Select(block => block.Id).ToHashSet();
        return [.. blocks.Select((block, place) => block.Id != Guid.Empty ? block : block with { Id = Free(place + 1) })];

        Guid Free(int number)
        {
            Guid id;
            while (!taken.Add(id = new Guid(number++, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]))) ;
            return id;
        }
    }
}

/// <param name="Field">"alt", "pictures[1].alt".</param>
/// <param name="IsWarning">Said to the author, but does not stop anybody.</param>
public sealed record BlockFault(string Field, string Reason, string Vi, string En, bool IsWarning = false);
