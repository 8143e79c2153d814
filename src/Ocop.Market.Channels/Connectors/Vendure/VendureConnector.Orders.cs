using System.Globalization;
using System.Text.Json;

namespace Ocop.Market.Channels.Connectors.Vendure;

/// <summary>Orders. A line of theirs may be cancelled or sent in part, so each piece is a line of its own to us.</summary>
public sealed partial class VendureConnector
{
    private const int OrdersPerPage = 100;

    // A shop may take something back that arrived weeks ago.
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(45);

    private const string WholeOrder = " fragment WholeOrder on Order { code state orderPlacedAt history(options: { take: 1, sort: { createdAt: DESC } }) { items { createdAt } } lines { id quantity orderPlacedQuantity proratedUnitPriceWithTax productVariant { sku } } fulfillments { id state lines { orderLineId quantity } } }";

    /// <summary>All that is not over, and whatever was placed of late: the date of an order's last change stays where it was when its state changes, so nothing can be asked by it.</summary>
    /// <param name="cursor">How many to skip.</param>
    public async Task<ChannelResult<OutsideOrderPage>> ListOrdersAsync(ShopAccess shop, DateTime since, string? cursor, CancellationToken cancel)
    {
        var skip = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var found = await ReadOrdersAsync(shop, "query ($placed: DateTime!, $skip: Int!, $take: Int!) { orders(options: { skip: $skip, take: $take, sort: { id: ASC }, filter: { _or: [{ orderPlacedAt: { after: $placed } }, { _and: [{ orderPlacedAt: { isNull: false } }, { state: { notIn: [\"Delivered\", \"Cancelled\"] } }] }] } }) { items { ...WholeOrder } } }",
            new { placed = DateTime.SpecifyKind(since, DateTimeKind.Utc) - LookBack, skip, take = OrdersPerPage }, cancel);
        return found.Value is { } read ? new OutsideOrderPage([.. read.Select(it => it.Order)], read.Count == OrdersPerPage ? (skip + OrdersPerPage).ToString(CultureInfo.InvariantCulture) : null) : found.Failure!;
    }

    public async Task<ChannelResult<OutsideOrder>> ReadOrderAsync(ShopAccess shop, string order, CancellationToken cancel)
    {
        var found = await FindOrderAsync(shop, order, cancel);
        return found.Value is { } read ? read.Order : found.Failure!;
    }

    /// <summary>Asked again after half of it was done, the rest is done.</summary>
    public async Task<ChannelResult<OutsideOrder>> TellHandedOverAsync(ShopAccess shop, string order, OutsideParcel parcel, CancellationToken cancel)
    {
        var found = await FindOrderAsync(shop, order, cancel);
        if (found.Value is not { } there) return found.Failure!;
        var packed = there.Packed;
        if (there.Loose.Count > 0)
        {
            var made = await AskAsync(shop, CallKind.Write, "mutation ($input: FulfillOrderInput!) { addFulfillmentToOrder(input: $input) { ... on Fulfillment { id } ... on ErrorResult { errorCode message } } }",
                new { input = new { lines = there.Loose.Select(line => new { orderLineId = line.Line, line.Quantity }), handler = new { code = "manual-fulfillment", arguments = new[] { Argument("method", parcel.Carrier), Argument("trackingCode", parcel.Tracking) } } } },
                data => Text(data.GetProperty("addFulfillmentToOrder"), "id"), cancel);
            if (made.Value is not { } id) return made.Failure!;
            packed = [.. packed, id];
        }

        foreach (var id in packed)
        {
            var sent = await AskAsync(shop, CallKind.Write, "mutation ($id: ID!) { transitionFulfillmentToState(id: $id, state: \"Shipped\") { ... on Fulfillment { id } ... on ErrorResult { errorCode message } } }", new { id }, data => new Answer(data), cancel);
            if (sent.Failure is { } failure) return failure;
        }

        return await ReadOrderAsync(shop, order, cancel);
    }

