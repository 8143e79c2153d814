using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ocop.Market.Doubles.Channels;

namespace Ocop.Market.Doubles.Lazada;

public sealed partial class LazadaDouble
{
    private const int MostImages = 8, MostTitleBytes = 255, LongestDescription = 25_000, MostLines = 50, ItemsPerPage = 50, LargestOffset = 10_000, MostSkusLookedUp = 100;

    private static readonly string[] ItemTimes = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss"];
    private static readonly string[] Filters = ["all", "live", "inactive", "deleted", "pending", "rejected", "sold-out"];

    /// <summary>What tells a SKU of several from its sisters, by its number.</summary>
    private readonly Dictionary<string, string> _chosen = [];

    private JsonObject Create(Asked asked, string shop)
    {
        if (Product(asked, "payload") is not { } product) return Unreadable(asked);
        if (!IsAllText(product)) return Fault(asked, No("1001", "The parameters are not in JSON format"));
        var category = Word(product, "PrimaryCategory");
        if (category.Length == 0) return Failed("1", "PrimaryCategory", "E001: Parameter PrimaryCategory is mandatory");
        if (Shelves.All(shelf => shelf.Id != category)) return Failed("201", "PrimaryCategory", "E201: Invalid CategoryId");
        if (!IsLeaf(category)) return Failed("4134", "PrimaryCategory", "Please select the last level category.");
        var skus = List(product["Skus"]?["Sku"]);
        if (skus.Count == 0) return Failed("1", "Skus", "E001: Parameter Skus is mandatory");
        if ((WrongPictures(product, isNew: true) ?? WrongAttributes(product, category, isNew: true) ?? skus.Select(sku => WrongSku(sku, category, isNew: true)).FirstOrDefault(it => it is not null) ?? WrongChoice(product, skus)) is { } wrong) return Failed(wrong.Code, wrong.Field, wrong.Message);
        if (skus.Select(sku => Word(sku, "SellerSku")).Distinct().Count() < skus.Count) return Failed("4105", "SellerSku", "BIZ_CHECK_SELLER_SKU_DUPLICATE");
        if (skus.FirstOrDefault(sku => Find(shop, Word(sku, "SellerSku")).Item is not null) is { } taken) return Failed("4141", "SellerSku", $"SellerSku repeat: {Word(taken, "SellerSku")}");

        var item = new ShelfItem { Id = NextNumber(), Shop = shop, Title = "", CreatedAt = Now, Category = category };
        Write(item, product);
        foreach (var sku in skus) Add(item, sku);

        Place(item, isReviewed: true);
        return Yes(new JsonObject
        {
            ["item_id"] = Number(item.Id), ["item_status"] = StatusOf(item).Status,
            ["sku_list"] = new JsonArray([.. item.Skus.Select(sku => new JsonObject { ["seller_sku"] = sku.Sku, ["sku_id"] = Number(sku.Id), ["shop_sku"] = ShopSku(item, sku) })]),
        });
    }

