using System.Text.Json;
using System.Text.Json.Nodes;
using Ocop.Market.Cms.Blocks;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <summary>
/// A document's blocks as the editor sends them: <c>block</c> names each in the order in which they stand on the page, <c>b.{id}.type</c> its kind and
/// <c>b.{id}.…</c> what it holds, by the names that its JSON has.
/// </summary>
public static class BlockForm
{
    public const string Order = "block";
    public const int Most = 200;

    /// <exception cref="FormatException">A form that no page of ours makes.</exception>
    public static IReadOnlyList<Block> Read(IFormCollection form)
    {
        var ids = form[Order].Where(id => Guid.TryParse(id, out _)).Select(id => Guid.Parse(id!)).Distinct().Take(Most).ToList();
        var fields = form.Where(field => field.Key.StartsWith("b.", StringComparison.Ordinal)).ToLookup(field => field.Key.Split('.', 3)[1], StringComparer.OrdinalIgnoreCase);
        return [.. ids.Select(id => BlockOf(id, fields[id.ToString()])).OfType<Block>()];
    }

    private static Block? BlockOf(Guid id, IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> fields)
    {
        // A tick box is sent together with a hidden "false" that stands before it: the last word counts.
        var tree = FormTree.Of(fields.Select(field => KeyValuePair.Create(field.Key.Split('.', 3)[2], field.Value[^1] ?? "")));
        if (tree["type"] is not JsonValue type || BlockKinds.All.FirstOrDefault(kind => kind.Alias == (string?)type) is not { } kind) return null;
        tree["id"] = id;
        // An entry of a gallery that was left empty is none.
        if (tree["pictures"] is JsonArray pictures) tree["pictures"] = new JsonArray([.. pictures.Where(picture => picture?["media"]?.ToString() is { Length: > 0 }).Select(picture => picture!.DeepClone())]);
        // Pickers send what was picked as entries with a key; a shared block or a producer that was not picked sends nothing.
        if (tree["products"] is JsonArray picked) tree["products"] = new JsonArray([.. picked.Select(entry => entry?["key"]?.DeepClone())]);
        if (tree["rule"] is JsonObject rule && rule.All(part => part.Value is null)) tree.Remove("rule");
        foreach (var choice in new[] { "document", "producer" })
            if (tree["type"]?.ToString() is "shared" or "producerCard" && tree[choice] is JsonValue { } chosen && !Guid.TryParse(chosen.ToString(), out _)) tree.Remove(choice);
        if (tree["cells"] is JsonValue cells)
        {
            tree.Remove("cells");
            tree["rows"] = RowsOf((string)cells!);
        }

        try
        {
            // What the form left out has the value that an empty block has.
            var whole = JsonSerializer.SerializeToNode(NewBlockModel.Empty(kind), Block.Json)!.AsObject();
            foreach (var (name, value) in tree.ToList()) whole[name] = value?.DeepClone();
            return whole.Deserialize<Block>(Block.Json);
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"Block {id} cannot be read.", wrong);
        }
    }

    /// <summary>A line is a row; cells are parted by a tab, as a spreadsheet puts them on the clipboard, or by "|".</summary>
    private static JsonArray RowsOf(string cells) =>
        [.. cells.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(JsonNode (line) => new JsonArray([.. line.Split(line.Contains('\t', StringComparison.Ordinal) ? '\t' : '|', StringSplitOptions.TrimEntries).Select(JsonNode (cell) => JsonValue.Create(cell))]))];

    public static string CellsOf(TableBlock table) => string.Join('\n', table.Rows.Select(row => string.Join(" | ", row)));
}
