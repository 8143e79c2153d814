using System.Globalization;
using System.Text.Json;
using Ocop.Market.Doubles.Channels;

namespace Ocop.Market.Doubles.TikTokShop;

public sealed partial class TikTokShopDouble
{
    private const string DeliveryOption = "7091146663229654785";

    private static readonly (string Id, string Name)[] Providers = [("6617675021119438849", "J&T Express"), ("6617675021119438850", "GHN Express"), ("6617675021119438851", "Viettel Post")];

    private readonly HashSet<string> _arranged = [];

    /// <summary>Sellers send their orders themselves, by a carrier of their choice; else the platform's carriers fetch them.</summary>
    public bool SellersSend { get; set; }

    private void MapOrders(WebApplication app)
    {
        On(app, "POST", "/order/202309/orders/search", false, SearchOrders);
        On(app, "GET", "/order/202309/orders", false, ReadOrders);
        On(app, "POST", "/return_refund/202309/returns/search", false, SearchReturns);
        On(app, "GET", "/logistics/202309/delivery_options/{id}/shipping_providers", false, call => call.Id == DeliveryOption ? Yes(new { shipping_providers = Providers.Select(one => new { id = one.Id, name = one.Name }) }) : Bug("98001004", "Parameter delivery_option_id is invalid."));
        On(app, "POST", "/fulfillment/202309/packages/{id}/ship", true, Ship);
    }

    private Answer SearchOrders(Call call)
    {
        if (call.Query.GetValueOrDefault("sort_field") is not (null or "create_time" or "update_time") || call.Query.GetValueOrDefault("sort_order") is not (null or "ASC" or "DESC")) return Bug("98001004", "Parameter sort_field or sort_order is invalid.");
        var all = OrdersChangedSince(call.Shop, Time(call.Body, "update_time_ge") ?? DateTime.MinValue).Where(order => Text(call.Body, "order_status") is not { } status || status == StatusOf(order, order.State)).ToList();
        if (call.Query.GetValueOrDefault("sort_order") != "ASC") all.Reverse();
        var (page, next, wrong) = Cut(call, all, 100);
        return wrong ?? Yes(new { total_count = all.Count, orders = page.Select(Shown), next_page_token = next });
    }

    private Answer ReadOrders(Call call)
    {
        var ids = call.Query.GetValueOrDefault("ids", "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length is 0 or > 50) return Bug("98001004", "Parameter ids is invalid. Expected: 1 to 50");
        return Yes(new { orders = ids.Select(id => Order(call.Shop, id)).OfType<ShelfOrder>().Select(Shown) });
    }

    private Answer SearchReturns(Call call)
    {
        var ids = List(call.Body, "order_ids").ConvertAll(id => id.GetString()!);
        var all = OrdersChangedSince(call.Shop, Time(call.Body, "update_time_ge") ?? DateTime.MinValue).Where(order => (ids.Count == 0 || ids.Contains(order.Id)) && order.Lines.Exists(line => line.State == ShelfOrderState.Returned)).ToList();
        var (page, next, wrong) = Cut(call, all, 50);
        return wrong ?? Yes(new
        {
            total_count = all.Count, next_page_token = next,
            return_orders = page.Select(order => new
            {
                order_id = order.Id, return_id = $"4{order.Id}", return_type = "RETURN_AND_REFUND", return_status = "RETURN_OR_REFUND_REQUEST_COMPLETE", role = "BUYER", update_time = Seconds(order.ChangedAt),
                return_line_items = order.Lines.Where(line => line.State == ShelfOrderState.Returned).SelectMany(line => Pieces(line).Select(id => new { return_line_item_id = $"5{id}", order_line_item_id = id, seller_sku = line.Sku })),
            }),
        });
    }

    private Answer Ship(Call call)
    {
        if (Orders(call.Shop).FirstOrDefault(order => PackageOf(order) == call.Id) is not { } order) return No("98001004", "Parameter package_id is invalid. Reason: it does not exist.");
        if (order.State != ShelfOrderState.ToShip) return Bug("98001004", $"Parameter package_id is invalid. Reason: the order is {order.State}.");
        var own = call.Body.ValueKind == JsonValueKind.Object && call.Body.TryGetProperty("self_shipment", out var given) ? given : default;
        if (SellersSend && (!Providers.Any(one => one.Id == Text(own, "shipping_provider_id")) || Text(own, "tracking_number") is not { Length: > 0 })) return Bug("98001004", "Parameter self_shipment is invalid. Expected: shipping_provider_id, tracking_number");
        if (!SellersSend && own.ValueKind != JsonValueKind.Undefined) return Bug("98001004", "Parameter self_shipment is invalid. Reason: the platform sends the package.");
        order.Tracking = Text(own, "tracking_number") ?? $"VN{order.Id}";
        if (!SellersSend) _arranged.Add(order.Id);
        Turn(order.Id, ShelfOrderState.Shipped);
        return Yes(new { });
    }

    private object Shown(ShelfOrder order) => new
    {
        id = order.Id, status = StatusOf(order, order.State), create_time = Seconds(order.PlacedAt), update_time = Seconds(order.ChangedAt), shipping_type = SellersSend ? "SELLER" : "TIKTOK", delivery_option_id = DeliveryOption,
        fulfillment_type = "FULFILLMENT_BY_SELLER", tracking_number = order.Tracking ?? "", packages = new[] { new { id = PackageOf(order) } },
        recipient_address = new { name = "N*** V**", phone_number = "(+84)9*****21", region_code = "VN" },
        // One piece each.
        line_items = order.Lines.SelectMany(line => Pieces(line).Select(id => new
        {
            id, sku_id = Find(order.Shop, line.Sku).Sku?.Id ?? "", seller_sku = line.Sku, display_status = StatusOf(order, line.State), currency = "VND",
            sale_price = line.Price.ToString(CultureInfo.InvariantCulture), original_price = line.Price.ToString(CultureInfo.InvariantCulture), package_id = PackageOf(order),
            package_status = line.State switch { ShelfOrderState.Unpaid or ShelfOrderState.ToShip => "TO_FULFILL", ShelfOrderState.Shipped => "FULFILLING", ShelfOrderState.Cancelled => "CANCELLED", _ => "COMPLETED" },
        })),
    };

    /// <summary>Goods that came back have no status of their own: they stand in the list of returns.</summary>
    private string StatusOf(ShelfOrder order, ShelfOrderState state) => state switch
    {
        ShelfOrderState.Unpaid => "UNPAID",
        ShelfOrderState.ToShip => "AWAITING_SHIPMENT",
        ShelfOrderState.Shipped => _arranged.Contains(order.Id) ? "AWAITING_COLLECTION" : "IN_TRANSIT",
        ShelfOrderState.Delivered => "DELIVERED",
        ShelfOrderState.Cancelled => "CANCELLED",
        ShelfOrderState.Returned => "COMPLETED",
    };

    private static IEnumerable<string> Pieces(ShelfOrderLine line) => Enumerable.Range(1, line.Quantity).Select(piece => string.Create(CultureInfo.InvariantCulture, $"{line.Id}{piece:00}"));

    private static string PackageOf(ShelfOrder order) => $"1{order.Id}";
}
