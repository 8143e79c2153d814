using System.Globalization;
using System.Text.Json.Nodes;
using Ocop.Market.Doubles.Channels;

namespace Ocop.Market.Doubles.Shopee;

// What can be read about listings.
public sealed partial class ShopeeDouble
{
    private static readonly string[] Statuses = ["NORMAL", "UNLIST", "BANNED", "REVIEWING", "SELLER_DELETE", "SHOPEE_DELETE"];

    private Reply ItemList(Asked asked)
    {
        var wanted = asked.Query["item_status"].Select(status => status ?? "").ToList();
        if (wanted.Count == 0 || wanted.Exists(status => !Statuses.Contains(status))) return Fault("product.error_param_item_status", "Item status error.");
        if (Span(asked, "offset") is not { } offset || Span(asked, "page_size") is not (>= 1 and <= 100 and var size)) return Fault("product.error_param", "get_item_list: offset and page_size are required, at most 100.");
        var (from, to) = (Span(asked, "update_time_from") ?? 0, Span(asked, "update_time_to") ?? long.MaxValue);
        if (to <= from) return No("error_update_time_range", "Update_time_to should be later than update_time_from.");
        var all = ChangedSince(asked.Shop, DateTime.UnixEpoch.AddSeconds(from)).Where(item => ShopeeWire.Seconds(item.ChangedAt) <= to && wanted.Contains(StatusOf(item))).ToList();
        var page = all.Skip((int)offset).Take((int)size).ToList();
        var next = offset + page.Count;
        return Good(new JsonObject
        {
            ["item"] = new JsonArray([.. page.Select(item => new JsonObject { ["item_id"] = Id(item), ["item_status"] = StatusOf(item), ["update_time"] = ShopeeWire.Seconds(item.ChangedAt) })]),
            ["total_count"] = all.Count, ["has_next_page"] = next < all.Count, ["next_offset"] = next,
        });
    }

    private Reply BaseInfo(Asked asked)
    {
        var ids = Numbers(asked, "item_id_list");
        if (ids.Count is 0 or > 50) return Fault("product.error_param", "item_id_list: limit [0,50]");
        var items = ids.Select(id => Item(asked.Shop, ShopeeWire.Written(id))).OfType<ShelfItem>().Where(item => item.State != ShelfState.Removed).ToList();
        return items.Count == 0 ? No("error_item_not_found", "Item_id is not found.") : Good(new JsonObject { ["item_list"] = new JsonArray([.. items.Select(Json)]) });
    }

    private Reply ModelList(Asked asked) => Numbers(asked, "item_id") is not [var id] || Item(asked.Shop, ShopeeWire.Written(id)) is not { State: not ShelfState.Removed } item ? NotFound() : Good(new JsonObject
    {
        ["tier_variation"] = Tiers(item),
        ["model"] = new JsonArray([.. item.Skus.Where(sku => sku.Id != "0").Select(sku => new JsonObject
        {
            ["model_id"] = long.Parse(sku.Id, CultureInfo.InvariantCulture), ["tier_index"] = new JsonArray(_rest[item.Id].Places[sku.Id]), ["model_sku"] = sku.Sku, ["model_status"] = "MODEL_NORMAL", ["promotion_id"] = 0,
            ["price_info"] = Prices(sku), ["stock_info_v2"] = Stocks(sku), ["weight"] = (sku.WeightGrams / 1000m).ToString(CultureInfo.InvariantCulture),
        })]),
    });

    /// <summary>By the number of the item alone, and not to the letter.</summary>
    private Reply Search(Asked asked)
    {
        if (Span(asked, "page_size") is not (>= 1 and <= 100 and var size)) return Fault("product.error_param", "invalid field PageSize: value must Not Null");
        if (asked.Query["item_sku"].ToString() is not { Length: > 0 } sku) return Fault("product.error_param", "request must set one of [item_name,attribute_status]");
        var wanted = asked.Query["item_status"].Select(status => status ?? "").ToList();
        var found = Items(asked.Shop).Where(item => _rest[item.Id].Sku.Contains(sku, StringComparison.OrdinalIgnoreCase) && (wanted.Count == 0 || wanted.Contains(StatusOf(item)))).ToList();
        return Good(new JsonObject { ["item_id_list"] = new JsonArray([.. found.Take((int)size).Select(item => JsonValue.Create(Id(item)))]), ["total_count"] = found.Count, ["next_offset"] = "" });
    }

