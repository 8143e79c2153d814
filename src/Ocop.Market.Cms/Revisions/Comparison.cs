using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Accounts.Rights;
using Ocop.Market.Cms.Blocks;
using Ocop.Market.Cms.Documents;
using Ocop.Market.Kernel;

namespace Ocop.Market.Cms.Revisions;

public enum Difference { Same, Added, Removed, Changed }

/// <param name="Words">Word by word where both have words; empty where only the value differs.</param>
public sealed record FieldDifference(string Field, LocalText Label, Difference Kind, string Before, string After, IReadOnlyList<WordRun> Words);

/// <param name="HasMoved">It stands elsewhere among the blocks that both texts have.</param>
/// <param name="Fields">Of a changed block: what differs beside its words ("alt", "credit").</param>
public sealed record BlockDifference(Guid Id, Difference Kind, bool HasMoved, Block? Before, Block? After, IReadOnlyList<WordRun> Words, IReadOnlyList<FieldDifference> Fields);

public sealed record ChangedWords(string Where, string Before, string After);

/// <summary>Two texts beside each other: field by field, block by block, in the order in which the newer one is read.</summary>
public sealed record Comparison(IReadOnlyList<FieldDifference> Fields, IReadOnlyList<BlockDifference> Blocks)
{
    public bool SaysTheSame => Fields.All(it => it.Kind == Difference.Same) && Blocks.All(block => block.Kind == Difference.Same && !block.HasMoved);

    public static Comparison Between(DocumentType type, DocumentContent before, DocumentContent after) => new(
        [
            Field("title", new("Tên bài", "Title"), before.Title, after.Title),
            Field("summary", new("Tóm tắt", "Summary"), before.Summary, after.Summary),
            .. type.Properties.Select(property => Field(property.Field, property.Label, property.WordsOf(before.Properties[property.Alias]), property.WordsOf(after.Properties[property.Alias]),
                JsonNode.DeepEquals(before.Properties[property.Alias], after.Properties[property.Alias]))),
        ], BlocksBetween(before.Blocks, after.Blocks));

    public IEnumerable<ChangedWords> Changes() =>
        Fields.Where(field => field.Kind != Difference.Same).Select(field => new ChangedWords(field.Field, field.Before, field.After))
            .Concat(Blocks.Where(block => block.Kind != Difference.Same || block.HasMoved).Select(block => new ChangedWords($"block {block.Id}", Written(block.Before), Written(block.After))));

    private static FieldDifference Field(string name, LocalText label, string before, string after, bool? isSame = null)
    {
        var kind = isSame ?? before == after ? Difference.Same : before.Length == 0 ? Difference.Added : after.Length == 0 ? Difference.Removed : Difference.Changed;
        return new FieldDifference(name, label, kind, before, after, kind == Difference.Changed ? WordRun.Between(before, after) : []);
    }

    private static List<BlockDifference> BlocksBetween(IReadOnlyList<Block> before, IReadOnlyList<Block> after)
    {
        var old = before.ToDictionary(block => block.Id);
        var now = after.Select(block => block.Id).ToHashSet();
        var stayed = Unmoved([.. before.Select(block => block.Id).Where(now.Contains)], [.. after.Select(block => block.Id).Where(old.ContainsKey)]);
        var lines = after.Select(block => old.TryGetValue(block.Id, out var was) ? OfBoth(was, block, !stayed.Contains(block.Id)) : new BlockDifference(block.Id, Difference.Added, false, null, block, [], [])).ToList();

        // A removed block is shown after the one it followed.
        foreach (var (i, block) in before.Index().Where(it => !now.Contains(it.Item.Id)))
        {
            var place = i == 0 ? 0 : lines.FindIndex(line => line.Id == before[i - 1].Id) + 1;
            lines.Insert(place, new BlockDifference(block.Id, Difference.Removed, false, block, null, [], []));
        }

        return lines;
    }

    private static BlockDifference OfBoth(Block before, Block after, bool hasMoved)
    {
        if (Written(before) == Written(after)) return new BlockDifference(after.Id, Difference.Same, hasMoved, before, after, [], []);
        var words = before.Words == after.Words ? [] : WordRun.Between(before.Words, after.Words);
        return new BlockDifference(after.Id, Difference.Changed, hasMoved, before, after, words, FieldsBetween(before, after));
    }

    private static List<FieldDifference> FieldsBetween(Block before, Block after)
    {
        var (old, now) = (Parts(before), Parts(after));
        return [.. old.Select(part => part.Key).Union(now.Select(part => part.Key)).Where(key => key != "id" && !JsonNode.DeepEquals(old[key], now[key]))
            .Select(key => Field(key, new LocalText(key, key), old[key]?.ToString() ?? "", now[key]?.ToString() ?? ""))];
    }

    private static JsonObject Parts(Block block) => JsonSerializer.SerializeToNode(block, Block.Json)!.AsObject();

    private static string Written(Block? block) => block is null ? "" : JsonSerializer.Serialize(block, Block.Json);

    // The longest run of blocks that kept their order; the others are those that somebody moved.
    private static HashSet<Guid> Unmoved(List<Guid> before, List<Guid> after)
    {
        var place = before.Index().ToDictionary(it => it.Item, it => it.Index);
        var places = after.ConvertAll(id => place[id]);
        var (length, previous) = (new int[places.Count], new int[places.Count]);
        var best = -1;
        for (var i = 0; i < places.Count; i++)
        {
            (length[i], previous[i]) = (1, -1);
            for (var j = 0; j < i; j++)
                if (places[j] < places[i] && length[j] + 1 > length[i]) (length[i], previous[i]) = (length[j] + 1, j);
            if (best < 0 || length[i] > length[best]) best = i;
        }

        var stayed = new HashSet<Guid>();
        for (var i = best; i >= 0; i = previous[i]) stayed.Add(after[i]);
        return stayed;
    }
}

public sealed record ComparedRevisions(Document Document, Revision From, Revision To, Comparison Comparison);

public sealed class RevisionComparison(ICmsDb db, KnownTypes types)
{
    public async Task<ComparedRevisions?> FindAsync(Person by, Guid documentId, Guid fromId, Guid toId, CancellationToken cancel)
    {
        var document = await db.Documents.AsNoTracking().SingleOrDefaultAsync(it => it.Id == documentId, cancel);
        if (document is null || !by.May(Act.ReadContent, document.Scope)) return null;
        var both = await db.Revisions.AsNoTracking().Where(revision => revision.DocumentId == documentId && (revision.Id == fromId || revision.Id == toId)).ToDictionaryAsync(revision => revision.Id, cancel);
        return both.TryGetValue(fromId, out var from) && both.TryGetValue(toId, out var to)
            ? new ComparedRevisions(document, from, to, Comparison.Between(types.Of(document), DocumentContent.Of(from), DocumentContent.Of(to)))
            : null;
    }
}
