using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ocop.Market.Doubles.Channels;

namespace Ocop.Market.Doubles.Shopee;

// What is written about listings: items, their variants ("models"), prices, stock.
public sealed partial class ShopeeDouble
{
    private const int MostModels = 50;

    private static readonly string[] ContentFields = ["item_name", "description", "category_id", "image", "weight", "dimension", "attribute_list", "brand", "logistic_info", "condition", "item_sku", "gtin_code", "pre_order", "description_type"];

    private readonly HashSet<string> _images = [];
    private readonly Dictionary<string, Rest> _rest = [];

    /// <summary>Whether new listings wait for a person of Shopee's before they are sold.</summary>
    public bool ReviewsNew { get; set; }

    /// <summary>What an item has besides what all platforms have.</summary>
    private sealed class Rest
    {
        public string Sku { get; set; } = "";
        public decimal Kilograms { get; set; }
        public JsonObject? Dimension { get; set; }
        public JsonArray Attributes { get; set; } = [];
        public JsonArray Shipping { get; set; } = [];

        /// <summary>Empty: an item without variants.</summary>
        public List<string> Options { get; set; } = [];

        /// <summary>Which option chooses a variant, by the variant's number.</summary>
        public Dictionary<string, long> Places { get; set; } = [];
    }

    public override void Shelve(ShelfItem item)
    {
        Locked(() => _rest[item.Id] = new Rest { Sku = item.Skus[0].Sku, Kilograms = item.Skus[0].WeightGrams / 1000m });
        base.Shelve(item);
    }

    private Reply AddItem(Asked asked)
    {
        var body = asked.Body;
        Known("add_item", body, [.. ContentFields, "original_price", "seller_stock", "item_status"]);
        if (asked.Trouble == Trouble.CampaignLock) return No("error_in_item_promotion_item_price_lock", "Can't update price when item is under promotion.");
        foreach (var name in new[] { "item_name", "description", "category_id", "image", "weight", "attribute_list", "brand", "logistic_info", "original_price", "seller_stock" })
            if (ShopeeWire.Field(body, name) is null) return Fault("product.error_param", $"invalid field {name}: value must Not Null");
        if (Content(body) is { } wrong) return wrong;
        if (Price(body) is { } wrongPrice) return wrongPrice;
        if (Stock(body) is { } wrongStock) return wrongStock;
        if (ShopeeWire.Words(body, "item_status") is { } status and not ("NORMAL" or "UNLIST")) return Fault("product.error_param", $"item_status: {status}");

        var item = new ShelfItem { Id = NextNumber(), Shop = asked.Shop, Title = "", CreatedAt = Now };
        _rest[item.Id] = new Rest();
        Take(item, body);
        item.Skus.Add(new ShelfSku { Id = "0", Sku = _rest[item.Id].Sku, Price = ShopeeWire.Whole(body, "original_price")!.Value, Stock = StockOf(body), WeightGrams = Grams(_rest[item.Id].Kilograms) });
        Place(item, ReviewsNew);
        if (!ReviewsNew && ShopeeWire.Words(body, "item_status") == "UNLIST") item.State = ShelfState.Hidden;
        return Good(new JsonObject { ["item_id"] = Id(item), ["item_name"] = item.Title, ["item_status"] = StatusOf(item), ["category_id"] = ShopeeWire.Whole(body, "category_id") });
    }

    private Reply UpdateItem(Asked asked)
    {
        var body = asked.Body;
        // Price and stock have calls of their own.
        Known("update_item", body, [.. ContentFields, "item_id"]);
        if (Standing(asked) is not { } item) return NotFound();
        if (asked.Trouble == Trouble.CampaignLock) return No("error_in_item_promotion_item_price_lock", "Can't update price when item is under promotion.");
        if (WordsFault is { } fault) return No(fault, "The words cannot be taken.");
        if (Content(body) is { } wrong) return wrong;
        Take(item, body);
        item.ChangedAt = Now;
        return Good(new JsonObject { ["item_id"] = Id(item), ["item_status"] = StatusOf(item) });
    }

