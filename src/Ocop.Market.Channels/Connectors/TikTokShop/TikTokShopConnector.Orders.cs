using System.Text.Json;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Connectors.TikTokShop;

public sealed partial class TikTokShopConnector
{
    private const string Orders = "/order/202309/orders", OrderSearch = "/order/202309/orders/search", ReturnSearch = "/return_refund/202309/returns/search", Packages = "/fulfillment/202309/packages";

    /// <summary>Most that one call for orders names, and most returns on a page.</summary>
    private const int MostOrders = 50;

    /// <summary>
    /// A line of theirs is one piece, so an order of two has two lines. Goods that came back stand in another list; whether a return moves the time of its order is
    /// unverified, so orders with a return that changed since then are added to the last page.
    /// </summary>
    public async Task<ChannelResult<OutsideOrderPage>> ListOrdersAsync(ShopAccess shop, DateTime since, string? cursor, CancellationToken cancel)
    {
        var page = await SearchAsync(shop, OrderSearch, Paged("50", cursor, ("sort_field", "update_time"), ("sort_order", "ASC")), new { update_time_ge = TikTokShape.Seconds(since) }, data => new OrderPage([.. data.List("orders").Select(Order)], data.Next()), cancel);
        if (page.Value is not { } changed) return page.Failure!;
        var orders = changed.Orders;
        if (changed.Next is null)
        {
            var lately = await ReturnsAsync(shop, new { update_time_ge = TikTokShape.Seconds(since) }, cancel);
            if (lately.Value is not { } returned) return lately.Failure!;
            foreach (var ids in returned.Select(one => one.Order).Except(orders.Select(order => order.Id)).Chunk(MostOrders))
            {
                var more = await OrdersAsync(shop, ids, cancel);
                if (more.Value is not { } read) return more.Failure!;
                orders = [.. orders, .. read];
            }
        }

        var all = await WithReturnsAsync(shop, orders, cancel);
        return all.Value is { } told ? new OutsideOrderPage(told, changed.Next) : all.Failure!;
    }

    public async Task<ChannelResult<OutsideOrder>> ReadOrderAsync(ShopAccess shop, string order, CancellationToken cancel)
    {
        var found = await OrdersAsync(shop, [order], cancel);
        if (found.Value is not { } orders) return found.Failure!;
        if (orders.Count == 0) return NoOrder(order);
        var all = await WithReturnsAsync(shop, orders, cancel);
        return all.Value is { } told ? told[0] : all.Failure!;
    }

    /// <summary>
    /// Parcels of the platform's own carriers are only called ready; for those that the seller sends, carrier and number go along. In Vietnam it is one call for
    /// each package ("mark as shipped" of a whole order is for other countries), and how it is fetched stands in the seller's settings. What was told before is not told again.
    /// </summary>
    public async Task<ChannelResult<OutsideOrder>> TellHandedOverAsync(ShopAccess shop, string order, OutsideParcel parcel, CancellationToken cancel)
    {
        var found = await OrdersAsync(shop, [order], cancel);
        if (found.Value is not { } orders) return found.Failure!;
        if (orders.Count == 0) return NoOrder(order);
        var waiting = orders[0].Pieces.Where(piece => piece.State == OutsideOrderState.ToShip && piece.WaitsForSeller).ToList();
        if (waiting.Any(piece => piece.Package is null)) return new ChannelFailure(FailureClass.Retryable, "no-package", "The platform has made no package of it yet.");
        if (waiting.Count > 0)
        {
            var shipment = await ShipmentAsync(shop, orders[0], parcel, cancel);
            if (shipment.Value is not { } body) return shipment.Failure!;
            foreach (var package in waiting.Select(piece => piece.Package!).Distinct())
                if ((await WriteAsync(HttpMethod.Post, shop, $"{Packages}/{Uri.EscapeDataString(package)}/ship", body, _ => new object(), cancel)).Failure is { } failure) return failure;
        }

        return await ReadOrderAsync(shop, order, cancel);
    }

    private async Task<ChannelResult<object>> ShipmentAsync(ShopAccess shop, OrderThere order, OutsideParcel parcel, CancellationToken cancel)
    {
        if (!order.IsSentBySeller) return new ChannelResult<object>(new { }, null, []);
        if (parcel is not { Carrier: { Length: > 0 } carrier, Tracking: { Length: > 0 } tracking }) return new ChannelFailure(FailureClass.Validation, "no-tracking", "Đơn do nhà bán tự gửi cần đơn vị vận chuyển và mã vận đơn.", "tracking_number");
        var listed = await GetAsync<IReadOnlyList<(string Id, string Name)>>(shop, $"/logistics/202309/delivery_options/{Uri.EscapeDataString(order.DeliveryOption ?? "")}/shipping_providers", [], data => [.. data.List("shipping_providers").Select(one => (one.Text("id"), one.Text("name")))], cancel);
        if (listed.Value is not { } providers) return listed.Failure!;
        var name = VietnameseText.Fold(carrier);
        var provider = providers.OrderBy(one => VietnameseText.Fold(one.Name) != name).FirstOrDefault(one => VietnameseText.Fold(one.Name).Contains(name, StringComparison.Ordinal));
        return provider.Id is { } id ? new ChannelResult<object>(new { self_shipment = new { shipping_provider_id = id, tracking_number = tracking } }, null, [])
            : new ChannelFailure(FailureClass.Validation, "no-carrier", $"TikTok Shop không biết “{carrier}”; sàn nhận: {string.Join(", ", providers.Select(one => one.Name))}.", "shipping_provider_id");
    }

