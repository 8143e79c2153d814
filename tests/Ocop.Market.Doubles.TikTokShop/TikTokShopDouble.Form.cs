using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ocop.Market.Doubles.Channels;

namespace Ocop.Market.Doubles.TikTokShop;

/// <summary>What the platform finds wrong with a product that is made or edited: the first of it is the answer.</summary>
public sealed partial class TikTokShopDouble
{
    private static readonly HashSet<string> Fields = ["save_mode", "idempotency_key", "title", "description", "category_id", "category_version", "brand_id", "main_images", "skus", "package_weight", "package_dimensions", "product_attributes", "certifications", "is_cod_allowed", "minimum_order_quantity", "external_product_id"];
    private static readonly HashSet<string> SkuFields = ["id", "seller_sku", "price", "inventory", "sales_attributes", "identifier_code", "external_sku_id", "sku_weight", "sku_dimensions"];
    private static readonly HashSet<string> Tags = ["p", "ul", "ol", "li", "strong", "b", "i", "em", "u", "br", "img"];

    /// <param name="old">Null: a new product.</param>
    private IEnumerable<Answer> Wrongs(JsonElement body, string shop, ShelfItem? old)
    {
        if (body.ValueKind != JsonValueKind.Object) { yield return Bug("36009010", "The body is no object."); yield break; }
        foreach (var field in body.EnumerateObject().Where(field => !Fields.Contains(field.Name))) yield return Bug("98001004", $"Parameter {field.Name} is invalid. Reason: unknown.");
        foreach (var wrong in WrongWords(body).Concat(WrongPlace(body)).Concat(WrongPapers(body)).Concat(WrongParcel(body)).Concat(WrongSkus(body, shop, old))) yield return wrong;
    }

    private IEnumerable<Answer> WrongWords(JsonElement body)
    {
        if (Text(body, "title") is not { } title) { yield return Bug("98001004", "Parameter title is invalid. Expected: text"); yield break; }
        var letters = title.EnumerateRunes().Count();
        if (letters == 0) yield return No("12052261", "product name is empty");
        if (letters < 25) yield return No("12052910", "Invalid input parameters. The title must have 25 to 255 characters.");
        if (letters > 255) yield return No("12052051", "The product name exceed max limit characters");
        if (Chinese().IsMatch(title)) yield return No("12052262", "Chinese characters are not supported in product name");
        if (HasBadForm(title) || title.Contains('<', StringComparison.Ordinal)) yield return No("12052931", "The title must follow these formatting rules.");
        if (Text(body, "description") is not { Length: > 0 } description) { yield return No("12052015", "The product description is required"); yield break; }
        if (description.Length > 10_000) yield return No("12052013", "The product description cannot exceed maximum characters");
        if (WrongHtml(description) is { } wrong) yield return wrong;
        if (HasBadForm(Tag().Replace(description, " ").Replace("&amp;", "", StringComparison.Ordinal).Replace("&lt;", "", StringComparison.Ordinal).Replace("&gt;", "", StringComparison.Ordinal))) yield return No("12052932", "The description must follow these formatting rules.");
    }

    private Answer? WrongHtml(string html)
    {
        var open = new Stack<string>();
        foreach (Match tag in Tag().Matches(html))
        {
            var name = tag.Groups["name"].Value;
            if (!Tags.Contains(name)) return No("12052345", "The product description html tag not support.");
            if (name is "br" or "img") continue;
            if (tag.Groups["end"].Length == 0) open.Push(name);
            else if (!open.TryPop(out var last) || last != name) return Bug("12052344", "The product description html syntax with error");
        }

        var text = Tag().Replace(html, "");
        return open.Count > 0 || text.Contains('<', StringComparison.Ordinal) || text.Contains('>', StringComparison.Ordinal) || LoneAmpersand().IsMatch(text) ? Bug("12052344", "The product description html syntax with error") : null;
    }