    private JsonObject Update(Asked asked, string shop)
    {
        if (Product(asked, "payload") is not { } product) return Unreadable(asked);
        if (!IsAllText(product)) return Fault(asked, No("1001", "The parameters are not in JSON format"));
        if (Word(product, "ItemId").Length == 0) return Fault(asked, No("1", "E001: Parameter ItemId is mandatory"));
        if (product["Attributes"] is not (JsonObject or JsonValue)) return Fault(asked, No("1", "E001: Parameter Attributes is mandatory"));
        if (Item(shop, Word(product, "ItemId")) is not { State: not ShelfState.Removed } item) return Failed("4137", "ItemId", "ITEM_NOT_FOUND", "E501: Update product failed");
        if (item.State == ShelfState.Suspended) return Failed("4155", "ItemId", "This product is currently locked so you are unable to do editing", "E501: Update product failed");
        var category = Word(product, "PrimaryCategory") is { Length: > 0 } named ? named : item.Category;
        if (!IsLeaf(category)) return Failed("4134", "PrimaryCategory", "The category Id is Invalid", "E501: Update product failed");
        var skus = List(product["Skus"]?["Sku"]);
        // A SKU that joins comes under its seller's number, and one that stands is named to tell where.
        var isJoined = Word(product, "AssociatedSku").Length > 0;
        var (joining, edited) = (skus.Where(sku => isJoined && Word(sku, "SkuId").Length == 0).ToList(), skus.Where(sku => !isJoined || Word(sku, "SkuId").Length > 0).ToList());
        foreach (var sku in edited)
        {
            if (Word(sku, "SkuId").Length == 0) return Fault(asked, Word(sku, "SellerSku").Length > 0 ? No("4193", "The SellerSku parameter is no longer supported. Please update your parameter to use SkuId and try again") : No("4216", "skuId is a mandatory field and must be filled in."));
            if (item.Skus.All(it => it.Id != Word(sku, "SkuId"))) return Failed("4136", "SkuId", "SELLER_SKU_NOT_FOUND", "E501: Update product failed");
        }

        if ((WrongPictures(product, isNew: false) ?? WrongAttributes(product, category, isNew: false) ?? edited.Select(sku => WrongSku(sku, category, isNew: false)).FirstOrDefault(it => it is not null)) is { } wrong) return Failed(wrong.Code, wrong.Field, wrong.Message, "E501: Update product failed");
        if ((isJoined ? WrongJoin(item, product, joining, category) : null) is { } wrongJoin) return Failed(wrongJoin.Code, wrongJoin.Field, wrongJoin.Message, "E501: Update product failed");

        item.Category = category;
        Write(item, product);
        foreach (var sku in edited) Write(item.Skus.Single(it => it.Id == Word(sku, "SkuId")), sku);
        foreach (var sku in joining) Add(item, sku);
        if (item.State == ShelfState.Hidden && skus.Any(sku => Word(sku, "Status") == "active")) item.State = ShelfState.Live;
        // What was refused is read anew.
        if (item.State == ShelfState.Rejected) (item.State, item.AfterReview, item.Reason, item.ReviewedAt) = (ShelfState.InReview, ShelfState.Live, null, Now + ReviewTakes);
        item.ChangedAt = Now;
        return Yes(new JsonObject { ["item_status"] = StatusOf(item).Status });
    }

    private JsonObject UpdateLines(Asked asked, string shop, bool isRefused, Func<ShelfSku, JsonObject, (string Code, string Message)?> update)
    {
        if (Product(asked, "payload") is not { } product) return Unreadable(asked);
        var lines = List(product["Skus"]?["Sku"]);
        if (lines.Count == 0) return Fault(asked, No("30", "E030: Empty Request"));
        if (lines.Count > MostLines) return Fault(asked, No("4171", "The updated SKU quantity exceeds the maximum number 50, please do not update more than 50 SKUs at once"));
        var refused = new List<(string Code, JsonObject Detail)>();
        foreach (var line in lines)
        {
            if (Word(line, "ItemId").Length == 0 || Word(line, "SkuId").Length == 0) return Fault(asked, No("1", "E001: Parameter ItemId and SkuId are mandatory"));
            // The last of them, where one of many is to be refused.
            if ((isRefused && line == lines[^1] ? ("4218", "The SKU is locked") : Line(shop, line, update)) is (var code, var message))
                refused.Add((code, new JsonObject { ["seller_sku"] = Word(line, "SellerSku"), ["sku_id"] = Word(line, "SkuId"), ["field"] = "Sku", ["message"] = message }));
        }

        if (refused.Count == 0) return Yes(new JsonObject());
        var detail = new JsonArray([.. refused.Select(line => line.Detail)]);
        if (isRefused)
        {
            var yes = Yes(new JsonObject());
            yes["detail"] = detail;
            return yes;
        }

        return No(refused.Select(line => line.Code).Distinct().Count() == 1 && refused.Count == lines.Count ? refused[0].Code : "501", "E501: Update product failed", "ISP", detail);
    }

    private (string Code, string Message)? Line(string shop, JsonObject line, Func<ShelfSku, JsonObject, (string Code, string Message)?> update)
    {
        if (Item(shop, Word(line, "ItemId")) is not { State: not ShelfState.Removed } item) return ("4137", "ITEM_NOT_FOUND");
        if (item.Skus.FirstOrDefault(it => it.Id == Word(line, "SkuId")) is not { } sku) return ("4136", "SELLER_SKU_NOT_FOUND");
        if (item.State == ShelfState.Suspended) return ("4155", "This product is currently locked so you are unable to do editing");
        if (update(sku, line) is { } wrong) return wrong;
        item.ChangedAt = Now;
        return null;
    }