    private Reply InitTiers(Asked asked)
    {
        var body = asked.Body;
        Known("init_tier_variation", body, "item_id", "tier_variation", "model");
        if (Standing(asked) is not { } item) return NotFound();
        if (asked.Trouble == Trouble.CampaignLock) return No("error_cannt_init_tier_in_promotion", "Tier_variation cannot be changed when item is under promotion.");
        if (VariantFault is { } fault) return No(fault, "The variants cannot be made.");
        if (_rest[item.Id].Options.Count > 0) return No("error_param", "The level of tier-variation not change.");
        if (Options(body, out var options) is { } wrong) return wrong;
        if (ShopeeWire.List(body, "model") is not { Count: > 0 and <= MostModels } models) return No("error_model_count_over_limit", "The count of model is too large.");
        if (Models(item, "init_tier_variation, model", models, options, [], out var skus) is { } wrongModel) return wrongModel;
        (_rest[item.Id].Options, _rest[item.Id].Places) = (options, skus.ToDictionary(sku => sku.Sku.Id, sku => sku.Place));
        item.Skus.Clear();
        item.Skus.AddRange(skus.Select(sku => sku.Sku));
        item.ChangedAt = Now;
        return Good(new JsonObject { ["item_id"] = Id(item), ["tier_variation"] = Tiers(item), ["model"] = Told(skus) });
    }

    /// <summary>Options are added, taken away or named anew; whose option is no longer there is deleted. Which variant each chooses is told beside them.</summary>
    private Reply UpdateTiers(Asked asked)
    {
        var body = asked.Body;
        Known("update_tier_variation", body, "item_id", "tier_variation", "model_list");
        if (Standing(asked) is not { } item) return NotFound();
        if (asked.Trouble == Trouble.CampaignLock) return No("error_cannt_init_tier_in_promotion", "Tier_variation cannot be changed when item is under promotion.");
        if (_rest[item.Id].Options.Count == 0) return No("error_param", "The level of tier-variation not change.");
        if (Options(body, out var options) is { } wrong) return wrong;
        var places = new Dictionary<string, long>();
        foreach (var model in ShopeeWire.List(body, "model_list") ?? [])
        {
            Known("update_tier_variation, model", model, "tier_index", "model_id");
            if (Place(model, options) is not { } at || ShopeeWire.Whole(model, "model_id") is not { } id || item.Skus.All(sku => sku.Id != ShopeeWire.Written(id))) return Fault("product.error_param", "Model tier_index error.");
            if (places.ContainsValue(at) || !places.TryAdd(ShopeeWire.Written(id), at)) return No("error_model_duplicate_tier_variation_index", "Item have duplicate tier_index.");
        }

        item.Skus.RemoveAll(sku => !places.ContainsKey(sku.Id));
        (_rest[item.Id].Options, _rest[item.Id].Places) = (options, places);
        item.ChangedAt = Now;
        return Good(new JsonObject());
    }

    private Reply AddModels(Asked asked)
    {
        var body = asked.Body;
        Known("add_model", body, "item_id", "model_list");
        if (Standing(asked) is not { } item) return NotFound();
        if (asked.Trouble == Trouble.CampaignLock) return No("error_cannt_init_tier_in_promotion", "Tier_variation cannot be changed when item is under promotion.");
        var rest = _rest[item.Id];
        if (ShopeeWire.List(body, "model_list") is not { Count: > 0 } models || models.Count + item.Skus.Count > MostModels) return No("error_model_count_over_limit", "The count of model is too large.");
        if (Models(item, "add_model, model", models, rest.Options, rest.Places.Values, out var skus) is { } wrong) return wrong;
        foreach (var (sku, place) in skus)
        {
            item.Skus.Add(sku);
            rest.Places.Add(sku.Id, place);
        }

        item.ChangedAt = Now;
        return Good(new JsonObject { ["model"] = Told(skus) });
    }

