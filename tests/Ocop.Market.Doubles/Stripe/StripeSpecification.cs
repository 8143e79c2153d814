using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ocop.Market.Doubles.Stripe;

/// <param name="Code">As Stripe names it: parameter_unknown, parameter_missing …</param>
internal sealed record Misfit(string Parameter, string Code, string Message);

/// <summary>
/// Holds requests and answers against Stripe's own specification. Unknown parameters are refused at every depth: the specification closes only the
/// outermost, Stripe all of them.
/// </summary>
internal sealed partial class StripeSpecification
{
    public static readonly StripeSpecification Known = new();

    private readonly JsonObject _root;

    private StripeSpecification()
    {
        using var file = typeof(StripeSpecification).Assembly.GetManifestResourceStream("stripe-openapi-subset.json")!;
        _root = JsonNode.Parse(file)!.AsObject();
    }

    /// <summary>One of Stripe's own fixtures, to be filled with what happened here.</summary>
    public JsonObject Example(string schema) => Schema(schema)["example"]!.DeepClone().AsObject();

    /// <param name="address">As the specification writes it: "/v1/refunds/{refund}".</param>
    public IReadOnlyList<Misfit> CheckRequest(string method, string address, JsonObject parameters)
    {
        var operation = _root["paths"]![address]![method == "GET" ? "get" : "post"]!;
        var schema = method == "GET"
            ? new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject(operation["parameters"]!.AsArray().Where(parameter => (string?)parameter!["in"] == "query")
                    .Select(parameter => new KeyValuePair<string, JsonNode?>((string)parameter!["name"]!, parameter["schema"]!.DeepClone()))),
            }
            : operation["requestBody"]!["content"]!["application/x-www-form-urlencoded"]!["schema"]!.AsObject();
        return [.. Check(schema, parameters, "", areWords: true)];
    }

    public IReadOnlyList<Misfit> CheckAnswer(string schema, JsonNode answer) => [.. Check(Schema(schema), answer, "", areWords: false)];

    private JsonObject Schema(string name) => _root["components"]!["schemas"]![name]!.AsObject();

    private IEnumerable<Misfit> Check(JsonObject schema, JsonNode? value, string name, bool areWords)
    {
        if ((string?)schema["$ref"] is { } reference) return Check(Schema(reference.Split('/')[^1]), value, name, areWords);
        if (schema["anyOf"] is JsonArray several) return CheckAny(several, schema, value, name, areWords);
        if (value is null) return (bool?)schema["nullable"] == true || schema.Count == 0 ? [] : [new(name, "parameter_invalid_empty", $"{name} must not be null.")];
        return (string?)schema["type"] switch
        {
            "object" => CheckObject(schema, value, name, areWords),
            "array" => value is JsonArray items ? items.SelectMany((item, index) => Check(schema["items"]!.AsObject(), item, $"{name}[{index}]", areWords)) : [new(name, "parameter_invalid_array", $"Invalid array: {name}")],
            { } type => CheckLeaf(schema, type, value, name, areWords),
            null => [],
        };
    }

    private IEnumerable<Misfit> CheckAny(JsonArray several, JsonObject schema, JsonNode? value, string name, bool areWords)
    {
        if (value is null && (bool?)schema["nullable"] == true) return [];
        var tries = several.Select(one => Check(one!.AsObject(), value, name, areWords).ToList()).ToList();
        return tries.Any(misfits => misfits.Count == 0) ? [] : tries[0];
    }

    private IEnumerable<Misfit> CheckObject(JsonObject schema, JsonNode value, string name, bool areWords)
    {
        if (value is not JsonObject members) return [new(name, "parameter_invalid", $"Invalid object: {name}")];
        var (known, others) = (schema["properties"] as JsonObject ?? [], schema["additionalProperties"] as JsonObject);
        // An object of which nothing is said may hold anything.
        if (known.Count == 0 && schema["additionalProperties"] is null) return [];
        var missing = (schema["required"] as JsonArray ?? []).Select(required => (string)required!).Where(required => !members.ContainsKey(required))
            .Select(required => new Misfit(Under(name, required), "parameter_missing", $"Missing required param: {Under(name, required)}."));
        return missing.Concat(members.SelectMany(member => (known[member.Key] ?? others) is JsonObject rule
            ? Check(rule, member.Value, Under(name, member.Key), areWords)
            : [new Misfit(Under(name, member.Key), "parameter_unknown", $"Received unknown parameter: {Under(name, member.Key)}")]));
    }

    private static IEnumerable<Misfit> CheckLeaf(JsonObject schema, string type, JsonNode value, string name, bool areWords)
    {
        if (value is not JsonValue) return [new(name, $"parameter_invalid_{type}", $"Invalid {type}: {name}")];
        var (kind, word) = (value.GetValueKind(), value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString());
        var fits = type switch
        {
            "string" => kind == JsonValueKind.String,
            "integer" => (areWords || kind == JsonValueKind.Number) && Whole().IsMatch(word),
            "number" => (areWords || kind == JsonValueKind.Number) && Decimal().IsMatch(word),
            "boolean" => (areWords || kind is JsonValueKind.True or JsonValueKind.False) && word is "true" or "false",
            _ => throw new InvalidOperationException($"The specification holds a type that nobody reads here: {type}"),
        };
        if (!fits) return [new(name, $"parameter_invalid_{type}", $"Invalid {type}: {word}")];
        if (schema["enum"] is JsonArray words && !words.Any(allowed => (string?)allowed == word)) return [new(name, "parameter_invalid", $"Invalid {name}: must be one of {words.ToJsonString()}")];
        return (int?)schema["maxLength"] is { } longest && word.Length > longest ? [new(name, "parameter_invalid", $"Invalid string: {name} must be at most {longest} characters")] : [];
    }

    private static string Under(string name, string member) => name.Length == 0 ? member : $"{name}[{member}]";

    [GeneratedRegex(@"\A-?[0-9]+\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\A-?[0-9]+(\.[0-9]+)?\z")]
    private static partial Regex Decimal();
}