    private static (string Code, string Message)? PriceAndQuantity(ShelfSku sku, JsonObject line)
    {
        var (price, stock) = (sku.Price, (long)sku.Stock);
        if (Word(line, "Price") is { Length: > 0 } asked && !TryReadPrice(asked, out price)) return ("4104", "BIZ_CHECK_PRICE_PRECISION_INVALID");
        if (price <= 0) return ("4118", "BIZ_CHECK_PRICE_IS_ZERO");
        if (Word(line, "SalePrice") is { Length: > 0 } sale && (!TryReadPrice(sale, out var special) || special >= price)) return ("4157", "The discount price must be cheaper than the regular price");
        if (Word(line, "Quantity") is { Length: > 0 } quantity && !IsStock(quantity, out stock)) return ("4152", "THD_INVENTORY_ERR_INV_PARAM_ILLEGAL:illegal parameter:quantity");
        (sku.Price, sku.Stock) = (price, (int)stock);
        return null;
    }

    private static (string Code, string Message)? Sellable(ShelfSku sku, JsonObject line)
    {
        if (!IsStock(Word(line, "SellableQuantity"), out var stock)) return ("212", "INV_NEGATIVE_SELLABLE");
        sku.Stock = (int)stock;
        return null;
    }

    private JsonObject Deactivate(Asked asked, string shop)
    {
        if (Product(asked, "apiRequestBody") is not { } product) return Unreadable(asked);
        if (Word(product, "ItemId") is not { Length: > 0 } id) return Fault(asked, No("E0001", "Parameter ItemId is mandatory"));
        if (Item(shop, id) is not { State: not ShelfState.Removed } item) return No("E0002", "Product:item id not exist");
        if (item.State != ShelfState.Live) return No("E0004", "Product Status not online");
        (item.State, item.ChangedAt) = (ShelfState.Hidden, Now);
        return Yes(new JsonObject());
    }

    private JsonObject OneItem(Asked asked, string shop)
    {
        if (asked["item_id"].Length == 0) return Fault(asked, No("200", "E200: Empty SellerSku"));
        return Item(shop, asked["item_id"]) is { } item ? Yes(Json(item)) : No("208", "E208: Item not exist");
    }