    private static JsonArray Told(List<(ShelfSku Sku, long Place)> skus) => new([.. skus.Select(sku => new JsonObject { ["tier_index"] = new JsonArray(sku.Place), ["model_id"] = long.Parse(sku.Sku.Id, CultureInfo.InvariantCulture), ["model_sku"] = sku.Sku.Sku })]);

    private Reply? Options(JsonElement body, out List<string> options)
    {
        options = [];
        if (ShopeeWire.List(body, "tier_variation") is not [var tier]) return Fault("product.error_param", "tier_variation: one tier is all that this shop has use for.");
        if (ShopeeWire.Words(tier, "name") is not { Length: > 0 and <= LongestTier }) return No("error_tier_var_name_too_long", $"The name of a tier has at most {LongestTier} letters.");
        if (ShopeeWire.List(tier, "option_list")?.Select(option => ShopeeWire.Words(option, "option") ?? "").ToList() is not { Count: > 0 and <= MostModels } told) return No("error_param", "Count of tier_variation options should be under 50.");
        if (told.Exists(option => option.Length is 0 or > LongestOption)) return No("error_tier_opt_val_too_long", $"An option has at most {LongestOption} letters.");
        if (told.Distinct(StringComparer.OrdinalIgnoreCase).Count() < told.Count) return No("error_model_duplicate_name", "Item tier_variation have duplicate name.");
        options = told;
        return null;
    }

    private static long? Place(JsonElement model, List<string> options) => ShopeeWire.List(model, "tier_index") is [{ ValueKind: JsonValueKind.Number } place] && place.TryGetInt64(out var at) && at >= 0 && at < options.Count ? at : null;

    /// <param name="taken">Places where variants stand already.</param>
    private Reply? Models(ShelfItem item, string call, IReadOnlyList<JsonElement> models, List<string> options, IEnumerable<long> taken, out List<(ShelfSku Sku, long Place)> skus)
    {
        skus = [];
        var places = taken.ToHashSet();
        foreach (var model in models)
        {
            Known(call, model, "tier_index", "original_price", "model_sku", "seller_stock", "weight", "dimension", "gtin_code");
            if (Place(model, options) is not { } at) return Fault("product.error_param", "Model tier_index error.");
            if (!places.Add(at)) return No("error_model_duplicate_tier_variation_index", "Item have duplicate tier_index.");
            if (ShopeeWire.Words(model, "model_sku") is not { Length: <= 100 } sku) return Fault("product.error_param", "model_sku");
            if (ShopeeWire.Field(model, "dimension") is { } box && (ShopeeWire.Field(model, "weight") is null || Box(box) is not null)) return Fault("product.error_param", "A model with a dimension needs a weight.");
            if (ShopeeWire.Field(model, "weight") is not null && Weight(model) is { } wrongWeight) return wrongWeight;
            if (Price(model) is { } wrongPrice) return wrongPrice;
            if (Stock(model) is { } wrongStock) return wrongStock;
            skus.Add((new ShelfSku { Id = NextNumber(), Sku = sku, Price = ShopeeWire.Whole(model, "original_price")!.Value, Stock = StockOf(model), WeightGrams = Grams(ShopeeWire.Amount(model, "weight") ?? _rest[item.Id].Kilograms) }, at));
        }

        return null;
    }

    private Reply UpdatePrice(Asked asked)
    {
        if (asked.Trouble == Trouble.CampaignLock && Standing(asked) is not null) return No("error_cannt_edit_price_in_promotion", "Original_price cannot be edited when item is under promotion.");
        return Lines(asked, "update_price", "price_list", "original_price", "error_edit_item_price_for_item_has_model", "Original_price is bigger than max price limit.", (line, sku) =>
        {
            if (ShopeeWire.Amount(line, "original_price") is null) Faults.Enqueue("update_price: original_price is no number.");
            if (Price(line) is { } wrong) return wrong.Message;
            sku.Price = ShopeeWire.Whole(line, "original_price")!.Value;
            return null;
        });
    }

