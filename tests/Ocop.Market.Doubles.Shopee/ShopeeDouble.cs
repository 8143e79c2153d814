using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Ocop.Market.Doubles.Channels;

namespace Ocop.Market.Doubles.Shopee;

/// <summary>
/// Shopee Open Platform v2 as its schemas and guides describe it: addresses under /api/v2, the common parameters in the address, errors with HTTP 200 inside the answer.
/// What a careful caller can never send (a wrong signature, a number as text, grams as kilograms, a field that does not exist) is refused and noted as a fault besides.
/// </summary>
public sealed partial class ShopeeDouble(TimeProvider clock, int seed = 1) : PlatformDouble(clock, seed)
{
    public const long PartnerId = 1000001;
    public const string PartnerKey = "6f636f702d64656d6f2d706172746e65722d6b65792d6f662d73686f70656521";

    private const int Fresh = 300, LongestImage = 10 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, DateTime> _consents = new();

    /// <summary>The code with which variants of a new item are refused; null: they are made. The item stands all the same.</summary>
    public string? VariantFault { get; set; }

    /// <summary>The code with which new words of an item are refused; null: they are taken.</summary>
    public string? WordsFault { get; set; }

    /// <summary>The app's day of calls is used up; a new one begins at midnight of UTC+8.</summary>
    public bool IsDayUsedUp { get; set; }

    private sealed record Asked(string Shop, IQueryCollection Query, JsonElement Body, Trouble? Trouble);

    /// <param name="Error">Empty: yes.</param>
    private sealed record Reply(string Error, string Message, JsonNode? Response = null, int Status = 200)
    {
        /// <summary>What some calls put beside "response" instead of into it.</summary>
        public JsonObject? Beside { get; init; }
    }

    private sealed record Door(string Method, string Path, bool Writes, bool IsPublic, Func<Asked, Reply> Act);

    public static async Task<ShopeeDouble> StartAsync(TimeProvider clock, int port = 0, int seed = 1)
    {
        var made = new ShopeeDouble(clock, seed);
        await made.StartAsync(port);
        return made;
    }

    private IEnumerable<Door> Doors =>
    [
        new("POST", "auth/token/get", false, true, Exchange), new("POST", "auth/access_token/get", false, true, Refresh), new("GET", "shop/get_shop_info", false, false, ShopInfo), new("GET", "shop/get_warehouse_detail", false, false, Warehouses),
        new("GET", "product/get_category", false, false, Categories), new("GET", "product/get_attribute_tree", false, false, AttributeTree), new("GET", "product/get_brand_list", false, false, Brands), new("GET", "product/get_item_limit", false, false, Limits),
        new("GET", "logistics/get_channel_list", false, false, Channels),
        new("POST", "product/add_item", true, false, AddItem), new("POST", "product/update_item", true, false, UpdateItem), new("POST", "product/init_tier_variation", true, false, InitTiers),
        new("POST", "product/update_tier_variation", true, false, UpdateTiers), new("POST", "product/add_model", true, false, AddModels),
        new("POST", "product/update_price", true, false, UpdatePrice), new("POST", "product/update_stock", true, false, UpdateStock), new("POST", "product/unlist_item", true, false, Unlist),
        new("GET", "product/get_item_list", false, false, ItemList), new("GET", "product/get_item_base_info", false, false, BaseInfo), new("GET", "product/get_model_list", false, false, ModelList),
        new("GET", "product/search_item", false, false, Search), new("GET", "product/get_item_violation_info", false, false, Violations),
        new("GET", "order/get_order_list", false, false, OrderList), new("GET", "order/get_order_detail", false, false, OrderDetail), new("GET", "logistics/get_shipping_parameter", false, false, ShippingParameter), new("POST", "logistics/ship_order", true, false, ShipOrder),
    ];

    protected override void Map(WebApplication app)
    {
        base.Map(app);
        foreach (var door in Doors) app.MapMethods($"/api/v2/{door.Path}", [door.Method], (Delegate)(Task<IResult> (HttpContext context) => AnswerAsync(context, door)));
        app.MapPost("/api/v2/media_space/upload_image", (Delegate)(Task<IResult> (HttpContext context) => UploadAsync(context)));
        app.MapGet("/auth", (Delegate)(IResult (HttpContext context) => ConsentPage(context)));
        app.MapPost("/auth", (Delegate)(Task<IResult> (HttpContext context) => ConsentAsync(context)));
        app.MapFallback((HttpContext context) =>
        {
            Faults.Enqueue($"{context.Request.Method} {context.Request.Path} does not exist.");
            return Written(new Reply("error_param", "Permission denied. This API is currently offline or the request path is incorrect.", Status: 404));
        });
    }

    private async Task<IResult> AnswerAsync(HttpContext context, Door door)
    {
        if (Unsigned(context, door.IsPublic) is { } refused) return Written(refused);
        JsonElement body = default;
        if (door.Method == "POST")
        {
            if (context.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true) return Written(Fault("error_param", $"{door.Path}: the body is no JSON."));
            try
            {
                using var read = await JsonDocument.ParseAsync(context.Request.Body);
                body = read.RootElement.Clone();
            }
            catch (JsonException)
            {
                return Written(Fault("error_data", $"{door.Path}: parse data failed"));
            }
        }

        var query = context.Request.Query;
        var shop = door.IsPublic ? ShopeeWire.Whole(body, "shop_id") is { } named ? ShopeeWire.Written(named) : "" : query["shop_id"].ToString();
        return Troubled(context, shop, door.Path, door.Writes, door.IsPublic ? null : query["access_token"].ToString(), trouble => door.Act(new Asked(shop, query, body, trouble)));
    }