    private Task<ChannelResult<IReadOnlyList<OrderThere>>> OrdersAsync(ShopAccess shop, IEnumerable<string> ids, CancellationToken cancel) =>
        GetAsync<IReadOnlyList<OrderThere>>(shop, Orders, [("ids", string.Join(',', ids))], data => [.. data.List("orders").Select(Order)], cancel);

    private async Task<ChannelResult<IReadOnlyList<OutsideOrder>>> WithReturnsAsync(ShopAccess shop, IReadOnlyList<OrderThere> orders, CancellationToken cancel)
    {
        var back = new Dictionary<string, DateTime>();
        foreach (var ids in orders.Where(order => order.Pieces.Any(piece => piece.State is OutsideOrderState.Shipped or OutsideOrderState.Delivered)).Select(order => order.Id).Chunk(MostOrders))
        {
            var returns = await ReturnsAsync(shop, new { order_ids = ids }, cancel);
            if (returns.Value is not { } found) return returns.Failure!;
            foreach (var piece in found) back[piece.Piece] = piece.At;
        }

        return new ChannelResult<IReadOnlyList<OutsideOrder>>([.. orders.Select(order => order.Outside(back))], null, []);
    }

    /// <summary>Pieces that came back and were paid back. A refund without the goods changes nothing on a shelf, and what is still argued about is not back.</summary>
    private async Task<ChannelResult<IReadOnlyList<ReturnedPiece>>> ReturnsAsync(ShopAccess shop, object body, CancellationToken cancel)
    {
        var (all, cursor) = (new List<ReturnedPiece>(), (string?)null);
        do
        {
            var page = await SearchAsync(shop, ReturnSearch, Paged("50", cursor), body, data => new ReturnPage([.. data.List("return_orders")
                .Where(one => one.Text("return_type") == "RETURN_AND_REFUND" && one.Text("return_status") is "RETURN_OR_REFUND_REQUEST_SUCCESS" or "RETURN_OR_REFUND_REQUEST_COMPLETE")
                .SelectMany(one => one.List("return_line_items").Select(piece => new ReturnedPiece(one.Text("order_id"), piece.Text("order_line_item_id"), one.Time("update_time"))))], data.Next()), cancel);
            if (page.Value is not { } read) return page.Failure!;
            all.AddRange(read.Pieces);
            cursor = read.Next;
        }
        while (cursor is not null);

        return new ChannelResult<IReadOnlyList<ReturnedPiece>>(all, null, []);
    }

    private static ChannelFailure NoOrder(string order) => new(FailureClass.Gone, "not-found", $"No order {order}.");

    // Who bought, and where to, is not even read.
    private static OrderThere Order(JsonElement order)
    {
        var state = TikTokShape.OrderState(order.Text("status"));
        var only = order.List("packages").Select(package => package.Text("id")).ToList() is [var one] ? one : null;
        return new OrderThere(order.Text("id"), state, order.Time("create_time"), order.Time("update_time"), order.TextOrNull("shipping_type") == "SELLER", order.TextOrNull("delivery_option_id"),
            [.. order.List("line_items").Select(piece => new PieceThere(piece.Text("id"), piece.TextOrNull("seller_sku") ?? "", piece.Dong("sale_price") ?? 0, PieceState(piece, state), piece.TextOrNull("package_id") is { Length: > 0 } package ? package : only, piece.TextOrNull("package_status") is null or "" or "TO_FULFILL"))]);
    }

    private static OutsideOrderState PieceState(JsonElement piece, OutsideOrderState order) => piece.TextOrNull("display_status") switch
    {
        null or "" => order,
        // Stands in one of their samples.
        "TO_SHIP" => OutsideOrderState.ToShip,
        var status => TikTokShape.OrderState(status),
    };

    private sealed record OrderPage(IReadOnlyList<OrderThere> Orders, string? Next);

    private sealed record ReturnPage(IReadOnlyList<ReturnedPiece> Pieces, string? Next);

    private sealed record ReturnedPiece(string Order, string Piece, DateTime At);

    private sealed record PieceThere(string Id, string Sku, long Price, OutsideOrderState State, string? Package, bool WaitsForSeller);

    private sealed record OrderThere(string Id, OutsideOrderState State, DateTime PlacedAt, DateTime ChangedAt, bool IsSentBySeller, string? DeliveryOption, IReadOnlyList<PieceThere> Pieces)
    {
        /// <param name="returned">Pieces that came back, and when: an order is as new as the last of it.</param>
        public OutsideOrder Outside(Dictionary<string, DateTime> returned)
        {
            List<OutsideOrderLine> lines = [.. Pieces.Select(piece => new OutsideOrderLine(piece.Id, piece.Sku, 1, piece.Price, returned.ContainsKey(piece.Id) ? OutsideOrderState.Returned : piece.State))];
            var isBack = lines.Exists(line => line.State == OutsideOrderState.Returned) && lines.TrueForAll(line => line.State is OutsideOrderState.Returned or OutsideOrderState.Cancelled);
            return new OutsideOrder(Id, isBack ? OutsideOrderState.Returned : State, PlacedAt, Pieces.Select(piece => returned.GetValueOrDefault(piece.Id)).Append(ChangedAt).Max(), lines);
        }
    }
}
