using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ocop.Market.Doubles.Channels;

namespace Ocop.Market.Doubles.TikTokShop;

/// <summary>
/// TikTok Shop's Partner API, version 202309 and the newer ones of single endpoints: consent, tokens, catalogue data, pictures, products, orders, returns,
/// notifications. What only a mistake of the caller's program can bring about is a fault; what sellers may have typed is refused with the platform's code alone.
/// </summary>
/// <param name="redirect">Where sellers are sent back to, as it was set in the Partner Center.</param>
public sealed partial class TikTokShopDouble(TimeProvider clock, Uri? redirect = null, int seed = 1) : PlatformDouble(clock, seed)
{
    public const string AppKey = "6a8double0key", AppSecret = "double-secret-of-tiktok-shop", ServiceId = "7310000000000000001";

    private static readonly TimeSpan Behind = TimeSpan.FromMinutes(5), Ahead = TimeSpan.FromSeconds(30);

    private readonly HashSet<string> _issued = [];
    private bool _saysItInWords;

    /// <summary>New items of a shop in a day; more are refused until the next.</summary>
    public int UploadsPerDay { get; set; } = int.MaxValue;

    public static async Task<TikTokShopDouble> StartAsync(TimeProvider clock, int port = 0, int seed = 1, Uri? redirect = null)
    {
        // Seven days, as they say.
        var made = new TikTokShopDouble(clock, redirect, seed) { TokenLife = TimeSpan.FromDays(7) };
        await made.StartAsync(port);
        return made;
    }

