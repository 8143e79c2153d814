using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ocop.Market.Doubles.Channels;

namespace Ocop.Market.Doubles.Lazada;

public sealed partial class LazadaDouble
{
    public override HttpRequestMessage Signed(Uri address, ShelfNews news)
    {
        var at = new DateTimeOffset(news.At).ToUnixTimeSeconds();
        var (type, data) = Locked(() => News(news, at));
        var body = new JsonObject { ["seller_id"] = type == 8 ? "null" : news.Shop, ["message_type"] = type, ["data"] = data, ["timestamp"] = at, ["site"] = "lazada_vn" }.ToJsonString(AsLazadaWrites);
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", LazadaWire.SignPush(AppSecret, AppKey, body));
        return request;
    }

    private (int Type, JsonObject Data) News(ShelfNews news, long at) => news.Kind switch
    {
        "order" => (0, new JsonObject { ["order_status"] = Order(news.Shop, news.Subject) is { } order ? Head(order)["statuses"]![0]!.GetValue<string>() : "pending", ["trade_order_id"] = news.Subject, ["trade_order_line_id"] = news.Subject + "001", ["status_update_time"] = at }),
        "listing" => (1, new JsonObject { ["date"] = at * 1000, ["itemId"] = Number(news.Subject), ["reason"] = Item(news.Shop, news.Subject)?.Reason ?? "", ["seller_id"] = Number(news.Shop), ["status"] = Review(Item(news.Shop, news.Subject)?.State) }),
        "stock" => (6, new JsonObject { ["sku_id"] = Number(news.Subject), ["seller_sku"] = "", ["warehouse"] = "dropshipping", ["real_quantity"] = 5, ["withhold_quantity"] = 0, ["occupy_quantity"] = 0 }),
        "consent" => (8, new JsonObject { ["app_key"] = AppKey, ["auth_expiry_time"] = at + 172_800, ["seller_id"] = news.Shop }),
        _ => throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Lazada tells nothing of \"{news.Kind}\"."), nameof(news)),
    };

    private static string Review(ShelfState? state) => state switch
    {
        ShelfState.InReview => "PENDING",
        ShelfState.Rejected => "REJECTED",
        ShelfState.Suspended => "LOCK",
        _ => "APPROVED",
    };
}