    private Reply UpdateStock(Asked asked)
    {
        if (asked.Trouble == Trouble.CampaignLock && Standing(asked) is not null) return No("error_cannt_edit_stock_in_promotion", "Normal_stock cannot be edited when item is under promotion.");
        var reply = Lines(asked, "update_stock", "stock_list", "seller_stock", "error_edit_item_stock_for_item_has_model", "Stock should be larger than reserved stock.", (line, sku) =>
        {
            if (Stock(line) is { } wrong) return wrong.Message;
            sku.Stock = StockOf(line);
            return null;
        });
        return reply.Response is JsonObject lines && ((JsonArray)lines["success_list"]!).Count == 0 ? reply with { Error = "product.error_busi_update_stock_failed", Message = "Update stock failed, please check failure_list for detailed reason" } : reply;
    }

    private Reply Unlist(Asked asked)
    {
        Known("unlist_item", asked.Body, "item_list");
        if (ShopeeWire.List(asked.Body, "item_list") is not { Count: >= 1 and <= 50 } lines) return Fault("product.error_param", "invalid field ItemList: length should be between 1 to 50");
        if (asked.Trouble == Trouble.CampaignLock) return No("error_cannt_unlisted_in_promotion", "Item cannot be unlisted when item is under promotion.");
        var (done, refused) = (new JsonArray(), new JsonArray());
        foreach (var line in lines)
        {
            Known("unlist_item, item", line, "item_id", "unlist");
            if (ShopeeWire.Whole(line, "item_id") is not { } id || ShopeeWire.Field(line, "unlist") is not { ValueKind: JsonValueKind.True or JsonValueKind.False } hidden) return Fault("product.error_param", "unlist_item: item_id is a number, unlist a boolean.");
            if (Item(asked.Shop, ShopeeWire.Written(id)) is not { } item || item.State == ShelfState.Removed) return NotFound();
            if (item.State is ShelfState.Suspended or ShelfState.Rejected or ShelfState.InReview) return No("error_busi_cannot_delist_reviewing_or_banned_item", "Banned and Reviewing Products cannot be delisted");
            if (asked.Trouble == Trouble.LineRefused && refused.Count == 0)
            {
                refused.Add(new JsonObject { ["item_id"] = id, ["failed_reason"] = "Unlist item failed. please try later." });
                continue;
            }

            (item.State, item.ChangedAt) = (hidden.GetBoolean() ? ShelfState.Hidden : ShelfState.Live, Now);
            done.Add(new JsonObject { ["item_id"] = id, ["unlist"] = hidden.GetBoolean() });
        }

        return Good(new JsonObject { ["failure_list"] = refused, ["success_list"] = done });
    }

    /// <param name="set">Answers why not; null: done.</param>
    private Reply Lines(Asked asked, string call, string list, string field, string hasModels, string refusal, Func<JsonElement, ShelfSku, string?> set)
    {
        Known(call, asked.Body, "item_id", list);
        if (ShopeeWire.List(asked.Body, list) is not { Count: >= 1 and <= MostModels } lines) return Fault("product.error_param", $"{list}: length should be between 1 to 50");
        if (Standing(asked) is not { } item) return NotFound();
        if (item.State is ShelfState.Suspended or ShelfState.Rejected) return No("error_item_uneditable", "Can't edit this item. item status can not support editing.");
        var (done, refused, seen) = (new JsonArray(), new JsonArray(), new HashSet<string>());
        foreach (var line in lines)
        {
            Known($"{call}, line", line, "model_id", field);
            var model = ShopeeWire.Written(ShopeeWire.Whole(line, "model_id") ?? 0);
            if (model == "0" && _rest[item.Id].Options.Count > 0) return No(hasModels, "Can't edit item directly while item has models.");
            if (!seen.Add(model)) return Fault("product.error_param", "Repeat model_id.");
            if (item.Skus.FirstOrDefault(sku => sku.Id == model) is not { } sku) return No("error_param", "Wrong model_id.");
            var reason = asked.Trouble == Trouble.LineRefused && refused.Count == 0 ? refusal : set(line, sku);
            var told = new JsonObject { ["model_id"] = long.Parse(model, CultureInfo.InvariantCulture) };
            if (reason is not null) told["failed_reason"] = reason;
            (reason is null ? done : refused).Add(told);
        }

        item.ChangedAt = Now;
        return Good(new JsonObject { ["failure_list"] = refused, ["success_list"] = done });
    }

