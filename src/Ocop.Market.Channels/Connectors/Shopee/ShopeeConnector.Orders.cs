using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ocop.Market.Channels.Connectors.Shopee;

// By the published schemas of the calls; none of it was seen against a live shop. An order that was split into several parcels is left to the seller: its parcels have numbers that the market does not know.
public sealed partial class ShopeeConnector
{
    private const string NoOffset = "0";

    /// <summary>The longest span that Shopee lists orders of.</summary>
    private const long LongestWindow = 15 * 24 * 60 * 60;

    /// <summary>Shopee lists orders of at most fifteen days at once: a longer time is walked through.</summary>
    public async Task<ChannelResult<OutsideOrderPage>> ListOrdersAsync(ShopAccess shop, DateTime since, string? cursor, CancellationToken cancel)
    {
        var window = Window.Of(cursor) ?? new Window(Seconds(since), Clock.GetUtcNow().ToUnixTimeSeconds(), "");
        var to = Math.Min(window.To, window.From + LongestWindow);
        var list = await GetAsync(shop, "order/get_order_list", [("time_range_field", "update_time"), ("time_from", Text(window.From)), ("time_to", Text(to)), ("page_size", Text(PageSize)), ("cursor", window.Position)], root =>
        {
            var page = Response(root);
            return new OrderList([.. page.List("order_list").Select(order => order.Id("order_sn"))], page.Flag("more") ? page.Id("next_cursor") : null);
        }, cancel);
        if (list.Value is not { } found) return list.Failure!;
        var orders = await OrdersAsync(shop, found.Orders, cancel);
        if (orders.Failure is { } failure) return failure;
        var next = found.Next is not null ? window with { Position = found.Next } : to < window.To ? new Window(to, window.To, "") : null;
        return new OutsideOrderPage([.. orders.Value!.Select(order => order.Order)], next?.ToString());
    }

    public async Task<ChannelResult<OutsideOrder>> ReadOrderAsync(ShopAccess shop, string order, CancellationToken cancel) => Map(await OneOrderAsync(shop, order, cancel), known => known.Order);

    /// <summary>Shopee is told of parcels that nobody arranged yet. After that it is the carrier's scan that makes them "shipped"; only one of the seller's own carriers counts as such at once.</summary>
    public async Task<ChannelResult<OutsideOrder>> TellHandedOverAsync(ShopAccess shop, string order, OutsideParcel parcel, CancellationToken cancel)
    {
        var known = await OneOrderAsync(shop, order, cancel);
        if (known.Value is not { } found) return known.Failure!;
        if (found.Status is not ("READY_TO_SHIP" or "RETRY_SHIP")) return found.Order;
        var way = await GetAsync(shop, "logistics/get_shipping_parameter", [("order_sn", order)], root => new WayToShip(WayOf(Response(root), parcel)), cancel);
        if (way.Failure is { } failure) return failure;
        if (way.Value!.Fields is not { } fields) return new ChannelFailure(FailureClass.Permanent, "no-way-to-ship", "Đơn này phải được sắp xếp giao tại trang người bán của Shopee.");
        // The answer has no content of its own.
        var told = await PostAsync(shop, "logistics/ship_order", new JsonObject([new("order_sn", order), fields]), root => "", cancel);
        return told.Failure is { } refused ? refused : await ReadOrderAsync(shop, order, cancel);
    }

    private async Task<ChannelResult<Known>> OneOrderAsync(ShopAccess shop, string order, CancellationToken cancel)
    {
        var orders = await OrdersAsync(shop, [order], cancel);
        return orders.Failure is { } failure ? failure : orders.Value!.FirstOrDefault() is { } known ? known : Gone(order);
    }

    /// <summary>Without who bought: that is not asked for.</summary>
    private async Task<ChannelResult<IReadOnlyList<Known>>> OrdersAsync(ShopAccess shop, IReadOnlyList<string> orders, CancellationToken cancel) => orders.Count == 0
        ? Yes<IReadOnlyList<Known>>([])
        : await GetAsync<IReadOnlyList<Known>>(shop, "order/get_order_detail", [("order_sn_list", string.Join(',', orders)), ("response_optional_fields", "item_list")], root => [.. Response(root).List("order_list").Select(OrderOf)], cancel);

