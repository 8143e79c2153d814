using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ocop.Market.Channels.Connectors.Shopee;

/// <summary>What a category asks for, with the units that a text of one's own may end with.</summary>
internal sealed record Asked(OutsideAttribute Attribute, IReadOnlyList<string> Units);

/// <summary>One field of a listing: as it is sent, and as text to compare it with what stands there.</summary>
internal sealed record Part(string Field, JsonNode Node, string Words);

/// <summary>A draft in Shopee's fields: kilograms, whole centimetres, whole đồng, NFC.</summary>
internal static class ShopeeDraft
{
    private const string Tier = "Quy cách";

    private static readonly DraftBrand NoBrand = new("0", "NoBrand");

    /// <summary>NFC, in one line, without signs that nobody sees.</summary>
    public static string Clean(string text) => string.Concat(text.Normalize().Where(letter => letter is not ('\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF')).Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();

    public static string Description(ListingDraft draft) => string.Join('\n', draft.Description.Select(Clean));

    /// <summary>Whose number the item carries: the one that any list of them begins with, so that whoever looks for the item later asks for the same. Until its variants stand the item sells this one.</summary>
    public static DraftSku Lead(ListingDraft draft) => draft.Skus.OrderBy(sku => sku.Sku, StringComparer.Ordinal).First();

    /// <summary>The listing itself, without price, stock and shipping: those have calls of their own or are the seller's once it stands. So is the brand of who names none here.</summary>
    public static IReadOnlyList<Part> Content(ListingDraft draft, IReadOnlyList<Asked> asked)
    {
        var (attributes, heaviest) = (Attributes(draft, asked), draft.Skus.Max(sku => sku.WeightGrams));
        var parts = new List<Part>
        {
            Of("item_name", Clean(draft.Title)), Of("description", Description(draft)),
            new("category_id", JsonValue.Create(long.Parse(draft.Category, NumberStyles.None, CultureInfo.InvariantCulture)), draft.Category),
            new("image", new JsonObject { ["image_id_list"] = new JsonArray([.. draft.Images.Select(id => JsonValue.Create(id))]) }, string.Join(' ', draft.Images)),
            new("weight", JsonValue.Create(Kilograms(heaviest)), Kilograms(heaviest).ToString("0.###", CultureInfo.InvariantCulture)),
            new("attribute_list", new JsonArray([.. attributes.Select(Json)]), Words(attributes)),
        };
        if (draft.Brand is { } brand) parts.Add(new Part("brand", Json(brand), brand.Id ?? NoBrand.Id!));
        // The largest box; one whose sizes nobody measured is left out.
        if (draft.Skus.Where(IsMeasured).MaxBy(sku => (long)sku.LengthMm * sku.WidthMm * sku.HeightMm) is { } box) parts.Add(new Part("dimension", Dimension(box), $"{Centimetres(box.LengthMm)}×{Centimetres(box.WidthMm)}×{Centimetres(box.HeightMm)}"));
        return parts;
    }

    /// <summary>The same field as Shopee has it.</summary>
    public static string Standing(JsonElement item, string field) => field switch
    {
        "image" => string.Join(' ', (item.Of("image")?.List("image_id_list") ?? []).Select(id => id.GetString())),
        "weight" => item.Decimal("weight")?.ToString("0.###", CultureInfo.InvariantCulture) ?? "",
        "brand" => item.Of("brand")?.Text("brand_id") ?? NoBrand.Id!,
        "dimension" => item.Of("dimension") is { } box ? $"{box.Text("package_length")}×{box.Text("package_width")}×{box.Text("package_height")}" : "",
        "attribute_list" => Words([.. item.List("attribute_list").SelectMany(attribute => attribute.List("attribute_value_list").Select(value => (attribute.Id("attribute_id"), value.Text("value_id") ?? "0", Own(value, "original_value_name"), Own(value, "value_unit"))))]),
        _ => item.Text(field)?.Normalize() ?? "",
    };

    /// <param name="channels">The shop's ways of shipping.</param>
    public static JsonObject Item(ListingDraft draft, IReadOnlyList<Asked> asked, IReadOnlyList<long> channels, string? warehouse)
    {
        var first = Lead(draft);
        var item = new JsonObject
        {
            ["original_price"] = first.Price, ["seller_stock"] = Stock(first.Stock, warehouse), ["item_sku"] = first.Sku, ["condition"] = "NEW", ["item_status"] = "NORMAL",
            ["brand"] = Json(NoBrand),
            ["logistic_info"] = new JsonArray([.. channels.Select(channel => new JsonObject { ["logistic_id"] = channel, ["enabled"] = true })]),
        };
        if (draft.Skus.Count == 1 && first.Gtin is { } gtin) item["gtin_code"] = gtin;
        foreach (var part in Content(draft, asked)) item[part.Field] = part.Node;
        return item;
    }

    public static JsonObject Variants(string item, ListingDraft draft, string? warehouse) => new()
    {
        ["item_id"] = long.Parse(item, NumberStyles.None, CultureInfo.InvariantCulture),
        ["tier_variation"] = new JsonArray(new JsonObject { ["name"] = Tier, ["option_list"] = new JsonArray([.. draft.Skus.Select(sku => new JsonObject { ["option"] = Clean(sku.Name) })]) }),
        ["model"] = new JsonArray([.. draft.Skus.Select((sku, i) => Model(sku, i, warehouse))]),
    };

    /// <summary>The choice as it stands, with its pictures, and more options behind.</summary>
    /// <param name="models">Told with their places once more: what is left out Shopee may take for deleted.</param>
    public static JsonObject Wider(string item, JsonElement tier, IEnumerable<string> more, IEnumerable<JsonElement> models) => new()
    {
        ["item_id"] = long.Parse(item, NumberStyles.None, CultureInfo.InvariantCulture),
        ["tier_variation"] = new JsonArray(new JsonObject
        {
            ["name"] = tier.Text("name"),
            ["option_list"] = new JsonArray([.. tier.List("option_list").Select(Option), .. more.Select(name => new JsonObject { ["option"] = name })]),
        }),
        ["model_list"] = new JsonArray([.. models.Select(model => new JsonObject { ["tier_index"] = JsonNode.Parse(model.GetProperty("tier_index").GetRawText()), ["model_id"] = long.Parse(model.Id("model_id"), NumberStyles.None, CultureInfo.InvariantCulture) })]),
    };

    /// <param name="options">Of the whole choice, in their places.</param>
    public static JsonObject More(string item, IEnumerable<DraftSku> added, List<string> options, string? warehouse) => new()
    {
        ["item_id"] = long.Parse(item, NumberStyles.None, CultureInfo.InvariantCulture),
        ["model_list"] = new JsonArray([.. added.Select(sku => Model(sku, options.FindIndex(option => string.Equals(option, Clean(sku.Name), StringComparison.OrdinalIgnoreCase)), warehouse))]),
    };

    public static JsonArray Stock(int stock, string? warehouse) => new(warehouse is null ? new JsonObject { ["stock"] = stock } : new JsonObject { ["location_id"] = warehouse, ["stock"] = stock });

    private static JsonObject Option(JsonElement standing)
    {
        var option = new JsonObject { ["option"] = standing.Text("option") };
        if (standing.Of("image")?.Text("image_id") is { Length: > 0 } image) option["image"] = new JsonObject { ["image_id"] = image };
        return option;
    }

    private static JsonObject Model(DraftSku sku, int index, string? warehouse)
    {
        var model = new JsonObject { ["tier_index"] = new JsonArray(index), ["original_price"] = sku.Price, ["model_sku"] = sku.Sku, ["seller_stock"] = Stock(sku.Stock, warehouse), ["weight"] = Kilograms(sku.WeightGrams) };
        if (IsMeasured(sku)) model["dimension"] = Dimension(sku);
        if (sku.Gtin is { } gtin) model["gtin_code"] = gtin;
        return model;
    }

    /// <summary>A value is the number or the name of one that Shopee lists; anything else is a text of one's own, with its unit where there are units.</summary>
    private static List<(string Id, string Value, string? Text, string? Unit)> Attributes(ListingDraft draft, IReadOnlyList<Asked> asked) => [.. draft.Attributes.Select(given =>
    {
        var attribute = asked.FirstOrDefault(it => it.Attribute.Id == given.Key);
        var text = Clean(given.Value);
        var listed = attribute?.Attribute.Values.Where(value => value.Id == text || string.Equals(value.Name.Normalize(), text, StringComparison.OrdinalIgnoreCase)).Select(value => value.Id).FirstOrDefault();
        if (listed is not null) return (given.Key, listed, (string?)null, (string?)null);
        var unit = attribute?.Units.FirstOrDefault(it => text.EndsWith($" {it}", StringComparison.OrdinalIgnoreCase));
        return (given.Key, "0", unit is null ? text : text[..^(unit.Length + 1)], unit);
    })];

    private static JsonObject Json(DraftBrand brand) => brand.Id is { } id ? new() { ["brand_id"] = long.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture), ["original_brand_name"] = brand.Name } : Json(NoBrand);