    private IEnumerable<Answer> WrongPlace(JsonElement body)
    {
        if (Text(body, "category_version") != "v2") yield return Bug("12052217", "All region shops must use V2 categories.");
        if (Tree.FirstOrDefault(one => one.Id == Text(body, "category_id")) is not { Id: not null } category) yield return No("12052023", "Category does not exist");
        else if (!category.IsLeaf) yield return No("12052024", "Category is not final category");
        if (body.TryGetProperty("brand_id", out _) && !Registered.Any(brand => brand.IsOpen && brand.Id == Text(body, "brand_id"))) yield return No("12052201", "The brand is not authorized for this shop.");
        var attributes = List(body, "product_attributes");
        if (attributes.GroupBy(one => Text(one, "id")).Any(same => same.Count() > 1)) yield return Bug("12052254", "Duplicate attribute id");
        if (attributes.Exists(one => Text(one, "id") is not (Origin or ShelfLife or "100392"))) yield return No("12052910", "Invalid input parameters. An attribute is unknown.");
        foreach (var value in attributes.SelectMany(one => List(one, "values").Select(value => (Of: Text(one, "id"), Id: Text(value, "id"), Name: Text(value, "name")))))
        {
            if (value is { Id: null, Name: null }) yield return Bug("12052248", "The product attribute value name or attribute value id is empty.");
            if (value is { Of: Origin, Id: null }) yield return No("12052247", "Do not support custom product attribute.");
            if (value.Id is not null && value is not ({ Of: Origin, Id: Vietnam or "1000848" } or { Of: "100392", Id: "1001533" })) yield return No("12052529", "The property value id not exist.");
        }

        if (new[] { Origin, ShelfLife }.Except(attributes.Where(one => List(one, "values").Count > 0).Select(one => Text(one, "id"))).Any()) yield return No("12052104", "property is required");
        var images = List(body, "main_images").ConvertAll(image => Text(image, "uri") ?? "");
        if (images.Count == 0) yield return No("12052028", "Main product image is required");
        if (images.Count > 9) yield return No("12052306", "main product images count exceed limit");
        if (images.Exists(uri => !_pictures.ContainsKey(uri))) yield return No("12052722", "The image URI does not exist in TikTok Shop.");
    }

    private IEnumerable<Answer> WrongPapers(JsonElement body)
    {
        var papers = List(body, "certifications");
        if (papers.Count > 10 || papers.GroupBy(paper => Text(paper, "id")).Any(same => same.Count() > 1)) yield return Bug("98001004", "Parameter certifications is invalid. Reason: too many, or one twice.");
        foreach (var paper in papers)
        {
            if (Text(paper, "id") is not (FoodSafety or TestSheet)) yield return No("12052910", "Invalid input parameters. A certification is unknown.");
            var files = List(paper, "files");
            if (files.Count == 0 || files.Exists(file => !_files.ContainsKey(Text(file, "id") ?? "") || Text(file, "format") != "PDF" || !PdfName().IsMatch(Text(file, "name") ?? ""))) yield return Bug("98001004", "Parameter certifications.files is invalid.");
            if (Time(paper, "expiration_date") is { } until ? until <= Now : Text(paper, "id") == FoodSafety) yield return No("12052385", "The expiration date of the certification is invalid.");
        }

        if (RequiresFoodSafety && !papers.Exists(paper => Text(paper, "id") == FoodSafety)) yield return No("12052105", "The product certification is required.");
    }

    private IEnumerable<Answer> WrongParcel(JsonElement body)
    {
        if (!body.TryGetProperty("package_weight", out var weight) || !IsWeight(weight)) { yield return Bug("12052006", "Incorrect parcel weight format"); yield break; }
        if (decimal.Parse(Text(weight, "value")!, CultureInfo.InvariantCulture) == 0) yield return No("12052181", "The package weight of the product can not be zero.");
        if (!body.TryGetProperty("package_dimensions", out var size)) yield break;
        foreach (var (side, code) in new[] { ("height", "12052003"), ("width", "12052004"), ("length", "12052005") })
            if (!WholeNumber().IsMatch(Text(size, side) ?? "")) yield return Bug(code, $"Incorrect parcel {side} format");
        if (Text(size, "unit") != "CENTIMETER") yield return Bug("12052916", "The package unit is not supported in the current region.");
    }