    private Reply Violations(Asked asked)
    {
        var ids = Numbers(asked, "item_id_list");
        if (ids.Count is 0 or > 50) return Fault("error_param", "Request items over limit, should be less than 50");
        return Good(new JsonObject { ["item_list"] = new JsonArray([.. ids.Select(id => Item(asked.Shop, ShopeeWire.Written(id)) is { Reason: { } reason } item
            ? new JsonObject { ["item_id"] = id, ["item_name"] = item.Title, ["item_status"] = StatusOf(item), ["deboost"] = false, ["item_status_details"] = new JsonArray(new JsonObject { ["violation_type"] = "Insufficient Information", ["violation_reason"] = reason, ["suggestion"] = "", ["update_time"] = ShopeeWire.Seconds(item.ChangedAt) }) }
            : new JsonObject { ["item_id"] = id, ["fail_error"] = "error_param", ["fail_message"] = "Invalid request item_id" })]) });
    }

    private JsonObject Json(ShelfItem item)
    {
        var rest = _rest[item.Id];
        var json = new JsonObject
        {
            ["item_id"] = Id(item), ["category_id"] = long.Parse(item.Category, CultureInfo.InvariantCulture), ["item_name"] = item.Title, ["description"] = item.Description, ["description_type"] = "normal", ["item_sku"] = rest.Sku,
            ["create_time"] = ShopeeWire.Seconds(item.CreatedAt), ["update_time"] = ShopeeWire.Seconds(item.ChangedAt), ["item_status"] = StatusOf(item), ["has_model"] = rest.Options.Count > 0, ["condition"] = "NEW",
            ["image"] = new JsonObject { ["image_id_list"] = new JsonArray([.. item.Images.Select(id => JsonValue.Create(id))]), ["image_url_list"] = new JsonArray() },
            ["weight"] = rest.Kilograms.ToString(CultureInfo.InvariantCulture), ["brand"] = Branded(item),
            ["attribute_list"] = new JsonArray([.. rest.Attributes.Select(attribute => Named(attribute!))]), ["logistic_info"] = rest.Shipping.DeepClone(),
        };
        if (rest.Dimension is not null) json["dimension"] = rest.Dimension.DeepClone();
        if (rest.Options.Count == 0) (json["price_info"], json["stock_info_v2"]) = (Prices(item.Skus[0]), Stocks(item.Skus[0]));
        return json;
    }

    private JsonObject Branded(ShelfItem item)
    {
        var (id, name) = BrandList.First(brand => ShopeeWire.Written(brand.Id) == (item.Brand ?? "0"));
        return new JsonObject { ["brand_id"] = id, ["original_brand_name"] = name };
    }

    /// <summary>Shopee gives back the names of listed values as well.</summary>
    private static JsonObject Named(JsonNode attribute)
    {
        var named = (JsonObject)attribute.DeepClone();
        var known = Asks.First(ask => ask.Id == named["attribute_id"]!.GetValue<long>());
        var value = (JsonObject)named["attribute_value_list"]![0]!;
        named["original_attribute_name"] = known.Name;
        named["is_mandatory"] = known.IsRequired;
        if (known.Values.FirstOrDefault(it => it.Id == value["value_id"]!.GetValue<long>()).Name is { } name) value["original_value_name"] = name;
        value["value_unit"] ??= "";
        return named;
    }

    private JsonArray Tiers(ShelfItem item) => _rest[item.Id].Options is { Count: > 0 } options ? new JsonArray(new JsonObject { ["name"] = "Quy cách", ["option_list"] = new JsonArray([.. options.Select(option => new JsonObject { ["option"] = option })]) }) : [];

    // Money with a point, as the samples have it.
    private static JsonArray Prices(ShelfSku sku) => new(new JsonObject { ["currency"] = "VND", ["original_price"] = JsonNode.Parse($"{ShopeeWire.Written(sku.Price)}.0"), ["current_price"] = JsonNode.Parse($"{ShopeeWire.Written(sku.Price)}.0") });

    private JsonObject Stocks(ShelfSku sku) => new()
    {
        ["summary_info"] = new JsonObject { ["total_reserved_stock"] = 0, ["total_available_stock"] = sku.Stock },
        ["seller_stock"] = new JsonArray(new JsonObject { ["location_id"] = Warehouse ?? "", ["stock"] = sku.Stock, ["if_saleable"] = true }),
    };

    private static string StatusOf(ShelfItem item) => item.State switch
    {
        ShelfState.Live => "NORMAL",
        ShelfState.Hidden => "UNLIST",
        ShelfState.InReview => "REVIEWING",
        ShelfState.Removed => "SELLER_DELETE",
        _ => "BANNED",
    };

    private static long? Span(Asked asked, string name) => long.TryParse(asked.Query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