    private static JsonObject Json((string Id, string Value, string? Text, string? Unit) attribute)
    {
        var value = new JsonObject { ["value_id"] = long.Parse(attribute.Value, NumberStyles.None, CultureInfo.InvariantCulture) };
        if (attribute.Text is { } text) value["original_value_name"] = text;
        if (attribute.Unit is { } unit) value["value_unit"] = unit;
        return new JsonObject { ["attribute_id"] = long.Parse(attribute.Id, NumberStyles.None, CultureInfo.InvariantCulture), ["attribute_value_list"] = new JsonArray(value) };
    }

    private static string Words(IEnumerable<(string Id, string Value, string? Text, string? Unit)> attributes) => string.Join('\n', attributes.Select(it => $"{it.Id}={it.Value}|{it.Text}|{it.Unit}").Order(StringComparer.Ordinal));

    // Shopee names listed values, too; we send their number alone.
    private static string? Own(JsonElement value, string name) => (value.Text("value_id") is null or "0") && value.Text(name) is { Length: > 0 } text ? text.Normalize() : null;

    private static Part Of(string field, string text) => new(field, JsonValue.Create(text), text);

    private static decimal Kilograms(int grams) => grams / 1000m;

    private static bool IsMeasured(DraftSku sku) => sku is { LengthMm: > 0, WidthMm: > 0, HeightMm: > 0 };

    private static int Centimetres(int millimetres) => (millimetres + 9) / 10;

    private static JsonObject Dimension(DraftSku sku) => new() { ["package_length"] = Centimetres(sku.LengthMm), ["package_width"] = Centimetres(sku.WidthMm), ["package_height"] = Centimetres(sku.HeightMm) };
}