    /// <summary>What would be refused of the fields that are there; null: nothing.</summary>
    private Reply? Content(JsonElement body)
    {
        foreach (var name in new[] { "item_name", "description", "item_sku" })
            if (ShopeeWire.Field(body, name) is not null && ShopeeWire.Words(body, name) is not { } text) return Fault("product.error_param", $"{name}: no text");
            else if (ShopeeWire.Words(body, name) is { } written && !written.IsNormalized(NormalizationForm.FormC)) Faults.Enqueue($"{name}: not in NFC.");
        if (ShopeeWire.Words(body, "item_name") is { } title)
        {
            if (Letters(title) < ShortestName) return No("error_item_name_is_too_short", $"Item name should be at least {ShortestName}.");
            if (Letters(title) > LongestName) return No("error_title_exceeds_max_length", $"Item name should be at most {LongestName}.");
            if (title.Any(char.IsControl)) return No("error_title_character_forbidden", "Item name has a character that is forbidden.");
        }

        if (ShopeeWire.Words(body, "description") is { } description)
        {
            if (Letters(description) < ShortestText) return No("error_desc_length_min_limit", $"Description should be at least {ShortestText}.");
            if (Letters(description) > LongestText) return No("error_param", $"Description should be at most {LongestText}.");
        }

        if (ShopeeWire.Words(body, "item_sku") is { Length: > 100 }) return No("error_param", "item_sku: no more than 100 characters");
        if (ShopeeWire.Field(body, "category_id") is not null && (ShopeeWire.Whole(body, "category_id") is not { } category || !IsLeaf(category))) return No("error_invalid_category", "Invalid category ID");
        if (ShopeeWire.Field(body, "weight") is not null && Weight(body) is { } wrongWeight) return wrongWeight;
        if (ShopeeWire.Field(body, "dimension") is { } box && Box(box) is { } wrongBox) return wrongBox;
        if (ShopeeWire.Field(body, "image") is { } image)
        {
            Known("image", image, "image_id_list", "image_ratio");
            if (ShopeeWire.List(image, "image_id_list") is not { Count: > 0 } images) return No("error_image_num_min", "At least one image.");
            if (images.Count > MostImages) return No("error_param", $"At most {MostImages} images.");
            if (images.Any(id => id.ValueKind != JsonValueKind.String || !_images.Contains(id.GetString()!))) return No("error_image_unavailable", "Image is unavailable.");
        }

        if (ShopeeWire.Field(body, "brand") is { } brand)
        {
            Known("brand", brand, "brand_id", "original_brand_name");
            if (!BrandList.Any(known => known.Id == ShopeeWire.Whole(brand, "brand_id") && known.Name == ShopeeWire.Words(brand, "original_brand_name"))) return No("error_invalid_brand", "Brand is invalid.");
        }

        if (ShopeeWire.Field(body, "attribute_list") is not null && Attributes(ShopeeWire.List(body, "attribute_list")) is { } wrongAttribute) return wrongAttribute;
        if (ShopeeWire.Words(body, "gtin_code") is { } gtin && (gtin.Length is < 8 or > 14 || !gtin.All(char.IsAsciiDigit)) && gtin != "00") return No("error_param_validate", "This is not a valid GTIN. Please, inform a valid number.");
        if (ShopeeWire.Field(body, "logistic_info") is null) return null;
        if (ShopeeWire.List(body, "logistic_info") is not { Count: > 0 } ways) return No("error_invalid_logistic_info", "At least one channel.");
        foreach (var way in ways)
        {
            Known("logistic_info", way, "logistic_id", "enabled", "is_free", "shipping_fee", "size_id");
            if (!Ways.Any(known => known.Id == ShopeeWire.Whole(way, "logistic_id") && known.Enabled && known.Mask == 0) || ShopeeWire.Field(way, "enabled") is not { ValueKind: JsonValueKind.True }) return No("error_invalid_logistic_info", "The channel is not enabled for this shop.");
            if (Ways.Any(known => known.Id == ShopeeWire.Whole(way, "logistic_id") && known.Fee == "CUSTOM_PRICE") && ShopeeWire.Field(way, "shipping_fee") is null) return No("error_invalid_logistic_info", "shipping_fee is required.");
        }

        return null;
    }

