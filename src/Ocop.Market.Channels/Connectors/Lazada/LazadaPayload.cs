using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using System.Xml.Linq;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Connectors.Lazada;

/// <summary>
/// What is sent of a product. Lazada takes JSON and XML: products go as JSON; prices, stock and hiding as XML, which is all that its reference shows for them.
/// Every value is text, numbers too.
/// </summary>
internal static class LazadaPayload
{
    /// <summary>Before the name of an attribute that belongs to each SKU and not to the product.</summary>
    public const string OfSku = "sku:";

    public const string BrandId = "brand_id", Brand = "brand";

    // The choice between the variants of a product, under a name of our own. That any category takes one is unverified.
    private const string Choice = "PhanLoai";

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>NFC, without control characters and without those that nobody sees.</summary>
    public static string Plain(string text) => VietnameseText.Normalize(string.Concat(text.Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.Format)));

    public static string Description(ListingDraft draft) => string.Concat(draft.Description.Select(Plain).Where(paragraph => paragraph.Length > 0).Select(paragraph => $"<p>{Html.Encode(paragraph)}</p>"));

    public static string Create(ListingDraft draft)
    {
        var product = Content(draft);
        if (draft.Skus.Count > 1) product["variation"] = Variation(draft);
        product["Skus"] = Skus(draft.Skus.Select(sku => New(draft, sku)));
        return Json(product);
    }

    /// <summary>SKUs that join those of an item: "AssociatedSku" names one that it has. The choice is told whole, with what can be chosen already.</summary>
    public static string Join(OutsideKey key, ListingDraft draft, IEnumerable<DraftSku> added) => Json(new JsonObject
    {
        ["ItemId"] = key.ItemId, ["AssociatedSku"] = key.Skus.Values.Order(StringComparer.Ordinal).First(), ["Attributes"] = new JsonObject(),
        ["variation"] = Variation(draft), ["Skus"] = Skus(added.Select(sku => New(draft, sku))),
    });

    /// <summary>Without price and stock, which stay as they are.</summary>
    public static string Update(OutsideKey key, ListingDraft draft)
    {
        var product = Content(draft);
        product["ItemId"] = key.ItemId;
        product["Skus"] = Skus(draft.Skus.Select(sku =>
        {
            var json = Sku(draft, sku);
            json["SkuId"] = key.Skus[sku.Sku];
            return json;
        }));
        return Json(product);
    }

    /// <summary>The attributes have to stand there, empty too.</summary>
    public static string Activate(OutsideKey key) => Json(new JsonObject { ["ItemId"] = key.ItemId, ["Attributes"] = new JsonObject(), ["Skus"] = Skus(key.Skus.Values.Select(id => new JsonObject { ["SkuId"] = id, ["Status"] = "active" })) });

    public static string Item(OutsideKey key) => Xml(new XElement("ItemId", key.ItemId));

    /// <param name="field">"Price" or "SellableQuantity".</param>
    public static string Lines(string field, IEnumerable<(OutsideKey Key, string Sku, long Value)> lines) => Xml(new XElement("Skus", lines.Select(line =>
        new XElement("Sku", new XElement("ItemId", line.Key.ItemId), new XElement("SkuId", line.Key.Skus[line.Sku]), new XElement("SellerSku", line.Sku), new XElement(field, Text(line.Value))))));

    public static string Write(JsonNode json) => json.ToJsonString(AsWritten);

    private static JsonObject Content(ListingDraft draft)
    {
        var attributes = new JsonObject();
        foreach (var (name, value) in draft.Attributes.Where(attribute => !attribute.Key.StartsWith(OfSku, StringComparison.Ordinal))) attributes[name] = Plain(value);
        // What the mapping of the category says comes first. "No Brand" has another number in each country; its name is the same, and Lazada's own sample sends the name.
        if (!attributes.ContainsKey(BrandId) && !attributes.ContainsKey(Brand)) attributes[draft.Brand?.Id is null ? Brand : BrandId] = draft.Brand?.Id ?? "No Brand";
        (attributes["name"], attributes["description"]) = (Plain(draft.Title), Description(draft));
        return new JsonObject { ["PrimaryCategory"] = draft.Category, ["Images"] = new JsonObject { ["Image"] = new JsonArray([.. draft.Images.Select(image => (JsonNode)image)]) }, ["Attributes"] = attributes };
    }

    // The GTIN stays out: the key that a category would take it under is unverified.
    private static JsonObject Sku(ListingDraft draft, DraftSku sku)
    {
        var json = new JsonObject { ["package_weight"] = Kilograms(sku.WeightGrams), ["package_length"] = Centimetres(sku.LengthMm), ["package_width"] = Centimetres(sku.WidthMm), ["package_height"] = Centimetres(sku.HeightMm) };
        foreach (var (name, value) in draft.Attributes.Where(attribute => attribute.Key.StartsWith(OfSku, StringComparison.Ordinal))) json[name[OfSku.Length..]] = Plain(value);
        return json;
    }

    private static JsonObject New(ListingDraft draft, DraftSku sku)
    {
        var json = Sku(draft, sku);
        (json["SellerSku"], json["quantity"], json["price"]) = (sku.Sku, Text(sku.Stock), Text(sku.Price));
        if (draft.Skus.Count > 1) json["saleProp"] = new JsonObject { [Choice] = Plain(sku.Name) };
        return json;
    }

    private static JsonObject Variation(ListingDraft draft) => new()
    {
        ["Variation1"] = new JsonObject { ["name"] = Choice, ["label"] = "Phân loại", ["hasImage"] = "false", ["customize"] = "true", ["options"] = new JsonObject { ["option"] = new JsonArray([.. draft.Skus.Select(sku => (JsonNode)Plain(sku.Name))]) } },
    };

    private static JsonObject Skus(IEnumerable<JsonObject> skus) => new() { ["Sku"] = new JsonArray([.. skus]) };

    private static string Json(JsonObject product) => Write(new JsonObject { ["Request"] = new JsonObject { ["Product"] = product } });

    private static string Xml(XElement inProduct) => new XElement("Request", new XElement("Product", inProduct)).ToString(SaveOptions.DisableFormatting);

    // Two digits are taken: rounded up, so that a gram is not nothing.
    private static string Kilograms(int grams) => (Math.Ceiling(grams / 10m) / 100).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Centimetres(int mm) => (mm / 10m).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