    private JsonObject ManyItems(Asked asked, string shop)
    {
        if (!Filters.Contains(asked["filter"])) return Fault(asked, No("36", "E036: Invalid status filter"));
        var (offset, limit, since) = (0, 20, DateTime.MinValue);
        if (asked["offset"].Length > 0 && (!int.TryParse(asked["offset"], NumberStyles.None, CultureInfo.InvariantCulture, out offset) || offset > LargestOffset)) return No("14", $"E014: \"{asked["offset"]}\" Invalid Offset");
        if (asked["limit"].Length > 0 && (!int.TryParse(asked["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is 0 or > ItemsPerPage)) return Fault(asked, No("19", $"E019: \"{asked["limit"]}\" Invalid Limit"));
        if (asked["update_after"].Length > 0 && !TryReadTime(asked["update_after"], ItemTimes, out since)) return Fault(asked, No("17", $"E017: \"{asked["update_after"]}\" Invalid Date Format"));
        List<string>? wanted = null;
        if (asked["sku_seller_list"].Length > 0 && ((wanted = Texts(asked["sku_seller_list"])) is null || wanted.Count > MostSkusLookedUp)) return Fault(asked, No("70", "E070: You have corrupt data in your sku seller list."));

        var found = ChangedSince(shop, since).Where(item => IsIn(item, asked["filter"]) && (wanted is null || item.Skus.Any(sku => wanted.Contains(sku.Sku)))).ToList();
        var page = found.Skip(offset).Take(limit).ToList();
        // Nothing found is an empty list where an object stands otherwise.
        return Yes(page.Count == 0 ? new JsonArray() : new JsonObject { ["total_products"] = found.Count, ["products"] = new JsonArray([.. page.Select(Json)]) });
    }

    private static bool IsIn(ShelfItem item, string filter) => filter switch
    {
        "all" => item.State != ShelfState.Removed,
        "live" => item.State == ShelfState.Live,
        "inactive" => item.State == ShelfState.Hidden,
        "deleted" => item.State == ShelfState.Removed,
        "pending" => item.State == ShelfState.InReview,
        "rejected" => item.State == ShelfState.Rejected,
        _ => item.State == ShelfState.Live && item.Skus.All(sku => sku.Stock == 0),
    };

    private JsonObject Json(ShelfItem item)
    {
        var (status, below) = StatusOf(item);
        var attributes = new JsonObject();
        foreach (var (name, value) in item.Attributes) attributes[name] = value;
        (attributes["name"], attributes["description"]) = (item.Title, item.Description);
        return new JsonObject
        {
            ["item_id"] = Number(item.Id), ["primary_category"] = Number(item.Category), ["created_time"] = Milliseconds(item.CreatedAt), ["updated_time"] = Milliseconds(item.ChangedAt), ["status"] = status, ["subStatus"] = below,
            ["images"] = new JsonArray([.. item.Images.Select(image => (JsonNode)image)]).ToJsonString(), ["attributes"] = attributes, ["trialProduct"] = false, ["suspendedSkus"] = new JsonArray(),
            ["rejectReason"] = item.Reason is { } reason ? new JsonArray(new JsonObject { ["suggestion"] = "", ["violationDetail"] = reason }) : null,
            ["skus"] = new JsonArray([.. item.Skus.Select(sku => new JsonObject
            {
                ["Status"] = item.State == ShelfState.Live ? "active" : "inactive", ["SellerSku"] = sku.Sku, ["SkuId"] = Number(sku.Id), ["ShopSku"] = ShopSku(item, sku), ["Url"] = new Uri(Address, $"/gian-hang/{item.Shop}/{item.Id}").AbsoluteUri,
                ["quantity"] = sku.Stock, ["Available"] = sku.Stock, ["price"] = (decimal)sku.Price + 0.0m, ["special_price"] = 0.0m, ["package_weight"] = (sku.WeightGrams / 1000m).ToString("0.##", CultureInfo.InvariantCulture),
            })]),
        };
    }

    private static (string Status, string? Below) StatusOf(ShelfItem item) => item.State switch
    {
        ShelfState.InReview => ("Pending QC", null),
        ShelfState.Live => ("Active", null),
        ShelfState.Hidden => ("InActive", null),
        ShelfState.Rejected => ("InActive", "Reject"),
        ShelfState.Suspended => ("Suspended", "Lock"),
        _ => ("Deleted", null),
    };

    private void Write(ShelfItem item, JsonObject product)
    {
        if (product["Attributes"] is JsonObject attributes)
            foreach (var (name, value) in attributes)
            {
                var text = value!.GetValue<string>();
                if (name == "name") item.Title = text;
                else if (name == "description") item.Description = text;
                else item.Attributes[name] = text;
                // Told by number or by name, it is one and the same.
                if (name is "brand" or "brand_id" && BrandNames.First(brand => name == "brand" ? brand.Name == text : brand.Id == text).Id is var id)
                {
                    item.Attributes.Remove(name == "brand" ? "brand_id" : "brand");
                    item.Brand = id == NoBrand ? null : id;
                }
            }

        if (product["Images"] is JsonObject images) item.Images = [.. Texts(images["Image"])];
    }

    private static void Write(ShelfSku sku, JsonObject json)
    {
        if (Word(json, "price") is { Length: > 0 } price && TryReadPrice(price, out var amount)) sku.Price = amount;
        if (Word(json, "quantity") is { Length: > 0 } quantity && IsStock(quantity, out var stock)) sku.Stock = (int)stock;
        if (Word(json, "package_weight") is { Length: > 0 } weight) sku.WeightGrams = (int)(decimal.Parse(weight, CultureInfo.InvariantCulture) * 1000);
    }

    private (string Code, string Field, string Message)? WrongPictures(JsonObject product, bool isNew)
    {
        if (product["Images"] is null && !isNew) return null;
        var images = Texts(product["Images"]?["Image"]).ToList();
        if (images.Count == 0) return ("4139", "Images", "Main image is require");
        if (images.Count > MostImages) return ("4169", "Images", "Upload a maximum of 8 pictures");
        if (images.Distinct().Count() < images.Count) return ("4116", "Images", "BIZ_CHECK_MAIN_IMAGE_DUPLICATE");
        return images.All(IsOwnPicture) ? null : ("4138", "Images", "The image exists in the outer link");
    }

    private (string Code, string Field, string Message)? WrongAttributes(JsonObject product, string category, bool isNew)
    {
        var attributes = product["Attributes"] as JsonObject ?? new JsonObject();
        // An edit says what it changes and nothing else.
        if (isNew || attributes.ContainsKey("name"))
        {
            var title = Word(attributes, "name");
            if (title.Length == 0) return ("4108", "name", "CHK_BASIC_REQUIRED");
            if (Encoding.UTF8.GetByteCount(title) > MostTitleBytes) return ("4160", "name", "The max length of Multi title for locale can not exceed 255 bytes");
            if (title.AsSpan().ContainsAny("\"^~<>|")) return ("4129", "name", "Special characters are not allowed");
        }

        if (isNew || attributes.ContainsKey("description"))
        {
            var description = Word(attributes, "description");
            if (description.Length == 0) return ("4108", "description", "CHK_BASIC_REQUIRED");
            if (description.Length > LongestDescription) return ("4120", "description", "CHK_CATPROP_CPV_MAX_LENGTH");
            if (description.Contains("<img", StringComparison.OrdinalIgnoreCase)) return ("4138", "description", "The image exists in the outer link");
        }

        if (Word(attributes, "brand_id") is { Length: > 0 } brand && BrandNames.All(known => known.Id != brand)) return ("4142", "brand_id", "The brand is invalid in the category");
        // The name of the brand is the old way, which Lazada's own sample still goes.
        if (Word(attributes, "brand") is { Length: > 0 } named && BrandNames.All(known => known.Name != named)) return ("4142", "brand", "The brand is invalid in the category");
        if (isNew && Word(attributes, "brand_id").Length + Word(attributes, "brand").Length == 0) return ("4108", "brand_id", "CHK_BASIC_REQUIRED");

        var slots = SlotsOf(category).Where(slot => !slot.IsOfSku).ToList();
        if (isNew && slots.FirstOrDefault(slot => slot.IsMandatory && slot.Name != "brand" && Word(attributes, slot.Name).Length == 0) is { } missing) return ("4110", missing.Name, $"{missing.Name} is mandatory");
        foreach (var (name, _) in attributes.Where(attribute => attribute.Key != "brand_id"))
        {
            if (slots.FirstOrDefault(slot => slot.Name == name) is not { } slot) return ("4140", name, "Class does not have this attribute");
            if (slot.Input is "singleSelect" or "multiSelect" && name != "brand" && !slot.Options.Contains(Word(attributes, name))) return ("4115", name, "The CPV attribute is not one of the options provided by the category");
        }

        return null;
    }

    private static (string Code, string Field, string Message)? WrongSku(JsonObject sku, string category, bool isNew)
    {
        if (isNew)
        {
            var name = Word(sku, "SellerSku");
            if (name.Length == 0 || name.AsSpan().ContainsAny("\"*^~<>/\\|")) return ("4150", "SellerSku", "seller sku is invalid");
            if (Word(sku, "price").Length == 0 || Word(sku, "quantity").Length == 0) return ("4108", Word(sku, "price").Length == 0 ? "price" : "quantity", "CHK_BASIC_REQUIRED");
        }

        if (Word(sku, "price") is { Length: > 0 } price)
        {
            if (!TryReadPrice(price, out var amount)) return ("4104", "price", "BIZ_CHECK_PRICE_PRECISION_INVALID");
            if (amount == 0) return ("4118", "price", "BIZ_CHECK_PRICE_IS_ZERO");
        }

        if (Word(sku, "quantity") is { Length: > 0 } quantity && !IsStock(quantity, out _)) return ("4152", "quantity", "THD_INVENTORY_ERR_INV_PARAM_ILLEGAL:illegal parameter:quantity");
        var sides = 0m;
        foreach (var name in new[] { "package_weight", "package_length", "package_width", "package_height" })
        {
            var text = Word(sku, name);
            if (text.Length == 0 && !isNew) continue;
            if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var measure) || measure <= 0 || decimal.Round(measure, 2) != measure) return ("4149", name, "Package attribute value is not valid");
            if (name == "package_weight" && measure > 40) return ("4164", name, "The package weight exceeds 40kg");
            if (name != "package_weight") sides += measure;
        }

        if (sides > 300) return ("4165", "package_length", "The Package dimension(Length+Width+Height) exceeds 300cm");
        var slots = SlotsOf(category).Where(slot => slot.IsOfSku).Select(slot => slot.Name).Concat(["SkuId", "Status", "saleProp", "Images"]).ToList();
        return sku.FirstOrDefault(member => !slots.Contains(member.Key)).Key is { } unknown ? ("4140", unknown, "Class does not have this attribute") : null;
    }