    private Reply? Attributes(IReadOnlyList<JsonElement>? given)
    {
        if (given is null) return Fault("product.error_param", "attribute_list: no list");
        foreach (var attribute in given)
        {
            Known("attribute_list", attribute, "attribute_id", "attribute_value_list");
            if (Asks.FirstOrDefault(ask => ask.Id == ShopeeWire.Whole(attribute, "attribute_id")) is not { } known || ShopeeWire.List(attribute, "attribute_value_list") is not [var value]) return No("error_invalid_attribute", "Attribute is invalid.");
            Known("attribute_value_list", value, "value_id", "original_value_name", "value_unit");
            if (ShopeeWire.Whole(value, "value_id") is not { } id) return Fault("product.error_invalid_attribute", "value_id is a number.");
            if (id != 0 ? known.Values.All(it => it.Id != id) : known.Type == 1 || ShopeeWire.Words(value, "original_value_name") is not { Length: > 0 }) return No("error_invalid_attribute", $"{known.Name}: the value is invalid.");
            if (ShopeeWire.Words(value, "value_unit") is { Length: > 0 } unit && !known.Units.Contains(unit)) return No("error_invalid_attribute", $"{known.Name}: the unit is invalid.");
        }

        return Asks.Where(ask => ask.IsRequired).All(ask => given.Any(it => ShopeeWire.Whole(it, "attribute_id") == ask.Id)) ? null : No("error_less_required_attribute", "A mandatory attribute is missing.");
    }

    private Reply? Weight(JsonElement body)
    {
        if (ShopeeWire.Amount(body, "weight") is not { } kilograms) return Fault("product.error_param", "weight: no number");
        if (kilograms >= 100) Faults.Enqueue($"weight: {kilograms} kg, grams perhaps?");
        return kilograms > 0 ? null : No("error_param", "weight: value must be larger than 0");
    }

    private Reply? Box(JsonElement box)
    {
        Known("dimension", box, "package_length", "package_width", "package_height");
        return new[] { "package_length", "package_width", "package_height" }.All(side => ShopeeWire.Whole(box, side) > 0) ? null : Fault("product.error_param", "dimension: three whole numbers");
    }

    private Reply? Price(JsonElement body)
    {
        if (ShopeeWire.Amount(body, "original_price") is not { } amount) return Fault("product.error_param", "original_price: no number");
        if (ShopeeWire.Whole(body, "original_price") is null) return No("error_invalid_price", "Invalid price, please use the correct format");
        if (amount < LeastPrice) return No("error_price_exceed_min_limitt", "Original_price is less than min price limit.");
        return amount > MostPrice ? No("error_price_exceed_max_limitt", "Original_price is bigger than max price limit.") : null;
    }