    private async Task<IResult> UploadAsync(HttpContext context)
    {
        if (Unsigned(context, isPublic: true) is { } refused) return Written(refused);
        if (!context.Request.HasFormContentType) return Written(Fault("error_param", "upload_image: no multipart form."));
        var form = await context.Request.ReadFormAsync();
        if (form.Keys.Any(key => key is "partner_id" or "sign" or "timestamp")) Faults.Enqueue("upload_image: the common parameters stand in the form.");
        if (form["scene"].ToString() is not ("" or "normal" or "desc")) return Written(Fault("error_param", "upload_image: the scene is unknown."));
        if (form.Files.GetFiles("image") is not { Count: > 0 and <= 9 } files) return Written(Fault("error_param", "upload_image: no image."));
        using var bytes = new MemoryStream();
        await files[0].CopyToAsync(bytes);
        var start = bytes.ToArray().AsSpan(0, (int)Math.Min(bytes.Length, 4));
        if (bytes.Length > LongestImage || !(start.StartsWith<byte>([0xFF, 0xD8, 0xFF]) || start.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47]))) return Written(new Reply("error_param", "Image format or size is not supported."));
        return Troubled(context, "", "media_space/upload_image", false, null, _ =>
        {
            var id = $"vn-11134207-{NextNumber()}";
            _images.Add(id);
            return Good(new JsonObject { ["image_info"] = new JsonObject { ["image_id"] = id, ["image_url_list"] = new JsonArray() } });
        });
    }

    /// <summary>What befalls a call that is signed rightly, and what is answered.</summary>
    /// <param name="token">Null: the call is nobody's.</param>
    private IResult Troubled(HttpContext context, string shop, string path, bool writes, string? token, Func<Trouble?, Reply> act)
    {
        var trouble = Enter(shop, $"/api/v2/{path}", writes);
        if (trouble == Trouble.LostRequest) return Cut(context);
        if (trouble == Trouble.TooFast) return Written(new Reply("error_rate_limit", "Too many requests. You have reached the rate limit. Please try again later."));
        if (IsDayUsedUp) return Written(new Reply("error_limit", "The total API call number has reached the daily limit"));
        if (trouble == Trouble.ServerFault) return Written(new Reply("error_server", "Something wrong. Please try later."));
        if (token is not null)
        {
            if (trouble == Trouble.TokenExpired || ShopOf(token) is not { } owner) return Written(new Reply("invalid_acceess_token", "Invalid access_token, please have a check.", Status: 403));
            if (owner != shop) return Written(Fault("error_auth", "Invalid partner_id or shopid.", 403));
        }

        var reply = Locked(() => act(trouble));
        return trouble == Trouble.LostAnswer ? Cut(context) : Written(reply);
    }

    private static IResult Cut(HttpContext context)
    {
        context.Abort();
        return Results.Empty;
    }

    /// <summary>The gateway before the modules. None of it can happen to a caller that is right.</summary>
    private Reply? Unsigned(HttpContext context, bool isPublic)
    {
        var (query, path) = (context.Request.Query, context.Request.Path.Value!);
        string Of(string name) => query[name].ToString();
        if (Of("partner_id").Length == 0) return Fault("error_param", "There is no partner_id in query.", 403);
        if (Of("partner_id") != ShopeeWire.Written(PartnerId)) return Fault("invalid_partner_id", "Invalid partner_id, please have a check.", 403);
        if (Of("timestamp").Length == 0) return Fault("error_param", "no timestamp", 403);
        if (!long.TryParse(Of("timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var at)) return Fault("error_param", "Invalid timestamp", 403);
        if (Math.Abs(ShopeeWire.Seconds(Now) - at) > Fresh) return Fault("error_param", "Timestamp is expired.", 403);
        if (Of("sign").Length == 0) return Fault("error_param", "There is no sign in query.", 403);
        if (!isPublic && Of("access_token").Length == 0) return Fault("error_param", "There is no access_token in query.", 403);
        if (!isPublic && !long.TryParse(Of("shop_id"), NumberStyles.None, CultureInfo.InvariantCulture, out _)) return Fault("error_param", "There is no shop_id in query.", 403);
        var sign = isPublic ? ShopeeWire.RequestSignature(PartnerKey, Of("partner_id"), path, Of("timestamp")) : ShopeeWire.RequestSignature(PartnerKey, Of("partner_id"), path, Of("timestamp"), Of("access_token"), Of("shop_id"));
        return Of("sign") == sign ? null : Fault("error_sign", "Wrong sign.", 403);
    }

    private Reply Fault(string code, string message, int status = 200)
    {
        Faults.Enqueue($"{code}: {message}");
        return new Reply(code, message, Status: status);
    }

    private static Reply Good(JsonNode response) => new("", "", response);

    private static Reply No(string code, string message) => new($"product.{code}", message);

    /// <summary>Whoever sends a field that Shopee does not know believes that it does something.</summary>
    private void Known(string call, JsonElement body, params string[] fields)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            Faults.Enqueue($"{call}: the body is no object.");
            return;
        }

        foreach (var field in body.EnumerateObject().Where(field => !fields.Contains(field.Name))) Faults.Enqueue($"{call}: there is no field {field.Name}.");
    }

    // Gateway and modules do not agree on the name of the message.
    private IResult Written(Reply reply)
    {
        var body = new JsonObject { ["request_id"] = NextNumber(), ["error"] = reply.Error, [reply.Status == 403 ? "msg" : "message"] = reply.Message, ["warning"] = "" };
        if (reply.Response is not null) body["response"] = reply.Response;
        foreach (var field in reply.Beside?.ToList() ?? [])
        {
            reply.Beside!.Remove(field.Key);
            body[field.Key] = field.Value;
        }

        return Results.Content(ShopeeWire.Json(body), "application/json", Encoding.UTF8, reply.Status);
    }
}
