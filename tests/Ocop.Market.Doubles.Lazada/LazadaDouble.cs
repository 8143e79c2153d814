using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Ocop.Market.Doubles.Channels;

namespace Ocop.Market.Doubles.Lazada;

/// <summary>
/// Lazada Open Platform in Vietnam as its reference describes it: the interface under /rest, where tokens are given out too, the page on which sellers consent, and
/// notifications. What only a caller's mistake can bring about (a wrong signature, a clock that is off, a payload nobody can read) is a fault; what a product
/// or the world can bring about is an answer with its code.
/// </summary>
public sealed partial class LazadaDouble(TimeProvider clock, int seed = 1) : PlatformDouble(clock, seed)
{
    public const string AppKey = "100001", AppSecret = "lazada-double-secret";

    private const int MostSecondsOff = 7200;

    private static readonly string[] Ours = ["app_key", "timestamp", "sign_method", "sign"];
    private static readonly string[] Writing = ["/product/create", "/product/update", "/product/price_quantity/update", "/product/stock/sellable/update", "/product/deactivate", "/order/fulfill/pack", "/order/package/rts"];
    private static readonly JsonSerializerOptions AsLazadaWrites = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private long _requests;

    /// <param name="port">0 takes a free one.</param>
    public static async Task<LazadaDouble> StartAsync(TimeProvider clock, int port = 0, int seed = 1)
    {
        // As long as the samples of the reference say.
        var made = new LazadaDouble(clock, seed) { TokenLife = TimeSpan.FromSeconds(864_000), RefreshLife = TimeSpan.FromSeconds(4_320_000) };
        await made.StartAsync(port);
        return made;
    }

    /// <summary>The interface; tokens are given out at the same address.</summary>
    public Uri Api => new(Address, "/rest");

    public Uri ConsentPage => new(Address, "/oauth/authorize");

    protected override void Map(WebApplication app)
    {
        base.Map(app);
        app.Map("/rest/{**path}", AnswerAsync);
        app.MapGet("/oauth/authorize", ShowConsent);
        app.MapPost("/oauth/authorize", TakeConsentAsync);
        app.MapGet("/p/{name}", (string name) => Locked(() => _pictures.GetValueOrDefault(name)) is { } picture ? Results.Bytes(picture, name.EndsWith("png", StringComparison.Ordinal) ? "image/png" : "image/jpeg") : Results.NotFound());
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var asked = await ReadAsync(context.Request);
        JsonObject? answer;
        try
        {
            answer = Locked(() => Answer(asked));
        }
        catch (Exception failure)
        {
            Faults.Enqueue($"The double broke: {failure}");
            throw;
        }

        if (answer is null)
        {
            context.Abort();
            return;
        }

        // 200 whatever it says.
        answer["request_id"] = string.Create(CultureInfo.InvariantCulture, $"0ba28873{Interlocked.Increment(ref _requests):00000000}");
        context.Response.ContentType = "application/json;charset=UTF-8";
        await context.Response.WriteAsync(answer.ToJsonString(AsLazadaWrites));
    }

