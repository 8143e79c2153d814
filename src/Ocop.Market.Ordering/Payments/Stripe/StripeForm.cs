using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ocop.Market.Ordering.Payments.Stripe;

/// <summary>Nested parameters as Stripe's forms name them: "line_items[0][price_data][currency]". What is null is left out.</summary>
public static class StripeForm
{
    public static IEnumerable<KeyValuePair<string, string>> Flatten(JsonObject parameters) =>
        parameters.SelectMany(parameter => Flatten(parameter.Key, parameter.Value));

    private static IEnumerable<KeyValuePair<string, string>> Flatten(string name, JsonNode? value) => value switch
    {
        null => [],
        JsonObject members => members.SelectMany(member => Flatten($"{name}[{member.Key}]", member.Value)),
        JsonArray items => items.SelectMany((item, index) => Flatten(string.Create(CultureInfo.InvariantCulture, $"{name}[{index}]"), item)),
        _ => [new(name, value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString())],
    };
}