    private static Known OrderOf(JsonElement order)
    {
        var (status, state) = (order.Id("order_status"), OrderStateOf(order.Id("order_status")));
        // The same variant may stand there twice, in a bundle and beside it.
        var lines = order.List("item_list").GroupBy(line => $"{line.Text("order_item_id")}-{line.Text("model_id")}").SelectMany(same => same.Select((line, i) => new OutsideOrderLine(i == 0 ? same.Key : $"{same.Key}-{i + 1}",
            line.Text("model_sku") is { Length: > 0 } model ? model : line.Text("item_sku") ?? "", line.Whole("model_quantity_purchased"), PriceOf(line), state)));
        return new Known(status, new OutsideOrder(order.Id("order_sn"), state, order.Moment("create_time"), order.Moment("update_time"), [.. lines]));
    }

    /// <summary>In a bundle the price of one is told as 0: then it is the one without the bundle.</summary>
    private static long PriceOf(JsonElement line) => (long)(line.Decimal("model_discounted_price") is { } price and > 0 ? price : line.Decimal("model_original_price") ?? throw new FormatException("No price."));

    private static OutsideOrderState OrderStateOf(string status) => status switch
    {
        "UNPAID" or "PENDING" => OutsideOrderState.Unpaid,
        // PROCESSED: the carrier is to come. IN_CANCEL: the buyer asked, nobody decided yet.
        "READY_TO_SHIP" or "RETRY_SHIP" or "PROCESSED" or "IN_CANCEL" or "INVOICE_PENDING" => OutsideOrderState.ToShip,
        "SHIPPED" => OutsideOrderState.Shipped,
        "TO_CONFIRM_RECEIVE" or "COMPLETED" => OutsideOrderState.Delivered,
        "CANCELLED" => OutsideOrderState.Cancelled,
        "TO_RETURN" => OutsideOrderState.Returned,
        _ => throw new FormatException($"The state {status} is unknown."),
    };

    /// <summary>The seller's own carrier with its number, else brought there, else fetched; null where something is wanted that the market does not know.</summary>
    private static KeyValuePair<string, JsonNode?>? WayOf(JsonElement parameters, OutsideParcel parcel)
    {
        var needed = parameters.Of("info_needed") ?? throw new FormatException("No info_needed.");
        foreach (var way in new[] { "non_integrated", "dropoff" })
        {
            if (needed.Of(way) is not { ValueKind: JsonValueKind.Array } wanted) continue;
            if (wanted.GetArrayLength() == 0) return Way(way, new JsonObject());
            if (wanted.EnumerateArray().All(it => it.GetString() is "tracking_no" or "tracking_number") && parcel.Tracking is { } number) return Way(way, new JsonObject { ["tracking_number"] = number });
        }

        if (needed.Of("pickup") is not { ValueKind: JsonValueKind.Array } fetched || fetched.EnumerateArray().Any(it => it.GetString() is not ("address_id" or "pickup_time_id"))) return null;
        if (fetched.GetArrayLength() == 0) return Way("pickup", new JsonObject());
        if (Best(parameters.Of("pickup")?.List("address_list") ?? [], "address_flag", "pickup_address") is not { } address) return null;
        var pickup = new JsonObject { ["address_id"] = Number(address.Id("address_id")) };
        // Some carriers name no times: then Shopee finds one.
        if (Best(address.List("time_slot_list"), "flags", "recommended") is { } slot) pickup["pickup_time_id"] = slot.Id("pickup_time_id");
        return Way("pickup", pickup);

        static KeyValuePair<string, JsonNode?> Way(string name, JsonObject fields) => new(name, fields);
        static JsonElement? Best(IEnumerable<JsonElement> choice, string flags, string flag) =>
            choice.OrderByDescending(it => it.List(flags).Any(one => one.GetString() == flag)).Select(it => (JsonElement?)it).FirstOrDefault();
    }

    /// <summary>In whole seconds. The beginning has to lie before the end, so now is a second ago.</summary>
    private long Seconds(DateTime since) => Math.Clamp(new DateTimeOffset(DateTime.SpecifyKind(since, DateTimeKind.Utc)).ToUnixTimeSeconds(), 0, Clock.GetUtcNow().ToUnixTimeSeconds() - 1);

    /// <summary>A time that is being read through, and how far it is.</summary>
    private sealed record Window(long From, long To, string Position)
    {
        public static Window? Of(string? cursor) => cursor?.Split(' ', 3) is [var from, var to, var position] ? new Window(Number(from), Number(to), position) : null;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From} {To} {Position}");
    }

    private sealed record OrderList(IReadOnlyList<string> Orders, string? Next);

    private sealed record Known(string Status, OutsideOrder Order);

    private sealed record WayToShip(KeyValuePair<string, JsonNode?>? Fields);
}