    private async Task<ChannelResult<OrderThere>> FindOrderAsync(ShopAccess shop, string code, CancellationToken cancel)
    {
        var found = await ReadOrdersAsync(shop, "query ($code: String!) { orders(options: { filter: { code: { eq: $code } } }) { items { ...WholeOrder } } }", new { code }, cancel);
        return found.Value is { } read ? read.FirstOrDefault() ?? (ChannelResult<OrderThere>)Gone(code) : found.Failure!;
    }

    private async Task<ChannelResult<IReadOnlyList<OrderThere>>> ReadOrdersAsync(ShopAccess shop, string query, object variables, CancellationToken cancel)
    {
        var held = await TermsAsync(shop, cancel);
        if (held.Value is not { } terms) return held.Failure!;
        return await AskAsync<IReadOnlyList<OrderThere>>(shop, CallKind.Read, query + WholeOrder, variables, data => [.. data.GetProperty("orders").GetProperty("items").EnumerateArray().Select(order => Order(order, terms))], cancel);
    }

    private static OrderThere Order(JsonElement order, Terms terms)
    {
        var state = Text(order, "state") switch
        {
            "Shipped" or "PartiallyDelivered" => OutsideOrderState.Shipped,
            "Delivered" => OutsideOrderState.Delivered,
            "Cancelled" => OutsideOrderState.Cancelled,
            // Of an order that was placed: paid or promised, being changed, or in a state that the shop made up.
            _ => OutsideOrderState.ToShip,
        };
        var parcels = order.GetProperty("fulfillments").ValueKind == JsonValueKind.Array ? order.GetProperty("fulfillments").EnumerateArray().Where(parcel => Text(parcel, "state") != "Cancelled").ToList() : [];
        var (lines, loose) = (new List<OutsideOrderLine>(), new List<(string Line, int Quantity)>());
        foreach (var line in order.GetProperty("lines").EnumerateArray())
        {
            var (id, left) = (Text(line, "id"), line.GetProperty("quantity").GetInt32());
            int In(params ReadOnlySpan<string> states)
            {
                var sum = 0;
                foreach (var parcel in parcels)
                    if (states.Contains(Text(parcel, "state"))) sum += parcel.GetProperty("lines").EnumerateArray().Where(it => Text(it, "orderLineId") == id).Sum(it => it.GetProperty("quantity").GetInt32());
                return sum;
            }

            var (delivered, shipped, pending) = (In("Delivered"), In("Shipped"), In("Created", "Pending"));
            if (left > delivered + shipped + pending) loose.Add((id, left - delivered - shipped - pending));
            for (var piece = 0; piece < Math.Max(left, line.GetProperty("orderPlacedQuantity").GetInt32()); piece++)
                lines.Add(new OutsideOrderLine(string.Create(CultureInfo.InvariantCulture, $"{id}/{piece + 1}"), Text(line.GetProperty("productVariant"), "sku"), 1, terms.Dong(line.GetProperty("proratedUnitPriceWithTax")),
                    piece >= left ? piece < delivered + shipped ? OutsideOrderState.Returned : OutsideOrderState.Cancelled : piece < delivered ? OutsideOrderState.Delivered : piece < delivered + shipped ? OutsideOrderState.Shipped : OutsideOrderState.ToShip));
        }

        var placed = Time(order, "orderPlacedAt");
        var changed = order.GetProperty("history").GetProperty("items").EnumerateArray().Select(entry => Time(entry, "createdAt")).Append(placed).Max();
        return new OrderThere(new OutsideOrder(Text(order, "code"), state, placed, changed, lines), loose, [.. parcels.Where(parcel => Text(parcel, "state") is "Created" or "Pending").Select(parcel => Text(parcel, "id"))]);
    }

    private static object Argument(string name, string? value) => new { name, value = value ?? "" };

    private static DateTime Time(JsonElement from, string name) => from.GetProperty(name).GetDateTimeOffset().UtcDateTime;

    /// <param name="Loose">What no parcel has yet.</param>
    /// <param name="Packed">Parcels that did not leave.</param>
    private sealed record OrderThere(OutsideOrder Order, IReadOnlyList<(string Line, int Quantity)> Loose, IReadOnlyList<string> Packed);
}
