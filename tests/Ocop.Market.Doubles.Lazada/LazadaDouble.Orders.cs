using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ocop.Market.Doubles.Channels;

namespace Ocop.Market.Doubles.Lazada;

public sealed partial class LazadaDouble
{
    private const int OrdersPerPage = 100, OrdersAtOnce = 50, Batch = 20;

    private static readonly string[] OrderTimes = ["yyyy-MM-dd'T'HH:mm:sszzz"];

    // By piece, and those whose parcel waits for the carrier.
    private readonly Dictionary<string, string> _packages = [];
    private readonly HashSet<string> _ready = [];

    private JsonObject ManyOrders(Asked asked, string shop)
    {
        var (offset, limit) = (0, 100);
        if (asked["offset"].Length > 0 && !int.TryParse(asked["offset"], NumberStyles.None, CultureInfo.InvariantCulture, out offset)) return Fault(asked, No("14", $"E014: \"{asked["offset"]}\" Invalid Offset"));
        if (asked["limit"].Length > 0 && (!int.TryParse(asked["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is 0 or > OrdersPerPage)) return Fault(asked, No("19", $"E019: \"{asked["limit"]}\" Invalid Limit"));
        if (asked["sort_by"] is not ("updated_at" or "created_at" or "")) return Fault(asked, No("75", "E075: Invalid sort filter."));
        if (asked["sort_direction"] is not ("ASC" or "DESC" or "")) return Fault(asked, No("74", "E074: Invalid sort direction."));
        // The other of the two that are needed, created_after, nobody asks by here.
        if (!TryReadTime(asked["update_after"], OrderTimes, out var since)) return Fault(asked, No("17", $"E017: \"{asked["update_after"]}\" Invalid Date Format"));
        var found = OrdersChangedSince(shop, since);
        var sorted = asked["sort_by"] == "updated_at" ? found : [.. found.OrderBy(order => order.PlacedAt)];
        var page = (asked["sort_direction"] == "ASC" ? sorted : sorted.Reverse()).Skip(offset).Take(limit).ToList();
        return Yes(new JsonObject { ["count"] = page.Count, ["countTotal"] = found.Count, ["orders"] = new JsonArray([.. page.Select(order => Head(order))]) });
    }

    private JsonObject OneOrder(Asked asked, string shop) => Order(shop, asked["order_id"]) is { } order ? Yes(Head(order)) : No("16", $"E016: \"{asked["order_id"]}\" Invalid Order ID");

    private JsonObject ItemsOfOne(Asked asked, string shop) => Order(shop, asked["order_id"]) is { } order ? Yes(Pieces(order)) : No("16", $"E016: \"{asked["order_id"]}\" Invalid Order ID");

    private JsonObject ItemsOfMany(Asked asked, string shop)
    {
        if (Body(asked, "order_ids") is not JsonArray ids || ids.Count == 0) return Fault(asked, No("56", "E056: Invalid OrdersIdList format. Must use array format [1,2]"));
        if (ids.Count > OrdersAtOnce) return Fault(asked, No("38", "E038: Too many orders were requested"));
        var orders = ids.Select(id => Order(shop, id!.ToString())).ToList();
        return orders.Contains(null) ? No("37", "E037: One or more order id in the list are incorrect") : Yes(new JsonArray([.. orders.Select(order => new JsonObject { ["order_id"] = Number(order!.Id), ["order_number"] = Number(order.Id), ["order_items"] = Pieces(order) })]));
    }

    private JsonObject Providers(Asked asked, string shop) => Body(asked, "getShipmentProvidersReq")?["orders"] is JsonArray { Count: > 0 and <= Batch } orders && orders.All(order => order?["order_id"] is { } id && Order(shop, id.ToString()) is not null)
        ? Result(new JsonObject { ["platform_default"] = 1, ["shipment_providers"] = new JsonArray(), ["shipping_allocate_type"] = "TFS" })
        : Refused("700021", "order not found");

    private JsonObject Pack(Asked asked, string shop)
    {
        if (Body(asked, "packReq") is not JsonObject request || request["pack_order_list"] is not JsonArray { Count: > 0 and <= Batch } list) return Fault(asked, No("5", "E005: Invalid Request Format"));
        // A local shop has no carrier to choose.
        if (Word(request, "delivery_type") != "dropship" || Word(request, "shipping_allocate_type") != "TFS" || request.ContainsKey("shipment_provider_code")) return Fault(asked, Refused("700004", "param illegal"));
        var answers = new JsonArray();
        foreach (var part in list)
        {
            if (part?["order_id"] is not { } id || Order(shop, id.ToString()) is not { } order) return Refused("700021", "order not found");
            var (package, tracking) = ($"FP{NextNumber()}", $"LEXVN{NextNumber()}");
            var items = new JsonArray();
            foreach (var piece in (part["order_item_list"] as JsonArray ?? []).Select(item => item!.ToString()))
            {
                var no = order.Lines.FirstOrDefault(line => PieceIds(line).Contains(piece)) is not { } line ? ("700025", "order item not found") : line.State != ShelfOrderState.ToShip || _packages.ContainsKey(piece) ? ("700026", "item current status not allow to pack") : ((string Code, string Message)?)null;
                if (no is null) (_packages[piece], order.Tracking, order.ChangedAt) = (package, tracking, Now);
                items.Add(new JsonObject { ["order_item_id"] = Number(piece), ["item_err_code"] = no?.Code ?? "0", ["msg"] = no?.Message ?? "success", ["tracking_number"] = no is null ? tracking : "", ["shipment_provider"] = "LEX VN", ["package_id"] = no is null ? package : "", ["retry"] = false });
            }

            answers.Add(new JsonObject { ["order_id"] = Number(order.Id), ["order_item_list"] = items });
        }

        return Result(new JsonObject { ["pack_order_list"] = answers });
    }

    private JsonObject ReadyToShip(Asked asked, string shop)
    {
        if (Body(asked, "readyToShipReq")?["packages"] is not JsonArray { Count: > 0 and <= Batch } list) return Fault(asked, No("5", "E005: Invalid Request Format"));
        return Result(new JsonObject
        {
            ["packages"] = new JsonArray([.. list.Select(part =>
            {
                var package = part is null ? "" : Word(part, "package_id");
                var order = Orders(shop).FirstOrDefault(order => order.Lines.SelectMany(PieceIds).Any(piece => _packages.GetValueOrDefault(piece) == package));
                if (order is not null) HandOver(order, package);
                return new JsonObject { ["package_id"] = package, ["item_err_code"] = order is null ? "600001" : "0", ["msg"] = order is null ? "package not found" : "success" };
            })]),
        });
    }

    // The carrier has it from now on, though it has not scanned it yet.
    private void HandOver(ShelfOrder order, string package)
    {
        _ready.Add(package);
        foreach (var line in order.Lines.Where(line => line.State == ShelfOrderState.ToShip && PieceIds(line).All(piece => _ready.Contains(_packages.GetValueOrDefault(piece, ""))))) line.State = ShelfOrderState.Shipped;
        if (order.Lines.All(line => line.State != ShelfOrderState.ToShip)) order.State = ShelfOrderState.Shipped;
        order.ChangedAt = Now;
        Tell("order", order.Shop, order.Id);
    }

    private JsonObject Head(ShelfOrder order) => new()
    {
        ["order_id"] = Number(order.Id), ["order_number"] = Number(order.Id), ["created_at"] = Local(order.PlacedAt), ["updated_at"] = Local(order.ChangedAt), ["items_count"] = order.Lines.Sum(line => line.Quantity),
        ["price"] = Price(order.Lines.Sum(line => line.Price * line.Quantity)), ["shipping_fee"] = "0.00", ["payment_method"] = "COD",
        ["statuses"] = new JsonArray([.. order.Lines.SelectMany(line => PieceIds(line).Select(piece => StatusOf(line, piece))).Distinct().Select(status => (JsonNode)status)]),
    };

    /// <summary>Every piece is an item of its own; there is no quantity.</summary>
    private JsonArray Pieces(ShelfOrder order) => new([.. order.Lines.SelectMany(line => PieceIds(line).Select(piece => new JsonObject
    {
        ["order_item_id"] = Number(piece), ["order_id"] = order.Id, ["sku"] = line.Sku, ["name"] = line.Sku, ["item_price"] = Price(line.Price), ["paid_price"] = Price(line.Price), ["currency"] = "VND", ["status"] = StatusOf(line, piece),
        ["package_id"] = _packages.GetValueOrDefault(piece, ""), ["tracking_code"] = order.Tracking ?? "", ["shipment_provider"] = _packages.ContainsKey(piece) ? "LEX VN" : "", ["created_at"] = Local(order.PlacedAt), ["updated_at"] = Local(order.ChangedAt),
    }))]);

    private string StatusOf(ShelfOrderLine line, string piece) => line.State switch
    {
        ShelfOrderState.Unpaid => "unpaid",
        ShelfOrderState.ToShip => _ready.Contains(_packages.GetValueOrDefault(piece, "")) ? "ready_to_ship" : _packages.ContainsKey(piece) ? "packed" : "pending",
        ShelfOrderState.Shipped => _ready.Contains(_packages.GetValueOrDefault(piece, "")) ? "ready_to_ship" : "shipped",
        ShelfOrderState.Delivered => "delivered",
        ShelfOrderState.Cancelled => "canceled",
        _ => "returned",
    };

    private static IEnumerable<string> PieceIds(ShelfOrderLine line) => Enumerable.Range(1, line.Quantity).Select(n => string.Create(CultureInfo.InvariantCulture, $"{line.Id}{n:000}"));

    private static JsonNode? Body(Asked asked, string field)
    {
        try
        {
            return JsonNode.Parse(asked[field]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject Result(JsonObject data) => new() { ["code"] = "0", ["result"] = new JsonObject { ["success"] = true, ["data"] = data, ["error_code"] = null, ["error_msg"] = null } };

    private static JsonObject Refused(string code, string message) => new() { ["code"] = "0", ["result"] = new JsonObject { ["success"] = false, ["data"] = null, ["error_code"] = code, ["error_msg"] = message } };

    private static string Price(long amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Local(DateTime utc) => utc.AddHours(7).ToString("yyyy-MM-dd HH:mm:ss '+0700'", CultureInfo.InvariantCulture);
}