    private IEnumerable<Answer> WrongSkus(JsonElement body, string shop, ShelfItem? old)
    {
        var skus = List(body, "skus");
        if (skus.Count == 0) yield return No("12052902", "The SKU list is empty.");
        if (skus.Count > 100) yield return No("12052050", "A single product cannot have more than 100 different SKUs");
        foreach (var sku in skus)
        {
            foreach (var field in sku.EnumerateObject().Where(field => !SkuFields.Contains(field.Name))) yield return Bug("98001004", $"Parameter skus.{field.Name} is invalid. Reason: unknown.");
            if (Text(sku, "seller_sku") is not { Length: > 0 } name || name.Any(char.IsWhiteSpace)) yield return No("12019059", "seller sku is invalid");
            else if (name.Length > 50) yield return No("12052054", "The seller SKU text length cannot exceed max limit characters");
            var isKnown = Text(sku, "id") is { } id && old is not null && old.Skus.Exists(one => one.Id == id);
            if (sku.TryGetProperty("id", out _) && !isKnown) yield return No("12052557", "The SKU ID does not belong to the product.");
            if (sku.TryGetProperty("price", out _)) { if (WrongPrice(sku) is { } price) yield return price; }
            else if (!isKnown) yield return Bug("12052571", "Missing price for SKU(s)");
            if (sku.TryGetProperty("inventory", out _)) { if (WrongStock(sku, shop, least: isKnown ? 0 : 1) is { } stock) yield return stock; }
            else if (!isKnown) yield return Bug("12052115", "seller has no warehouse");
            if (sku.TryGetProperty("sku_weight", out var weight) && !IsWeight(weight)) yield return Bug("12019011", "product package weight is invalid");
            if (sku.TryGetProperty("identifier_code", out var code) && (Text(code, "type"), Text(code, "code")?.Length) is not (("GTIN", 14) or ("EAN", 8 or 13 or 14) or ("UPC", 12))) yield return Bug("12052591", "Invalid number of digits of identifier code");
        }

        if (skus.Count < 2) yield break;
        var names = skus.ConvertAll(sku => List(sku, "sales_attributes").ConvertAll(one => (Name: Text(one, "name") ?? "", Value: Text(one, "value_name") ?? "")));
        if (names.Exists(own => own.Count is 0 or > 3 || !own.Select(one => one.Name).Order(StringComparer.Ordinal).SequenceEqual(names[0].Select(one => one.Name).Order(StringComparer.Ordinal)))) yield return Bug("12052550", "SKU property must contain all properties");
        if (names.Exists(own => own.Exists(one => one.Name.Length is 0 or > 20))) yield return Bug("12052242", "The attribute name characters cannot exceed max_limit");
        if (names.Exists(own => own.Exists(one => one.Value.Length is 0 or > 50))) yield return No("12052249", "The sales property value name characters cannot exceed 50.");
        if (names.Select(own => string.Join('|', own.Select(one => one.Value))).Distinct().Count() < names.Count) yield return No("12052560", "The SKU contains duplicate sales attribute.");
    }

    private Answer? WrongPrice(JsonElement sku)
    {
        var price = sku.TryGetProperty("price", out var given) ? given : default;
        if (!WholeNumber().IsMatch(Text(price, "amount") ?? "")) return Bug("12052012", "Incorrect price format");
        return Text(price, "currency") == "VND" ? null : Bug("12052084", "The provided currency is not available for this shop/region");
    }

    private Answer? WrongStock(JsonElement sku, string shop, int least)
    {
        if (List(sku, "inventory") is not [var one] || !one.TryGetProperty("quantity", out var quantity) || quantity.ValueKind != JsonValueKind.Number) return Bug("12019024", "stock count is invalid");
        if (Text(one, "warehouse_id") != WarehouseOf(shop)) return No("12052097", "The warehouse does not exist");
        return quantity.TryGetInt32(out var pieces) && pieces >= least && pieces <= 99_999 ? null : No("12052055", "The SKU inventory quantity for the warehouse must be within allowed limits.");
    }

    private static long PriceOf(JsonElement sku) => long.Parse(Text(sku.GetProperty("price"), "amount")!, CultureInfo.InvariantCulture);

    private static int StockOf(JsonElement sku) => List(sku, "inventory")[0].GetProperty("quantity").GetInt32();

    private static bool IsWeight(JsonElement weight) => ThreeDecimals().IsMatch(Text(weight, "value") ?? "") && Text(weight, "unit") == "KILOGRAM";

    private static bool HasBadForm(string text) => !text.Any(char.IsLetterOrDigit) || text.Any(char.IsControl) || TenAlike().IsMatch(text) || Entity().IsMatch(text) || text.EnumerateRunes().Any(rune => rune.Value is (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2600 and <= 0x27BF));

    [GeneratedRegex("<(?<end>/?)(?<name>[a-z]+)( [^<>]*)?/?>")]
    private static partial Regex Tag();

    [GeneratedRegex("&(?!(amp|lt|gt|quot);)")]
    private static partial Regex LoneAmpersand();

    [GeneratedRegex("&(#?[0-9a-zA-Z]+);")]
    private static partial Regex Entity();

    /// <summary>No spaces, no sign in front, and no point but the one before the ending.</summary>
    [GeneratedRegex(@"^[\p{L}0-9][^\s.]*\.pdf$")]
    private static partial Regex PdfName();

    [GeneratedRegex("^[1-9][0-9]{0,11}$")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^(0|[1-9][0-9]*)(\.[0-9]{1,3})?$")]
    private static partial Regex ThreeDecimals();

    [GeneratedRegex(@"(.)\1{9,}")]
    private static partial Regex TenAlike();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();
}