    /// <summary>Several SKUs are told apart by what the product declares, each with a combination of its own.</summary>
    private static (string Code, string Field, string Message)? WrongChoice(JsonObject product, List<JsonObject> skus, IEnumerable<string>? taken = null)
    {
        if (skus.Count == 1 && taken is null) return null;
        var declared = (product["variation"] as JsonObject ?? new JsonObject()).Select(member => member.Value!).ToDictionary(variation => Word(variation, "name"), variation => Texts(variation["options"]?["option"]).ToHashSet());
        if (declared.Count == 0) return ("4113", "variation", "CHK_SKU_PROPS_NOT_IDENTICAL");
        var combinations = new HashSet<string>(taken ?? []);
        foreach (var sku in skus)
        {
            if (sku["saleProp"] is not JsonObject chosen || chosen.Count == 0) return ("4144", "saleProp", "The sku does not contain the saleProp tag");
            if (chosen.Any(member => !declared.TryGetValue(member.Key, out var options) || !options.Contains(Word(chosen, member.Key)))) return ("4143", "saleProp", "The selling attributes are not defined in the variation");
            if (!combinations.Add(Combination(chosen))) return ("4112", "saleProp", "Duplicate Sku attributes");
        }

        return null;
    }

    private (string Code, string Field, string Message)? WrongJoin(ShelfItem item, JsonObject product, List<JsonObject> joining, string category)
    {
        if (item.Skus.All(sku => sku.Id != Word(product, "AssociatedSku"))) return ("4136", "AssociatedSku", "SELLER_SKU_NOT_FOUND");
        if (joining.Count == 0) return ("1", "Skus", "E001: Parameter Skus is mandatory");
        if (joining.Select(sku => WrongSku(sku, category, isNew: true)).FirstOrDefault(it => it is not null) is { } wrong) return wrong;
        if (joining.Select(sku => Word(sku, "SellerSku")).Distinct().Count() < joining.Count) return ("4105", "SellerSku", "BIZ_CHECK_SELLER_SKU_DUPLICATE");
        if (joining.Find(sku => Find(item.Shop, Word(sku, "SellerSku")).Item is not null) is { } taken) return ("4141", "SellerSku", $"SellerSku repeat: {Word(taken, "SellerSku")}");
        // What stands there without a choice is not told apart from what joins with one.
        return item.Skus.Exists(sku => !_chosen.ContainsKey(sku.Id)) ? ("4113", "saleProp", "CHK_SKU_PROPS_NOT_IDENTICAL") : WrongChoice(product, joining, item.Skus.Select(sku => _chosen[sku.Id]));
    }

