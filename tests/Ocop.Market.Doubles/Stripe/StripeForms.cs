using System.Globalization;
using System.Text.Json.Nodes;

namespace Ocop.Market.Doubles.Stripe;

/// <summary>Reads "a[b][0][c]=d" into a tree. Its leaves are words: what they should be is for the specification to say.</summary>
internal static class StripeForms
{
    public static JsonObject Read(string encoded)
    {
        var root = new Branch();
        foreach (var pair in encoded.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var cut = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = cut < 0 ? (Decode(pair), "") : (Decode(pair[..cut]), Decode(pair[(cut + 1)..]));
            root.Put(Steps(name), value);
        }

        return (JsonObject)root.ToNode(isRoot: true);
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static List<string> Steps(string name)
    {
        var open = name.IndexOf('[', StringComparison.Ordinal);
        return open < 0 ? [name] : [name[..open], .. name[(open + 1)..].TrimEnd(']').Split("][")];
    }

    private sealed class Branch
    {
        private readonly List<(string Name, Branch Under)> _branches = [];
        private string? _leaf;

        public void Put(List<string> steps, string value)
        {
            if (steps.Count == 0)
            {
                _leaf = value;
                return;
            }

            // "[]" counts up by itself.
            var step = steps[0].Length > 0 ? steps[0] : _branches.Count.ToString(CultureInfo.InvariantCulture);
            var next = _branches.FirstOrDefault(branch => branch.Name == step).Under;
            if (next is null) _branches.Add((step, next = new Branch()));
            next.Put(steps[1..], value);
        }

        public JsonNode ToNode(bool isRoot = false)
        {
            if (_leaf is not null) return JsonValue.Create(_leaf);
            var isList = !isRoot && _branches.Count > 0 && _branches.Select((branch, index) => branch.Name == index.ToString(CultureInfo.InvariantCulture)).All(isNext => isNext);
            return isList ? new JsonArray([.. _branches.Select(branch => branch.Under.ToNode())])
                : new JsonObject(_branches.Select(branch => new KeyValuePair<string, JsonNode?>(branch.Name, branch.Under.ToNode())));
        }
    }
}
