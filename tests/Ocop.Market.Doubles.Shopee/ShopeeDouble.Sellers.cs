using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Ocop.Market.Doubles.Channels;

namespace Ocop.Market.Doubles.Shopee;

// Sellers let an app in and take that back; Shopee tells the app what happens.
public sealed partial class ShopeeDouble
{
    private static readonly TimeSpan LongestConsent = TimeSpan.FromDays(365);

    /// <summary>Where the shop keeps its stock; null: it has no warehouses of its own, and no location may be named.</summary>
    public string? Warehouse { get; set; }

    public override HttpRequestMessage Signed(Uri address, ShelfNews news)
    {
        var (at, shop) = (ShopeeWire.Seconds(news.At), long.Parse(news.Shop, System.Globalization.CultureInfo.InvariantCulture));
        var body = news.Kind switch
        {
            "consent" => new JsonObject { ["code"] = 2, ["shop_id"] = shop, ["success"] = 1, ["extra"] = $"shop_id {news.Shop} is deauthorized successfully", ["timestamp"] = at, ["data"] = new JsonObject() },
            "order" => new JsonObject { ["code"] = 3, ["shop_id"] = shop, ["timestamp"] = at, ["data"] = new JsonObject { ["ordersn"] = news.Subject, ["status"] = Order(news.Shop, news.Subject) is { } order ? StatusOf(order) : "READY_TO_SHIP", ["update_time"] = at } },
            "stock" => new JsonObject { ["code"] = 8, ["shop_id"] = shop, ["timestamp"] = at, ["data"] = new JsonObject { ["item_id"] = long.Parse(news.Subject, System.Globalization.CultureInfo.InvariantCulture) } },
            _ => new JsonObject
            {
                ["code"] = 6, ["shop_id"] = shop, ["timestamp"] = at,
                ["data"] = new JsonObject { ["item_id"] = long.Parse(news.Subject, System.Globalization.CultureInfo.InvariantCulture), ["item_name"] = Item(news.Shop, news.Subject)?.Title ?? "", ["item_status"] = Item(news.Shop, news.Subject) is { } item ? StatusOf(item) : "BANNED" },
            },
        };
        var bytes = Encoding.UTF8.GetBytes(ShopeeWire.Json(body));
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } } };
        request.Headers.TryAddWithoutValidation("Authorization", ShopeeWire.PushSignature(PartnerKey, address.AbsoluteUri, bytes));
        return request;
    }

    private IResult ConsentPage(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["partner_id"] != ShopeeWire.Written(PartnerId) || query["auth_type"] != "seller" || query["response_type"] != "code" || !Uri.TryCreate(query["redirect_uri"], UriKind.Absolute, out _))
        {
            Faults.Enqueue($"auth: {context.Request.QueryString}");
            return Html(400, "<h1>Lỗi</h1><p>Ứng dụng không hợp lệ.</p>");
        }

        var buttons = string.Concat(Shops.Select(shop => $"<p><button name=\"shop\" value=\"{WebUtility.HtmlEncode(shop.Key)}\">Cho phép: {WebUtility.HtmlEncode(shop.Value)}</button></p>"));
        return Html(200, $"""
            <h1>Shopee: cho phép ứng dụng</h1><form method="post" action="/auth">
            <input type="hidden" name="redirect_uri" value="{WebUtility.HtmlEncode(query["redirect_uri"])}"><input type="hidden" name="state" value="{WebUtility.HtmlEncode(query["state"])}">
            {buttons}</form>
            """);
    }

    private async Task<IResult> ConsentAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var (back, shop) = (form["redirect_uri"].ToString(), form["shop"].ToString());
        if (!Shops.ContainsKey(shop)) return Html(400, "<h1>Lỗi</h1><p>Không có gian hàng này.</p>");
        var state = form["state"].ToString() is { Length: > 0 } told ? $"&state={Uri.EscapeDataString(told)}" : "";
        return Results.Redirect($"{back}{(back.Contains('?', StringComparison.Ordinal) ? '&' : '?')}code={Consent(shop)}&shop_id={shop}{state}");
    }

    private Reply Exchange(Asked asked)
    {
        Known("token/get", asked.Body, "code", "partner_id", "shop_id");
        if (ShopeeWire.Whole(asked.Body, "partner_id") != PartnerId || asked.Shop.Length == 0) return Fault("error_param", "token/get: partner_id and shop_id are numbers.");
        if (ShopeeWire.Words(asked.Body, "code") is not { } code || TakeCode(code) is not { } shop) return new Reply("invalid_code", "Invalid code, please have a check.");
        if (shop != asked.Shop) return Fault("error_param", "token/get: the code is another shop's.");
        _consents[shop] = Now + LongestConsent;
        return Pair(shop);
    }

    private Reply Refresh(Asked asked)
    {
        Known("access_token/get", asked.Body, "refresh_token", "partner_id", "shop_id");
        if (ShopeeWire.Whole(asked.Body, "partner_id") != PartnerId || asked.Shop.Length == 0) return Fault("error_param", "access_token/get: partner_id and shop_id are numbers.");
        // One use: whoever comes second has nothing any more.
        return ShopeeWire.Words(asked.Body, "refresh_token") is { } token && TakeRefresh(token, isOnce: true) is { } shop && shop == asked.Shop ? Pair(shop) : new Reply("error_shop_refresh_token", "Invalid refresh_token.");
    }

    private Reply Pair(string shop)
    {
        var (access, refresh, until, _) = IssueTokens(shop);
        return new Reply("", "") { Beside = new JsonObject { ["access_token"] = access, ["refresh_token"] = refresh, ["expire_in"] = (long)(until - Now).TotalSeconds } };
    }

    private Reply ShopInfo(Asked asked) => new("", "")
    {
        Beside = new JsonObject { ["shop_name"] = Shops[asked.Shop], ["region"] = "VN", ["status"] = "NORMAL", ["auth_time"] = ShopeeWire.Seconds(Now), ["expire_time"] = ShopeeWire.Seconds(_consents.TryGetValue(asked.Shop, out var until) ? until : Now + LongestConsent) },
    };

    private Reply Warehouses(Asked asked) => Warehouse is { } location
        ? Good(new JsonArray(new JsonObject { ["warehouse_id"] = 6, ["warehouse_name"] = "Kho chính", ["warehouse_type"] = 1, ["location_id"] = location, ["region"] = "VN" }))
        : new Reply("warehouse.error_not_in_whitelist", "Your shop is not in multi-warehouse whitelist.");

    private static IResult Html(int status, string body) => Results.Content($"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Shopee</title><meta name="viewport" content="width=device-width"></head><body><main>{body}</main></body></html>""", "text/html", Encoding.UTF8, status);
}