    private static string Combination(JsonObject chosen) => string.Join('|', chosen.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => Word(chosen, member.Key)));

    private void Add(ShelfItem item, JsonObject sku)
    {
        var made = new ShelfSku { Id = NextNumber(), Sku = Word(sku, "SellerSku") };
        Write(made, sku);
        item.Skus.Add(made);
        if (sku["saleProp"] is JsonObject chosen) _chosen[made.Id] = Combination(chosen);
    }

    private static JsonObject Failed(string code, string field, string message, string overview = "E500: Create product failed") => No(code, overview, "ISP", new JsonArray(new JsonObject { ["field"] = field, ["message"] = message }));

    private JsonObject Unreadable(Asked asked) => Fault(asked, No("5", "E005: Invalid Request Format"));

    private static JsonObject? Product(Asked asked, string field) => LazadaWire.Payload(asked[field])?["Request"]?["Product"] as JsonObject;

    private static bool IsAllText(JsonNode? node) => node switch
    {
        JsonObject members => members.All(member => IsAllText(member.Value)),
        JsonArray items => items.All(IsAllText),
        JsonValue value => value.GetValueKind() == JsonValueKind.String,
        _ => false,
    };

    /// <summary>Empty where it is missing.</summary>
    private static string Word(JsonNode json, string name) => json[name] is JsonValue value ? value.ToString() : "";

    private static List<JsonObject> List(JsonNode? node) => node switch
    {
        JsonArray items => [.. items.OfType<JsonObject>()],
        JsonObject one => [one],
        _ => [],
    };

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray items => items.Select(item => item!.GetValue<string>()),
        JsonValue one => [one.GetValue<string>()],
        _ => [],
    };

    private static List<string>? Texts(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<List<string>>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Đồng have no cents; "1099.00" is how the samples write them.
    private static bool TryReadPrice(string text, out long price)
    {
        var isRead = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount == decimal.Truncate(amount) && amount <= 1_000_000_000_000;
        price = isRead ? (long)amount : 0;
        return isRead;
    }

    private static bool IsStock(string text, out long stock) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out stock) && stock <= int.MaxValue;

    private static bool TryReadTime(string text, string[] formats, out DateTime utc)
    {
        var isRead = DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        utc = time.UtcDateTime;
        return isRead;
    }

    private static string Milliseconds(DateTime utc) => new DateTimeOffset(utc).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static string ShopSku(ShelfItem item, ShelfSku sku) => $"{item.Id}_VNAMZ-{sku.Id}";
}