    private Reply? Stock(JsonElement body)
    {
        if (ShopeeWire.List(body, "seller_stock") is not [var only] || ShopeeWire.Whole(only, "stock") is not { } stock) return Fault("product.error_param", "seller_stock: one number");
        Known("seller_stock", only, "stock", "location_id");
        if (Warehouse is null && ShopeeWire.Field(only, "location_id") is not null) return Fault("product.error_auth", "You do not have right to use seller location_id, please only fill seller_stock filed.");
        if (Warehouse is not null && ShopeeWire.Words(only, "location_id") is null) return Fault("product.error_auth", "Lack of location_id, please double check.");
        if (Warehouse is not null && ShopeeWire.Words(only, "location_id") != Warehouse) return No("error_auth", "The location_id input is not matched the shop's location_id(more/wrong). Please double check.");
        return stock is >= 0 and <= MostStock ? null : No("error_param", "stock: out of range");
    }

    private void Take(ShelfItem item, JsonElement body)
    {
        var rest = _rest[item.Id];
        if (ShopeeWire.Words(body, "item_name") is { } title) item.Title = title;
        if (ShopeeWire.Words(body, "description") is { } description) item.Description = description;
        if (ShopeeWire.Whole(body, "category_id") is { } category) item.Category = ShopeeWire.Written(category);
        if (ShopeeWire.Field(body, "image") is { } image) item.Images = [.. ShopeeWire.List(image, "image_id_list")!.Select(id => id.GetString()!)];
        if (ShopeeWire.Field(body, "brand") is { } brand) item.Brand = ShopeeWire.Whole(brand, "brand_id") is { } number and not 0 ? ShopeeWire.Written(number) : null;
        if (ShopeeWire.Words(body, "item_sku") is { } sku) rest.Sku = sku;
        if (ShopeeWire.Field(body, "dimension") is { } box) rest.Dimension = (JsonObject)JsonNode.Parse(box.GetRawText())!;
        if (ShopeeWire.Field(body, "logistic_info") is { } ways) rest.Shipping = (JsonArray)JsonNode.Parse(ways.GetRawText())!;
        if (ShopeeWire.Amount(body, "weight") is { } kilograms)
        {
            rest.Kilograms = kilograms;
            if (rest.Options.Count == 0) foreach (var only in item.Skus) only.WeightGrams = Grams(kilograms);
        }

        if (ShopeeWire.List(body, "attribute_list") is not { } attributes) return;
        rest.Attributes = new JsonArray([.. attributes.Select(it => JsonNode.Parse(it.GetRawText()))]);
        item.Attributes = attributes.ToDictionary(it => ShopeeWire.Written(ShopeeWire.Whole(it, "attribute_id")!.Value), it => Said(ShopeeWire.List(it, "attribute_value_list")![0]));
    }

    private static string Said(JsonElement value) => ShopeeWire.Whole(value, "value_id") is { } id and not 0 ? ShopeeWire.Written(id) : $"{ShopeeWire.Words(value, "original_value_name")} {ShopeeWire.Words(value, "value_unit")}".Trim();

    private ShelfItem? Standing(Asked asked) => ShopeeWire.Whole(asked.Body, "item_id") is { } id && Item(asked.Shop, ShopeeWire.Written(id)) is { State: not ShelfState.Removed } item ? item : null;

    private static Reply NotFound() => No("error_item_not_found", "Product not found");

    private static int StockOf(JsonElement body) => (int)ShopeeWire.Whole(ShopeeWire.List(body, "seller_stock")![0], "stock")!.Value;

    private static int Grams(decimal kilograms) => (int)(kilograms * 1000);

    private static int Letters(string text) => text.EnumerateRunes().Count();

    private static long Id(ShelfItem item) => long.Parse(item.Id, CultureInfo.InvariantCulture);
}
