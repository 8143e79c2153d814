using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Ocop.Market.Channels.Connectors.Shopee;

/// <summary>
/// Shopee Open Platform, version 2. An answer says yes where its "error" is empty, whatever the HTTP status is.
/// The common parameters always stand in the address, for uploads too; the body is not signed.
/// </summary>
public sealed partial class ShopeeConnector(HttpClient http, IOptions<ShopeeOptions> options, TimeProvider clock, ICallJournal journal) : PlatformClient(http, "shopee", clock, journal), IChannelConnector, IListsBrands
{
    private const int MostLines = 50, MostSkus = 50, PageSize = 50;

    /// <summary>About; every refresh gives a new one.</summary>
    private static readonly TimeSpan RefreshLife = TimeSpan.FromDays(30);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private ShopeeOptions Options => options.Value;

    public ChannelCapabilities Capabilities { get; } = new("shopee", "Shopee", MostLines, IsCreateRepeatable: false, IsReviewed: false);

    public Uri ConsentAddress(string state) => new($"{Options.ConsentAddress}?{Query([("partner_id", Text(Options.PartnerId)), ("auth_type", "seller"), ("redirect_uri", Options.ReturnAddress!.OriginalString), ("response_type", "code"), ("state", state)])}");

    public async Task<ChannelResult<ShopTokens>> ExchangeCodeAsync(string code, string? shop, CancellationToken cancel)
    {
        // Shopee names the shop beside the code; a main account that was let in instead has no shop of its own.
        if (!long.TryParse(shop, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return new ChannelFailure(FailureClass.Validation, "no-shop", "Shopee không cho biết gian hàng nào.", "shop_id");
        var tokens = await TokensAsync("auth/token/get", shop, new JsonObject { ["code"] = code, ["partner_id"] = Options.PartnerId, ["shop_id"] = number }, cancel);
        if (tokens.Value is not { } pair) return tokens;
        // Only the shop's own page says when the consent ends; without it the pair counts all the same.
        var info = await ShopInfoAsync(new ShopAccess(shop, pair.AccessToken, pair.RefreshToken, null, null), cancel);
        return pair with { ConsentUntil = info.Value?.ConsentUntil };
    }

    public Task<ChannelResult<ShopTokens>> RefreshAsync(ShopAccess shop, CancellationToken cancel) =>
        TokensAsync("auth/access_token/get", shop.Shop, new JsonObject { ["refresh_token"] = shop.RefreshToken, ["partner_id"] = Options.PartnerId, ["shop_id"] = Number(shop.Shop) }, cancel);

    public async Task<ChannelResult<IReadOnlyList<OutsideShop>>> ListShopsAsync(ShopAccess shop, CancellationToken cancel) =>
        Map<Info, IReadOnlyList<OutsideShop>>(await ShopInfoAsync(shop, cancel), info => [info.Shop]);

    public bool Verify(ChannelPush push) =>
        ShopeeSignature.Verify(Options.PushKey ?? Options.PartnerKey, push.Address, push.Body.Span, push.Headers.FirstOrDefault(header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)).Value);

    /// <summary>Notifications carry no number of their own: a repetition is known by its bytes.</summary>
    public ChannelNews? Read(ChannelPush push)
    {
        try
        {
            var root = JsonElement.Parse(push.Body.Span);
            var data = root.Of("data") is { ValueKind: JsonValueKind.Object } told ? told : root;
            if ((root.Text("shop_id") ?? data.Text("shop_id")) is not { Length: > 0 } shop) return null;
            // 16 and 22 (a listing broke a rule, its price was changed) are used by public integrations; no official page that could be read says so.
            (NewsKind Kind, string? Subject)? news = root.Text("code") switch
            {
                "2" or "12" => (NewsKind.Consent, null),
                "3" or "4" => (NewsKind.Order, data.Text("ordersn") ?? data.Text("order_sn")),
                "6" or "16" or "22" => (NewsKind.Listing, data.Text("item_id")),
                "8" => (NewsKind.Stock, data.Text("item_id")),
                _ => null,
            };
            return news is { } known ? new ChannelNews(Convert.ToHexStringLower(SHA256.HashData(push.Body.Span)), shop, known.Kind, known.Subject) : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private Task<ChannelResult<ShopTokens>> TokensAsync(string call, string shop, JsonObject body, CancellationToken cancel) => AskAsync(Public(HttpMethod.Post, call, Json(body)), shop, CallKind.Write, root =>
    {
        var (now, life) = (Clock.GetUtcNow().UtcDateTime, (long)(root.Decimal("expire_in") ?? throw new FormatException("No expire_in.")));
        // Seconds from now; one sample of the documents shows a time instead.
        var until = life > 1_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(life).UtcDateTime : now.AddSeconds(life);
        return new ShopTokens(root.Id("access_token"), root.Id("refresh_token"), until, now + RefreshLife, null, shop);
    }, cancel);

    private Task<ChannelResult<Info>> ShopInfoAsync(ShopAccess shop, CancellationToken cancel) => GetAsync(shop, "shop/get_shop_info", [], root =>
        new Info(new OutsideShop(shop.Shop, root.Id("shop_name"), root.Text("region") ?? "", null), root.Of("expire_time") is null ? null : root.Moment("expire_time")), cancel);

    /// <param name="none">Codes that are an answer and no failure: what was asked for is not there.</param>
    private Task<ChannelResult<T>> GetAsync<T>(ShopAccess shop, string call, IEnumerable<(string Name, string Value)> query, Func<JsonElement, T> read, CancellationToken cancel, params string[] none) where T : class =>
        AskAsync(OfShop(HttpMethod.Get, call, shop, query, null), shop.Shop, CallKind.Read, read, cancel, none);

    private Task<ChannelResult<T>> PostAsync<T>(ShopAccess shop, string call, JsonObject body, Func<JsonElement, T> read, CancellationToken cancel) where T : class =>
        AskAsync(OfShop(HttpMethod.Post, call, shop, [], Json(body)), shop.Shop, CallKind.Write, read, cancel);

    /// <summary>The value is read while the answer counts as one that may have a wrong shape.</summary>
    private async Task<ChannelResult<T>> AskAsync<T>(HttpRequestMessage request, string shop, CallKind kind, Func<JsonElement, T> read, CancellationToken cancel, params string[] none) where T : class
    {
        using (request)
        {
            var (value, warning) = ((T?)null, (string?)null);
            var answer = await CallAsync(request, shop, kind, root =>
            {
                var word = Word(root);
                if (none.Contains(word.Code)) word = word with { Code = null };
                if (word.Code is null) (value, warning) = (read(root), root.Text("warning"));
                return word;
            }, cancel);
            return answer.Failure is { } failure ? failure : new ChannelResult<T>(value, null, string.IsNullOrEmpty(warning) ? [] : [warning]);
        }
    }

    private static PlatformWord Word(JsonElement root)
    {
        // Some answers have no "error" and are a yes; what has none of these comes from somebody else.
        if (root.Of("error") is null && root.Of("response") is null && root.Of("access_token") is null) throw new FormatException("Not an answer of Shopee's.");
        var message = root.Text("message") is { Length: > 0 } told ? told : root.Text("msg") ?? "";
        var error = root.Text("error") ?? "";
        // Modules put their name before it: product.error_invalid_brand.
        var code = error[(error.LastIndexOf('.') + 1)..].Trim();
        // Stock that was refused line by line: the lines say more than the whole.
        var isByLine = code == "error_busi_update_stock_failed" && root.Of("response") is { ValueKind: JsonValueKind.Object } response && response.List("failure_list").Any();
        return new PlatformWord(code.Length == 0 || isByLine ? null : code, message, root.Text("request_id"), FieldOf(code));
    }

    private static string? FieldOf(string code) => code switch
    {
        _ when code.Contains("title", StringComparison.Ordinal) || code.Contains("name", StringComparison.Ordinal) => "item_name",
        _ when code.Contains("desc", StringComparison.Ordinal) => "description",
        _ when code.Contains("price", StringComparison.Ordinal) => "original_price",
        _ when code.Contains("stock", StringComparison.Ordinal) => "seller_stock",
        _ when code.Contains("image", StringComparison.Ordinal) => "image",
        _ when code.Contains("brand", StringComparison.Ordinal) => "brand",
        _ when code.Contains("attribute", StringComparison.Ordinal) => "attribute_list",
        _ when code.Contains("category", StringComparison.Ordinal) => "category_id",
        _ when code.Contains("logistic", StringComparison.Ordinal) => "logistic_info",
        _ when code.Contains("tier", StringComparison.Ordinal) || code.Contains("model", StringComparison.Ordinal) => "tier_variation",
        _ => null,
    };

    private HttpRequestMessage Public(HttpMethod method, string call, HttpContent content)
    {
        var (path, at) = ($"/api/v2/{call}", Clock.GetUtcNow().ToUnixTimeSeconds());
        return Request(method, path, [("partner_id", Text(Options.PartnerId)), ("timestamp", Text(at)), ("sign", ShopeeSignature.OfPublic(Options.PartnerKey, Options.PartnerId, path, at))], content);
    }

    private HttpRequestMessage OfShop(HttpMethod method, string call, ShopAccess shop, IEnumerable<(string Name, string Value)> query, HttpContent? content)
    {
        var (path, at) = ($"/api/v2/{call}", Clock.GetUtcNow().ToUnixTimeSeconds());
        var sign = ShopeeSignature.OfShop(Options.PartnerKey, Options.PartnerId, path, at, shop.AccessToken, Number(shop.Shop));
        return Request(method, path, [("partner_id", Text(Options.PartnerId)), ("timestamp", Text(at)), ("access_token", shop.AccessToken), ("shop_id", shop.Shop), ("sign", sign), .. query], content);
    }

    private HttpRequestMessage Request(HttpMethod method, string path, IEnumerable<(string Name, string Value)> query, HttpContent? content) => new(method, new Uri(Options.Address, $"{path}?{Query(query)}")) { Content = content };

    private static string Query(IEnumerable<(string Name, string Value)> fields) => string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));

    private static StringContent Json(JsonNode body) => new(body.ToJsonString(Plain), Encoding.UTF8, "application/json");

    private static long Number(string id) => long.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static ChannelResult<T> Yes<T>(T value) where T : class => value;

    private static ChannelResult<TTo> Map<TFrom, TTo>(ChannelResult<TFrom> result, Func<TFrom, TTo> next) where TFrom : class where TTo : class => result.Failure is { } failure ? failure : next(result.Value!);

    private static ChannelFailure Gone(string what) => new(FailureClass.Gone, "not-found", what);

    private sealed record Info(OutsideShop Shop, DateTime? ConsentUntil);
}
