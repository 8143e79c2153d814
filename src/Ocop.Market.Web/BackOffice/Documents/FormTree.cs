using System.Globalization;
using System.Text.Json.Nodes;

namespace Ocop.Market.Web.BackOffice.Documents;

/// <summary>
/// Fields of a form as the tree their names describe: <c>pictures[0].alt</c> becomes <c>{"pictures":[{"alt":…}]}</c>. Lists keep the order in which
/// the fields stand in the form, so what was moved on the page is moved here; the numbers only tell their members apart. A field is words, unless
/// its name ends with <c>:bool</c> or <c>:number</c>.
/// </summary>
public static class FormTree
{
    private const int Deepest = 6;

    /// <exception cref="FormatException">A name that no field of ours has.</exception>
    public static JsonObject Of(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var root = new Branch();
        foreach (var (name, value) in fields) root.Put(Parts(name.Split(':')[0]), ValueOf(name, value));
        return (JsonObject)root.ToJson();
    }

    private static JsonValue? ValueOf(string name, string value) => name.Split(':') switch
    {
        [_] => JsonValue.Create(value),
        [_, "bool"] => JsonValue.Create(value == "true"),
        [_, "number"] => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null,
        _ => throw new FormatException($"\"{name}\" is no field."),
    };

    private static string[] Parts(string name)
    {
        var parts = name.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        if (parts.Length > Deepest || parts.Any(part => part.Length is 0 or > 64 || (part[0] == '[' && part[^1] != ']'))) throw new FormatException($"\"{name}\" is no field.");
        return parts;
    }

    private sealed class Branch
    {
        private readonly Dictionary<string, object?> _members = [];
        private readonly List<string> _order = [];

        public void Put(ReadOnlySpan<string> path, JsonValue? value)
        {
            var name = path[0];
            if (!_members.TryGetValue(name, out var member))
            {
                _order.Add(name);
                _members[name] = member = path.Length == 1 ? value : new Branch();
                if (path.Length == 1) return;
            }

            if (member is not Branch branch || path.Length == 1) throw new FormatException($"\"{name}\" is named twice.");
            branch.Put(path[1..], value);
        }

        public JsonNode ToJson()
        {
            if (_order.Count > 0 && _order.All(name => name[0] == '[')) return new JsonArray([.. _order.Select(name => Node(_members[name]))]);
            var node = new JsonObject();
            foreach (var name in _order) node[name] = Node(_members[name]);
            return node;
        }

        private static JsonNode? Node(object? member) => member is Branch branch ? branch.ToJson() : (JsonValue?)member;
    }
}