    private static async Task<Asked> ReadAsync(HttpRequest request)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync() : FormCollection.Empty;
        byte[]? image = null;
        if (form.Files["image"] is { } file)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            image = bytes.ToArray();
        }

        return new Asked(request.Method, "/" + request.RouteValues["path"], request.Query.Concat(form).ToLookup(field => field.Key, field => field.Value.ToString()), image);
    }

    /// <returns>Null: the line is cut.</returns>
    private JsonObject? Answer(Asked asked)
    {
        if (Ours.FirstOrDefault(name => asked[name].Length == 0) is { } missing) return Fault(asked, No("MissingParameter", $"The input parameter “{missing}” that is mandatory for processing this request is not supplied"));
        if (asked.Fields.FirstOrDefault(field => field.Count() > 1) is { } twice) return Fault(asked, No("InvalidParameter", $"\"{twice.Key}\" stands there twice"));
        if (asked["app_key"] != AppKey) return Fault(asked, No("InvalidAppKey", "The specified app key is invalid"));
        if (asked["sign_method"] != "sha256" || asked["sign"] != LazadaWire.Sign(AppSecret, asked.Path, asked.Fields.Select(field => KeyValuePair.Create(field.Key, field.First())))) return Fault(asked, No("IncompleteSignature", "The request signature does not conform to lazop standards"));
        if (!long.TryParse(asked["timestamp"], NumberStyles.None, CultureInfo.InvariantCulture, out var at) || Math.Abs(at - Clock.GetUtcNow().ToUnixTimeMilliseconds()) > MostSecondsOff * 1000L) return Fault(asked, No("IllegalTimestamp", "The specified timestamp is invalid or expired"));
        if (Find(asked.Path) is not { } call) return Fault(asked, No("InvalidApiPath", "The specified API path is invalid"));
        if (call.Method != "GET/POST" && call.Method != asked.Method) return Fault(asked, No("InvalidParameter", $"{asked.Path} is asked by {call.Method}"));
        if (call.Token == Token.None && asked["access_token"].Length > 0) return Fault(asked, No("InvalidParameter", "No token belongs to this call"));
        if (call.Token == Token.Needed && asked["access_token"].Length == 0) return Fault(asked, No("MissingParameter", "The input parameter “access_token” that is mandatory for processing this request is not supplied"));
        foreach (var field in asked.Fields.Where(field => !field.First().IsNormalized())) Faults.Enqueue($"{asked.Path}: {field.Key} is not in NFC.");

        var shop = call.Token == Token.Needed ? ShopOf(asked["access_token"]) : "";
        if (shop is null)
        {
            Calls.Enqueue(new SeenCall(Now, "", asked.Path, Writing.Contains(asked.Path), "IllegalAccessToken"));
            return Expired();
        }

        var trouble = Enter(shop, asked.Path, Writing.Contains(asked.Path));
        switch (trouble)
        {
            case Trouble.TooFast: return No("901", "E901: The request is too frequent, or the requested functionality is temporarily disabled.", "SYSTEM");
            case Trouble.ServerFault: return No("6", "E006: Unexpected internal error", "ISP");
            case Trouble.TokenExpired when call.Token == Token.Needed: return Expired();
            case Trouble.LostRequest: return null;
            case Trouble.CampaignLock when asked.Path == "/product/stock/sellable/update": return No("4170", "During the campaign, there are restrictions for stock adjustments in effect. Sellers can increase stocks, but may not decrease stocks.", "ISP");
            case Trouble.CampaignLock: return No("998", "The functionality is suspended during the campaign", "SYSTEM");
        }

        var answer = call.Do(asked, shop, trouble == Trouble.LineRefused);
        return trouble == Trouble.LostAnswer ? null : answer;
    }

    private Call? Find(string path) => path switch
    {
        "/auth/token/create" => new("GET/POST", Token.None, (asked, _, _) => CreateToken(asked)),
        "/auth/token/refresh" => new("GET/POST", Token.None, (asked, _, _) => RefreshToken(asked)),
        "/seller/get" => new("GET", Token.Needed, (_, shop, _) => Seller(shop)),
        "/category/tree/get" => new("GET", Token.Optional, (asked, _, _) => Tree(asked)),
        "/category/attributes/get" => new("GET", Token.Optional, (asked, _, _) => Attributes(asked)),
        "/category/brands/query" => new("GET/POST", Token.Optional, (asked, _, _) => Brands(asked)),
        "/image/upload" => new("POST", Token.Needed, (asked, _, _) => Upload(asked)),
        "/product/create" => new("POST", Token.Needed, (asked, shop, _) => Create(asked, shop)),
        "/product/update" => new("POST", Token.Needed, (asked, shop, _) => Update(asked, shop)),
        "/product/price_quantity/update" => new("POST", Token.Needed, (asked, shop, isRefused) => UpdateLines(asked, shop, isRefused, PriceAndQuantity)),
        "/product/stock/sellable/update" => new("GET/POST", Token.Needed, (asked, shop, isRefused) => UpdateLines(asked, shop, isRefused, Sellable)),
        "/product/deactivate" => new("POST", Token.Needed, (asked, shop, _) => Deactivate(asked, shop)),
        "/product/item/get" => new("GET", Token.Needed, (asked, shop, _) => OneItem(asked, shop)),
        "/products/get" => new("GET", Token.Needed, (asked, shop, _) => ManyItems(asked, shop)),
        "/orders/get" => new("GET", Token.Needed, (asked, shop, _) => ManyOrders(asked, shop)),
        "/order/get" => new("GET", Token.Needed, (asked, shop, _) => OneOrder(asked, shop)),
        "/order/items/get" => new("GET", Token.Needed, (asked, shop, _) => ItemsOfOne(asked, shop)),
        "/orders/items/get" => new("GET", Token.Needed, (asked, shop, _) => ItemsOfMany(asked, shop)),
        "/order/shipment/providers/get" => new("GET/POST", Token.Needed, (asked, shop, _) => Providers(asked, shop)),
        "/order/fulfill/pack" => new("POST", Token.Needed, (asked, shop, _) => Pack(asked, shop)),
        "/order/package/rts" => new("POST", Token.Needed, (asked, shop, _) => ReadyToShip(asked, shop)),
        _ => null,
    };

    private JsonObject Seller(string shop) => Yes(new JsonObject
    {
        ["seller_id"] = Number(shop), ["name"] = Shops[shop], ["name_company"] = Shops[shop], ["short_code"] = $"VN{shop}", ["location"] = "Vietnam", ["status"] = "ACTIVE", ["verified"] = true, ["cb"] = false,
    });

    private JsonObject Fault(Asked asked, JsonObject no)
    {
        Calls.Enqueue(new SeenCall(Now, "", asked.Path, Writing.Contains(asked.Path), no["code"]!.GetValue<string>()));
        Faults.Enqueue($"{asked.Method} {asked.Path}: {no["code"]} {no["message"]}");
        return no;
    }

    private static JsonObject Expired() => No("IllegalAccessToken", "The specified access token is invalid or expired");

    private static JsonObject Yes(JsonNode? data) => new() { ["code"] = "0", ["data"] = data };

    private static JsonObject No(string code, string message, string type = "ISV", JsonArray? detail = null)
    {
        var no = new JsonObject { ["code"] = code, ["type"] = type, ["message"] = message };
        if (detail is not null) no["detail"] = detail;
        return no;
    }

    // Numbers of things are numbers in answers, beyond what a double carries.
    private static JsonNode Number(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : id;

    private enum Token { None, Optional, Needed }

    private sealed record Call(string Method, Token Token, Func<Asked, string, bool, JsonObject> Do);

    /// <param name="Fields">Of query and form together.</param>
    private sealed record Asked(string Method, string Path, ILookup<string, string> Fields, byte[]? Image)
    {
        /// <summary>Empty where it is missing.</summary>
        public string this[string name] => Fields[name].FirstOrDefault("");
    }
}
