using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ocop.Market.Channels.Connectors.Lazada;

/// <summary>
/// Orders. Lazada counts every piece as a line of its own, with a number and a state: three packs of tea are three lines.
/// Written after the reference alone; no order of a Vietnamese shop was seen on the wire.
/// </summary>
public sealed partial class LazadaConnector
{
    // The lines of no more than 50 orders are told at once.
    private const int OrdersPerPage = 50;

    private static readonly string[] Times = ["yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd'T'HH:mm:sszzz"];

    public async Task<ChannelResult<OutsideOrderPage>> ListOrdersAsync(ShopAccess shop, DateTime since, string? cursor, CancellationToken cancel)
    {
        var skipped = cursor ?? "0";
        var heads = await AskAsync<IReadOnlyList<Head>>(Get("/orders/get", shop, ("update_after", since.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture)), ("sort_by", "updated_at"), ("sort_direction", "ASC"), ("offset", skipped), ("limit", Text(OrdersPerPage))),
            shop.Shop, CallKind.Read, root => [.. root.GetProperty("data").GetProperty("orders").EnumerateArray().Select(ReadHead)], cancel);
        if (heads.Failure is { } failure) return failure;
        if (heads.Value is not { Count: > 0 } orders) return new OutsideOrderPage([], null);
        return await AskAsync(Get("/orders/items/get", shop, ("order_ids", $"[{string.Join(',', orders.Select(order => order.Id))}]")), shop.Shop, CallKind.Read, root =>
        {
            var pieces = root.GetProperty("data").EnumerateArray().ToLookup(order => Needed(order, "order_id"), order => Pieces(order.GetProperty("order_items")));
            return new OutsideOrderPage([.. orders.Select(order => Order(order, pieces[order.Id].FirstOrDefault() ?? throw new FormatException($"{order.Id} has no lines.")))], orders.Count == OrdersPerPage ? Text(Whole(skipped) + OrdersPerPage) : null);
        }, cancel);
    }

    public async Task<ChannelResult<OutsideOrder>> ReadOrderAsync(ShopAccess shop, string order, CancellationToken cancel)
    {
        var head = await AskAsync(Get("/order/get", shop, ("order_id", order)), shop.Shop, CallKind.Read, root => ReadHead(root.GetProperty("data")), cancel);
        if (head.Failure is { } failure) return failure;
        return await AskItemsAsync(shop, order, pieces => Order(head.Value!, pieces), cancel);
    }

    /// <summary>
    /// Packed and ready to ship, as far as it is not: asked again after half of it was done, the rest is done. A carrier of Lazada's fetches the parcel and numbers it;
    /// shops that deliver by themselves have calls of their own, which no seller of ours is known to need.
    /// </summary>
    public async Task<ChannelResult<OutsideOrder>> TellHandedOverAsync(ShopAccess shop, string order, OutsideParcel parcel, CancellationToken cancel)
    {
        var pieces = await AskItemsAsync(shop, order, pieces => pieces, cancel);
        if (pieces.Failure is { } unread) return unread;
        var packages = pieces.Value!.Where(piece => piece.Status == "packed").Select(piece => piece.Package).OfType<string>().ToList();
        if (pieces.Value!.Where(piece => piece.Status is "pending" or "topack").ToList() is { Count: > 0 } loose)
        {
            var packed = await PackAsync(shop, order, loose, cancel);
            if (packed.Failure is { } unpacked) return unpacked;
            packages.AddRange(packed.Value!);
        }

        if (packages.Count > 0)
        {
            var request = new JsonObject { ["packages"] = new JsonArray([.. packages.Distinct().Select(package => new JsonObject { ["package_id"] = package })]) };
            var told = await FulfilAsync(shop, "/order/package/rts", "readyToShipReq", request, CallKind.Write, data => data.GetProperty("packages").EnumerateArray(), data => data.GetProperty("packages").ToString(), cancel);
            if (told.Failure is { } untold) return untold;
        }

        return await ReadOrderAsync(shop, order, cancel);
    }

    private async Task<ChannelResult<IReadOnlyList<string>>> PackAsync(ShopAccess shop, string order, IReadOnlyList<Piece> loose, CancellationToken cancel)
    {
        var (id, pieces) = (Number(order), loose.Select(piece => Number(piece.Id)).ToList());
        // Who carries it is Lazada's; its kind has to be asked for and given back.
        var asked = new JsonObject { ["orders"] = new JsonArray(new JsonObject { ["order_id"] = id.DeepClone(), ["order_item_ids"] = new JsonArray([.. pieces.Select(piece => piece.DeepClone())]) }) };
        var kind = await FulfilAsync(shop, "/order/shipment/providers/get", "getShipmentProvidersReq", asked, CallKind.Read, _ => [], data => Needed(data, "shipping_allocate_type"), cancel);
        if (kind.Failure is { } failure) return failure;
        var request = new JsonObject { ["pack_order_list"] = new JsonArray(new JsonObject { ["order_id"] = id, ["order_item_list"] = new JsonArray([.. pieces]) }), ["delivery_type"] = "dropship", ["shipping_allocate_type"] = kind.Value };
        return await FulfilAsync<IReadOnlyList<string>>(shop, "/order/fulfill/pack", "packReq", request, CallKind.Write, Packed, data => [.. Packed(data).Select(piece => Needed(piece, "package_id"))], cancel);
    }

    private static IEnumerable<JsonElement> Packed(JsonElement data) => data.GetProperty("pack_order_list").EnumerateArray().SelectMany(order => order.GetProperty("order_item_list").EnumerateArray());

    /// <summary>These calls answer a yes with a result in it that may say no, and lines in it that may, too.</summary>
    /// <param name="lines">With an "item_err_code" each.</param>
    private Task<ChannelResult<T>> FulfilAsync<T>(ShopAccess shop, string path, string field, JsonObject request, CallKind kind, Func<JsonElement, IEnumerable<JsonElement>> lines, Func<JsonElement, T> read, CancellationToken cancel) where T : class =>
        AskAsync(Post(path, shop, field, LazadaPayload.Write(request)), shop.Shop, kind, root => read(root.GetProperty("result").GetProperty("data")), cancel, root =>
        {
            if (Word(root) is var word && word.Code is not null) return word;
            var result = root.GetProperty("result");
            if (!IsTrue(result, "success")) return word with { Code = Text(result, "error_code", "errorCode") ?? "no-success", Message = Text(result, "error_msg", "errorMsg") ?? "" };
            return lines(result.GetProperty("data")).Where(line => Text(line, "item_err_code") is not (null or "0")).Select(line => word with { Code = Needed(line, "item_err_code"), Message = Text(line, "msg") ?? "" }).FirstOrDefault(word);
        });

    private Task<ChannelResult<T>> AskItemsAsync<T>(ShopAccess shop, string order, Func<IReadOnlyList<Piece>, T> read, CancellationToken cancel) where T : class =>
        AskAsync(Get("/order/items/get", shop, ("order_id", order)), shop.Shop, CallKind.Read, root => read(Pieces(root.GetProperty("data"))), cancel);

    private static Head ReadHead(JsonElement order) => new(Needed(order, "order_id"), Time(Needed(order, "created_at")), Time(Needed(order, "updated_at")));

    private static IReadOnlyList<Piece> Pieces(JsonElement items) => [.. items.EnumerateArray().Select(item => new Piece(Needed(item, "order_item_id"), Needed(item, "sku"), Whole(Needed(item, "item_price")), Needed(item, "status").ToLowerInvariant(), Text(item, "package_id")))];

    private static OutsideOrder Order(Head head, IReadOnlyList<Piece> pieces)
    {
        var lines = pieces.Select(piece => new OutsideOrderLine(piece.Id, piece.Sku, 1, piece.Price, StateOf(piece.Status))).ToList();
        // As far as the slowest of those that still go to the buyer.
        var going = lines.Where(line => line.State < OutsideOrderState.Cancelled).Select(line => line.State).ToList();
        return new OutsideOrder(head.Id, going.Count > 0 ? going.Min() : lines.Select(line => line.State).DefaultIfEmpty(OutsideOrderState.Cancelled).Max(), head.PlacedAt, head.ChangedAt, lines);
    }

    // "ready_to_ship" is what TellHandedOver makes of an order: the seller's part is done, the carrier's first scan is missing.
    // Lost and broken goods do not reach the buyer: the sale is undone, as with goods that come back. Their meanings are unverified.
    private static OutsideOrderState StateOf(string status) => status switch
    {
        "unpaid" => OutsideOrderState.Unpaid,
        "pending" or "topack" or "packed" => OutsideOrderState.ToShip,
        "ready_to_ship" or "toship" or "shipping" or "shipped" or "failed" or "failed_delivery" or "shipped_back" => OutsideOrderState.Shipped,
        "delivered" => OutsideOrderState.Delivered,
        "canceled" or "cancelled" => OutsideOrderState.Cancelled,
        "returned" or "shipped_back_success" or "shipped_back_failed" or "lost" or "lost_by_3pl" or "damaged_by_3pl" or "package_scrapped" => OutsideOrderState.Returned,
        _ => throw new FormatException($"Nobody knows the state \"{status}\"."),
    };

    private static DateTime Time(string text) => DateTimeOffset.ParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None).UtcDateTime;

    private static JsonNode Number(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : id;

    private sealed record Head(string Id, DateTime PlacedAt, DateTime ChangedAt);

    private sealed record Piece(string Id, string Sku, long Price, string Status, string? Package);
}
