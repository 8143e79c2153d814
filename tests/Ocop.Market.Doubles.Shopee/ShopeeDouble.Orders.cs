using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ocop.Market.Doubles.Channels;

namespace Ocop.Market.Doubles.Shopee;

// Orders and how they are sent.
public sealed partial class ShopeeDouble
{
    private const int FifteenDays = 15 * 24 * 60 * 60;

    private readonly HashSet<string> _arranged = [];

    /// <summary>Orders go with a carrier that Shopee calls: it is to come, and what it scans is sent. Else with one of the seller's.</summary>
    public bool ShipsByShopee { get; set; }

    private Reply OrderList(Asked asked)
    {
        if (asked.Query["time_range_field"] != "update_time") return Fault("error_param", "time_range_field");
        if (Span(asked, "page_size") is not (>= 1 and <= 100 and var size)) return Fault("error_param", "page_size");
        if (Span(asked, "time_from") is not { } from || Span(asked, "time_to") is not { } to || from >= to || to - from > FifteenDays) return Fault("order.order_list_invalid_time", "Start time must be earlier than end time and diff in 15days.");
        var offset = asked.Query["cursor"].ToString() is { Length: > 0 } cursor ? int.Parse(cursor.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : 0;
        var all = OrdersChangedSince(asked.Shop, DateTime.UnixEpoch.AddSeconds(from)).Where(order => ShopeeWire.Seconds(order.ChangedAt) <= to).ToList();
        var page = all.Skip(offset).Take((int)size).ToList();
        var isMore = offset + page.Count < all.Count;
        return Good(new JsonObject { ["more"] = isMore, ["next_cursor"] = isMore ? string.Create(CultureInfo.InvariantCulture, $"x{offset + page.Count:x}") : "", ["order_list"] = new JsonArray([.. page.Select(order => new JsonObject { ["order_sn"] = order.Id })]) });
    }

    private Reply OrderDetail(Asked asked)
    {
        var ids = asked.Query["order_sn_list"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length is 0 or > 50) return Fault("error_param", "order_sn_list: limit [1,50]");
        var orders = ids.Select(id => Order(asked.Shop, id)).OfType<ShelfOrder>().ToList();
        var withLines = asked.Query["response_optional_fields"].ToString().Split(',').Contains("item_list");
        return orders.Count == 0 ? new Reply("error_not_found", "Wrong parameters, detail: the order is not found.") : Good(new JsonObject { ["order_list"] = new JsonArray([.. orders.Select(order => Json(order, withLines))]) });
    }

    private Reply ShippingParameter(Asked asked)
    {
        if (Order(asked.Shop, asked.Query["order_sn"].ToString()) is not { } order) return new Reply("error_not_found", "Wrong parameters, detail: the order is not found.");
        if (StatusOf(order) != "READY_TO_SHIP") return new Reply("error_param", "Shipping parameters can only be obtained when package is ready to be shipped");
        return Good(!ShipsByShopee ? new JsonObject { ["info_needed"] = new JsonObject { ["non_integrated"] = new JsonArray("tracking_no") }, ["dropoff"] = null, ["pickup"] = null } : new JsonObject
        {
            ["info_needed"] = new JsonObject { ["pickup"] = new JsonArray("address_id", "pickup_time_id") }, ["dropoff"] = null,
            ["pickup"] = new JsonObject
            {
                ["address_list"] = new JsonArray(
                    new JsonObject { ["address_id"] = 123, ["address_flag"] = new JsonArray("return_address"), ["time_slot_list"] = null },
                    new JsonObject { ["address_id"] = 234, ["address_flag"] = new JsonArray("default_address", "pickup_address"), ["time_slot_list"] = new JsonArray(new JsonObject { ["pickup_time_id"] = "som" }, new JsonObject { ["pickup_time_id"] = "chieu", ["flags"] = new JsonArray("recommended") }) }),
            },
        });
    }

    private Reply ShipOrder(Asked asked)
    {
        Known("ship_order", asked.Body, "order_sn", "package_number", "pickup", "dropoff", "non_integrated");
        if (ShopeeWire.Words(asked.Body, "order_sn") is not { } id || Order(asked.Shop, id) is not { } order) return new Reply("logistics.error_order_not_found", "Order is not found.");
        if (ShopeeWire.Field(asked.Body, "package_number") is not null) return Fault("logistics.ship_order_not_need_pacakge_number", "Please don’t request with package_number for this unsplit order.");
        if (StatusOf(order) != "READY_TO_SHIP") return new Reply("logistics.ship_order_not_ready_to_ship", "The order is not ready to ship.");
        if (new[] { "pickup", "dropoff", "non_integrated" }.Count(way => ShopeeWire.Field(asked.Body, way) is { ValueKind: JsonValueKind.Object }) != 1) return Fault("logistics.ship_order_only_support_one_type", "Please select just one way to ship order: pickup or dropoff or non_integrated.");
        if (ShipsByShopee)
        {
            if (ShopeeWire.Field(asked.Body, "pickup") is not { } pickup) return new Reply("logistics.ship_order_unsupport_non_integrated", "This order does not support ship with non_integrated.");
            if (ShopeeWire.Whole(pickup, "address_id") is not 234 || ShopeeWire.Words(pickup, "pickup_time_id") is not ("som" or "chieu")) return Fault("logistics.ship_order_need_address_pickup_time", "Parameter address_id and pickup_time_id are required.");
            _arranged.Add(id);
            order.ChangedAt = Now;
            Tell("order", asked.Shop, id);
            return new Reply("", "");
        }

        if (ShopeeWire.Field(asked.Body, "non_integrated") is not { } own) return new Reply("logistics.ship_order_unsupport_pickup", "This order does not support ship with pickup.");
        if (ShopeeWire.Words(own, "tracking_number") is not { Length: > 0 and <= 64 } tracking) return new Reply("logistics.ship_order_need_tracking_number", "Parameter tracking_number can not be null.");
        order.Tracking = tracking;
        Turn(id, ShelfOrderState.Shipped);
        return new Reply("", "");
    }

    private JsonObject Json(ShelfOrder order, bool withLines)
    {
        var json = new JsonObject { ["order_sn"] = order.Id, ["region"] = "VN", ["currency"] = "VND", ["cod"] = true, ["order_status"] = StatusOf(order), ["create_time"] = ShopeeWire.Seconds(order.PlacedAt), ["update_time"] = ShopeeWire.Seconds(order.ChangedAt), ["days_to_ship"] = 2 };
        if (withLines)
            json["item_list"] = new JsonArray([.. order.Lines.Select(line =>
            {
                var (item, sku) = Find(order.Shop, line.Sku);
                var hasModels = sku is { Id: not "0" };
                return new JsonObject
                {
                    ["item_id"] = item is null ? 0 : Id(item), ["item_name"] = item?.Title ?? "", ["item_sku"] = item is null ? line.Sku : _rest[item.Id].Sku, ["model_id"] = hasModels ? long.Parse(sku!.Id, CultureInfo.InvariantCulture) : 0, ["model_sku"] = hasModels ? line.Sku : "",
                    ["model_quantity_purchased"] = line.Quantity, ["model_original_price"] = JsonNode.Parse($"{ShopeeWire.Written(line.Price)}.0"), ["model_discounted_price"] = JsonNode.Parse($"{ShopeeWire.Written(line.Price)}.0"), ["order_item_id"] = long.Parse(line.Id, CultureInfo.InvariantCulture),
                };
            })]);
        return json;
    }

    private string StatusOf(ShelfOrder order) => order.State switch
    {
        ShelfOrderState.Unpaid => "UNPAID",
        ShelfOrderState.ToShip => _arranged.Contains(order.Id) ? "PROCESSED" : "READY_TO_SHIP",
        ShelfOrderState.Shipped => "SHIPPED",
        ShelfOrderState.Delivered => "COMPLETED",
        ShelfOrderState.Cancelled => "CANCELLED",
        _ => "TO_RETURN",
    };
}