    public static string CipherOf(string shop) => "ROW_" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(shop)))[..24];

    public static string WarehouseOf(string shop) => "7" + shop.PadLeft(18, '0');

    public override HttpRequestMessage Signed(Uri address, ShelfNews news)
    {
        var seconds = Seconds(news.At);
        // Some of their numbers are numbers, some are text.
        object data = news.Kind switch
        {
            "order" => new { order_id = news.Subject, order_status = "AWAITING_SHIPMENT", is_on_hold_order = false, update_time = seconds },
            "listing" => new { product_id = long.Parse(news.Subject, CultureInfo.InvariantCulture), status = "PRODUCT_STATUS_CHANGED", suspended_reason = "", update_time = seconds },
            "stock" => new { product_id = news.Subject, update_time = seconds },
            "consent" => new { message = $"Shop_id {{{news.Shop}}} is deauthorized from your APP by merchant." },
            _ => throw new ArgumentException($"Nothing is told of a {news.Kind}.", nameof(news)),
        };
        var type = news.Kind switch { "order" => 1, "listing" => 5, "consent" => 6, _ => 27 };
        var body = JsonSerializer.SerializeToUtf8Bytes(new { type, tts_notification_id = news.Id, shop_id = news.Shop, timestamp = seconds, data });
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
        request.Headers.TryAddWithoutValidation("Authorization", TikTokWire.SignPush(AppSecret, AppKey, body));
        return request;
    }

    protected override void Map(WebApplication app)
    {
        base.Map(app);
        app.MapGet("/open/authorize", (Delegate)ShowConsent);
        app.MapPost("/open/authorize", (Delegate)(Func<HttpContext, Task<IResult>>)ConsentedAsync);
        app.MapGet("/api/v2/token/get", context => TokensAsync(context, "authorized_code", "auth_code", TakeCode));
        app.MapGet("/api/v2/token/refresh", context => TokensAsync(context, "refresh_token", "refresh_token", token => TakeRefresh(token, isOnce: true)));
        On(app, "GET", "/authorization/202309/shops", false, ListShops, isOfShop: false);
        On(app, "GET", "/logistics/202309/warehouses", false, ListWarehouses);
        MapProducts(app);
        MapOrders(app);
        app.MapFallback(context =>
        {
            Faults.Enqueue($"{context.Request.Method} {context.Request.Path}: no such call");
            return WriteAsync(context, 404, No("36009009", "Invalid path."));
        });
    }

    /// <param name="isOfShop">Names a shop by its cipher; the others must not.</param>
    private void On(WebApplication app, string method, string pattern, bool writes, Func<Call, Answer> act, bool isOfShop = true) =>
        app.MapMethods(pattern, [method], context => AnswerAsync(context, writes, isOfShop, act));

    private async Task AnswerAsync(HttpContext context, bool writes, bool isOfShop, Func<Call, Answer> act)
    {
        using var read = new MemoryStream();
        await context.Request.Body.CopyToAsync(read);
        var bytes = read.ToArray();
        IFormCollection? form = null;
        if (context.Request.HasFormContentType)
        {
            context.Request.Body = new MemoryStream(bytes);
            form = await context.Request.ReadFormAsync();
        }

        var (status, answer) = Locked(() => Decide(context, bytes, form, writes, isOfShop, act));
        if (answer is null) context.Abort();
        else await WriteAsync(context, status, answer);
    }

    /// <returns>No answer: the connection breaks.</returns>
    private (int Status, Answer? Answer) Decide(HttpContext context, byte[] bytes, IFormCollection? form, bool writes, bool isOfShop, Func<Call, Answer> act)
    {
        var path = context.Request.Path.Value!;
        var (shop, wrong) = Admit(context, bytes, form is not null, isOfShop);
        if (wrong is not null)
        {
            Calls.Enqueue(new SeenCall(Now, shop, path, writes, wrong.Code));
            return (wrong.Code is "105002" or "106001" ? 401 : 400, wrong);
        }

        var trouble = Enter(shop, path, writes);
        switch (trouble)
        {
            case Trouble.TooFast:
                context.Response.Headers.RetryAfter = "1";
                _saysItInWords = !_saysItInWords;
                return (_saysItInWords ? 200 : 429, No("36009002", "Too many requests. You've made too many requests in a short period of time."));
            case Trouble.ServerFault:
                return (500, No("36009003", "Internal error. Please try again."));
            case Trouble.TokenExpired:
                return (401, Expired);
            case Trouble.LostRequest:
                return (0, null);
        }

        JsonElement body = default;
        if (form is null && bytes.Length > 0)
        {
            if (!TryParse(bytes, out body)) return (400, Bug("36009010", "The body is no JSON."));
        }

        var query = context.Request.Query.ToDictionary(field => field.Key, field => field.Value.ToString());
        var answer = act(new Call(shop, query, context.Request.RouteValues["id"]?.ToString() ?? "", body, form, trouble));
        return trouble == Trouble.LostAnswer ? (0, null) : (200, answer);
    }

    /// <returns>The shop, as far as it is known.</returns>
    private (string Shop, Answer? Wrong) Admit(HttpContext context, byte[] bytes, bool isForm, bool isOfShop)
    {
        var request = context.Request;
        string Of(string name) => request.Query[name].ToString();
        if (request.Headers.ContentType.Count != 1) return ("", Bug("36009022", $"{request.Headers.ContentType.Count} Content-Types."));
        if (!isForm && request.ContentType?.Split(';')[0] != "application/json") return ("", Bug("36009021", $"Content-Type {request.ContentType}."));
        if (Of("app_key") != AppKey) return ("", Bug("36009004", "Invalid credentials. The `app_key` query parameter is invalid."));
        if (!long.TryParse(Of("timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds < Seconds(Now - Behind) || seconds > Seconds(Now + Ahead)) return ("", No("36009004", "Invalid timestamp. The `timestamp` query parameter has expired or lies ahead."));
        if (request.Query.ContainsKey("access_token")) return ("", Bug("36009004", "The access token stands in the query."));
        var fields = request.Query.Select(field => KeyValuePair.Create(field.Key, field.Value.ToString()));
        if (Of("sign") != TikTokWire.Sign(AppSecret, request.Path.Value!, fields, isForm ? [] : bytes)) return ("", Bug("106001", "Invalid credentials. The `sign` query parameter is invalid."));
        var token = request.Headers["x-tts-access-token"].ToString();
        if (ShopOf(token) is not { } shop) return ("", _issued.Contains(token) ? Expired : No("36009004", "Invalid credentials. The `x-tts-access-token` header is invalid."));
        if (!isOfShop) return (shop, request.Query.ContainsKey("shop_cipher") ? Bug("36009004", "The `shop_cipher` query parameter is not required.") : null);
        if (Of("shop_cipher").Length == 0) return (shop, Bug("106013", "Missing identifier. The `shop_cipher` query parameter is required to identify the target shop."));
        return (shop, Of("shop_cipher") == CipherOf(shop) ? null : Bug("36009004", "The `shop_cipher` query parameter is invalid."));
    }

    private static bool TryParse(byte[] bytes, out JsonElement body)
    {
        try
        {
            using var parsed = JsonDocument.Parse(bytes);
            body = parsed.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            body = default;
            return false;
        }
    }

    private IResult ShowConsent(HttpContext context)
    {
        if (context.Request.Query["service_id"] != ServiceId) return Html(404, "<h1>Không có ứng dụng này</h1>");
        if (redirect is null) return Html(404, "<h1>Ứng dụng chưa có địa chỉ trở về</h1>");
        var buttons = string.Concat(Shops.Select(shop => $"""<p><button name="shop" value="{WebUtility.HtmlEncode(shop.Key)}">Cho phép: {WebUtility.HtmlEncode(shop.Value)}</button></p>"""));
        return Html(200, $"""<h1>Cho phép ứng dụng vào gian hàng</h1><form method="post" action="/open/authorize"><input type="hidden" name="state" value="{WebUtility.HtmlEncode(context.Request.Query["state"].ToString())}">{buttons}</form>""");
    }

    private async Task<IResult> ConsentedAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (redirect is null || !Shops.ContainsKey(form["shop"].ToString())) return Html(404, "<h1>Không có gian hàng này</h1>");
        return Results.Redirect(new UriBuilder(redirect) { Query = $"app_key={AppKey}&code={Consent(form["shop"].ToString())}&locale=vi-VN&shop_region=VN&state={Uri.EscapeDataString(form["state"].ToString())}" }.Uri.AbsoluteUri);
    }

    private static IResult Html(int status, string body) =>
        Results.Content($"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>TikTok Shop</title><meta name="viewport" content="width=device-width"></head><body><main>{body}</main></body></html>""", "text/html", Encoding.UTF8, status);

    private Task TokensAsync(HttpContext context, string grant, string field, Func<string, string?> take)
    {
        var query = context.Request.Query;
        var (status, answer) = Locked(() =>
        {
            if (query["app_key"] != AppKey || query["app_secret"] != AppSecret) return (400, Bug("36009004", "Invalid `app_key` or secret."));
            if (query["grant_type"] != grant) return (400, Bug("98001004", $"Parameter grant_type is invalid. Expected: {grant}"));
            switch (Enter("", context.Request.Path.Value!, false))
            {
                case Trouble.TooFast: return (429, No("36009002", "Too many requests."));
                case Trouble.ServerFault: return (500, No("36009003", "Internal error. Please try again."));
            }

            if (take(query[field].ToString()) is not { } shop) return (200, No("36004004", $"Invalid {field}."));
            var (access, refresh, accessUntil, refreshUntil) = IssueTokens(shop);
            _issued.Add(access);
            return (200, Yes(new { access_token = access, access_token_expire_in = Seconds(accessUntil), refresh_token = refresh, refresh_token_expire_in = Seconds(refreshUntil), open_id = $"open-{shop}", seller_name = Shops[shop], seller_base_region = "VN", user_type = 0, granted_scopes = new[] { "seller.product.write", "seller.order.info" } }));
        });
        return WriteAsync(context, status, answer);
    }

    private Answer ListShops(Call call) => Yes(new { shops = new[] { new { id = call.Shop, name = Shops[call.Shop], region = "VN", seller_type = "LOCAL", cipher = CipherOf(call.Shop), code = $"VNLC{call.Shop}" } } });

    private Answer ListWarehouses(Call call) => Yes(new
    {
        warehouses = new[]
        {
            new { id = "7000000000000000009", name = "Kho trả hàng", effect_status = "ENABLED", type = "RETURN_WAREHOUSE", is_default = true },
            new { id = "7000000000000000008", name = "Kho cũ", effect_status = "DISABLED", type = "SALES_WAREHOUSE", is_default = false },
            new { id = WarehouseOf(call.Shop), name = "Kho bán", effect_status = "ENABLED", type = "SALES_WAREHOUSE", is_default = true },
        },
    });

    private static Answer Expired => No("105002", "Expired credentials. The `access_token` or `x-tts-access-token` header has expired.");

    private static Answer Yes(object data) => new("0", "Success", data);

    private static Answer No(string code, string message) => new(code, message, null);

    /// <summary>Only the caller's program can be wrong in this way.</summary>
    private Answer Bug(string code, string message)
    {
        Faults.Enqueue($"{code}: {message}");
        return No(code, message);
    }

    private Task WriteAsync(HttpContext context, int status, Answer answer) =>
        Results.Json(new { code = long.Parse(answer.Code, CultureInfo.InvariantCulture), message = answer.Message, data = answer.Data, request_id = Seconds(Now).ToString(CultureInfo.InvariantCulture) + context.TraceIdentifier }, statusCode: status).ExecuteAsync(context);

    private static long Seconds(DateTime at) => new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)).ToUnixTimeSeconds();

    private static DateTime? Time(JsonElement body, string name) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds.GetInt64()).UtcDateTime : null;

    private static string? Text(JsonElement body, string name) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static List<JsonElement> List(JsonElement body, string name) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    /// <param name="Id">Of what stands in the path.</param>
    private sealed record Call(string Shop, IReadOnlyDictionary<string, string> Query, string Id, JsonElement Body, IFormCollection? Form, Trouble? Trouble);

    private sealed record Answer(string Code, string Message, object? Data);

    /// <summary>A page of what was found; the token means nothing to whoever gets it, and has signs that an address must write otherwise.</summary>
    private (List<T> Page, string Next, Answer? Wrong) Cut<T>(Call call, IReadOnlyList<T> all, int most)
    {
        if (!int.TryParse(call.Query.GetValueOrDefault("page_size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size < 1 || size > most) return ([], "", Bug("12019109", $"page size is invalid: 1 to {most}"));
        var from = 0;
        if (call.Query.TryGetValue("page_token", out var token) && !TryReadToken(token, out from)) return ([], "", Bug("36009004", "Invalid page_token."));
        return ([.. all.Skip(from).Take(size)], from + size < all.Count ? Token(from + size) : "", null);
    }

    private static string Token(int offset) => Convert.ToBase64String([0xFB, 0xEF, 0xBF, .. Encoding.ASCII.GetBytes(offset.ToString(CultureInfo.InvariantCulture))]);

    private static bool TryReadToken(string token, out int offset)
    {
        offset = 0;
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) && length > 3 && int.TryParse(Encoding.ASCII.GetString(bytes, 3, length - 3), NumberStyles.None, CultureInfo.InvariantCulture, out offset);
    }
}
