using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Ocop.Market.Channels.Connectors.TikTokShop;

/// <summary>
/// TikTok Shop's Partner API. Each endpoint has a version of its own. What no public page, schema or SDK confirms is marked "unverified";
/// the platform has no sandbox, so a development shop has the last word on it.
/// </summary>
public sealed partial class TikTokShopConnector(HttpClient http, IOptions<TikTokShopOptions> options, TimeProvider clock, ICallJournal journal) : TikTokShopClient(http, options, clock, journal), IChannelConnector, IListsBrands, ITakesPapers
{
    private const string Shops = "/authorization/202309/shops", Warehouses = "/logistics/202309/warehouses", Categories = "/product/202309/categories", Brands = "/product/202309/brands", Images = "/product/202309/images/upload", Files = "/product/202309/files/upload";

    private static readonly (string Name, string Value)[] Vietnamese = [("locale", "vi-VN"), ("category_version", TikTokDraft.CategoryVersion)];

    /// <summary>Vietnam is one of their "other regions". No call tells: the limits stand in their guide.</summary>
    private static readonly OutsideLimits Limits = new(ShortestTitle: 25, LongestTitle: 255, TitleBytes: null, LongestDescription: 10_000, MostImages: 9);

    // How long they remember an operation is unverified.
    public ChannelCapabilities Capabilities { get; } = new(Channel, "TikTok Shop", TikTokDraft.MostSkus, IsCreateRepeatable: true, IsReviewed: true);

    public Uri ConsentAddress(string state) => At(Options.ConsentAddress, "/open/authorize", [("service_id", Options.ServiceId), ("state", state)]);

    public Task<ChannelResult<ShopTokens>> ExchangeCodeAsync(string code, string? shop, CancellationToken cancel) =>
        SignInAsync("/api/v2/token/get", shop ?? "", [("auth_code", code), ("grant_type", "authorized_code")], Tokens, cancel);

    public Task<ChannelResult<ShopTokens>> RefreshAsync(ShopAccess shop, CancellationToken cancel) =>
        SignInAsync("/api/v2/token/refresh", shop.Shop, [("refresh_token", shop.RefreshToken), ("grant_type", "refresh_token")], Tokens, cancel);

    public Task<ChannelResult<IReadOnlyList<OutsideShop>>> ListShopsAsync(ShopAccess shop, CancellationToken cancel) =>
        GetOfSellerAsync<IReadOnlyList<OutsideShop>>(shop, Shops, data => [.. data.List("shops").Select(one => new OutsideShop(one.Text("id"), one.Text("name"), one.Text("region"), one.Text("cipher")))], cancel);

    public Task<ChannelResult<IReadOnlyList<OutsideCategory>>> ListCategoriesAsync(ShopAccess shop, CancellationToken cancel) =>
        GetAsync<IReadOnlyList<OutsideCategory>>(shop, Categories, Vietnamese, data => [.. data.List("categories").Select(one => new OutsideCategory(one.Text("id"), one.TextOrNull("parent_id") is { } parent and not ("0" or "") ? parent : null, one.Text("local_name"), one.IsTrue("is_leaf")))], cancel);

    /// <summary>The papers that a leaf asks for stand in its rules, and come after its fields.</summary>
    public async Task<ChannelResult<IReadOnlyList<OutsideAttribute>>> ListAttributesAsync(ShopAccess shop, string category, CancellationToken cancel)
    {
        var leaf = $"{Categories}/{Uri.EscapeDataString(category)}";
        var fields = await GetAsync<IReadOnlyList<OutsideAttribute>>(shop, $"{leaf}/attributes", Vietnamese, data => [.. data.List("attributes").Where(one => one.Text("type") == "PRODUCT_PROPERTY").Select(Attribute)], cancel);
        if (fields.Value is not { } words) return fields;
        var rules = await GetAsync<IReadOnlyList<OutsideAttribute>>(shop, $"{leaf}/rules", Vietnamese, data => [.. data.List("product_certifications").Select(Certificate)], cancel);
        // Rules that this app may not read leave the goods without papers, and not the shop without goods.
        if (rules.Failure is { Class: not (FailureClass.AppMisconfigured or FailureClass.Permanent or FailureClass.Validation or FailureClass.Gone) }) return rules;
        return new ChannelResult<IReadOnlyList<OutsideAttribute>>([.. words, .. rules.Value ?? []], null, []);
    }

    public Task<ChannelResult<OutsideLimits>> GetLimitsAsync(ShopAccess shop, string category, CancellationToken cancel) => Task.FromResult<ChannelResult<OutsideLimits>>(Limits);

    public bool HasOneList => false;

    /// <summary>Those that the seller may use. "UNAUTHORIEZD" is how they write it; the right spelling is left out, too, for the day they mend it.</summary>
    public Task<ChannelResult<OutsideBrandPage>> ListBrandsAsync(ShopAccess shop, string category, string? cursor, CancellationToken cancel) =>
        GetAsync(shop, Brands, Paged(PageSize, cursor, ("category_id", category)), data => new OutsideBrandPage([.. data.List("brands").Where(one => one.TextOrNull("authorized_status") is not ("UNAUTHORIEZD" or "UNAUTHORIZED")).Select(one => new OutsideBrand(one.Text("id"), one.Text("name")))], data.Next()), cancel);

    public Task<ChannelResult<OutsideWarehouse>> FindWarehouseAsync(ShopAccess shop, CancellationToken cancel) =>
        GetAsync(shop, Warehouses, [], data => new OutsideWarehouse(data.List("warehouses").Where(one => one.Text("type") == "SALES_WAREHOUSE" && one.Text("effect_status") == "ENABLED").OrderByDescending(one => one.IsTrue("is_default")).Select(one => one.Text("id")).FirstOrDefault()), cancel);

    /// <summary>Sent again where no answer came: nothing stands on a shelf by it. How long an unused picture is kept is unverified.</summary>
    public async Task<ChannelResult<MediaReference>> UploadImageAsync(ShopAccess shop, Stream image, string name, CancellationToken cancel)
    {
        var isPng = Path.GetExtension(name).Equals(".png", StringComparison.OrdinalIgnoreCase);
        using var form = new MultipartFormDataContent();
        var file = new StreamContent(image);
        file.Headers.ContentType = new MediaTypeHeaderValue(isPng ? "image/png" : "image/jpeg");
        // Names of ours may have letters that a header has not.
        form.Add(file, "\"data\"", isPng ? "\"image.png\"" : "\"image.jpg\"");
        form.Add(new StringContent("MAIN_IMAGE") { Headers = { ContentType = null } }, "\"use_case\"");
        return await UploadAsync(shop, Images, form, data => new MediaReference(data.Text("uri")), cancel);
    }

    public async Task<ChannelResult<MediaReference>> UploadFileAsync(ShopAccess shop, Stream pdf, string name, CancellationToken cancel)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new StreamContent(pdf) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } }, "\"data\"", $"\"{name}\"");
        form.Add(new StringContent(name) { Headers = { ContentType = null } }, "\"name\"");
        return await UploadAsync(shop, Files, form, data => new MediaReference(data.Text("id")), cancel);
    }

    public bool Verify(ChannelPush push) =>
        TikTokSignature.Verify(Options.AppSecret, Options.AppKey, push.Body.Span, push.Headers.FirstOrDefault(header => header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)).Value);

    public ChannelNews? Read(ChannelPush push)
    {
        try
        {
            var news = JsonElement.Parse(push.Body.Span);
            (NewsKind Kind, string? Subject)? about = news.Text("type") switch
            {
                // 11: cancelled; 12: returned. Both are read from the order.
                "1" or "11" or "12" => (NewsKind.Order, "order_id"),
                "5" or "37" => (NewsKind.Listing, "product_id"),
                "6" or "7" => (NewsKind.Consent, null),
                "27" => (NewsKind.Stock, "product_id"),
                _ => null,
            };
            return about is { } told ? new ChannelNews(news.Text("tts_notification_id"), news.Text("shop_id"), told.Kind, told.Subject is { } field ? news.Part("data").Text(field) : null) : null;
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Their "expire_in" are moments. The refresh token lasts as long as the seller's consent.</summary>
    private static ShopTokens Tokens(JsonElement data)
    {
        var consentUntil = data.Time("refresh_token_expire_in");
        return new ShopTokens(data.Text("access_token"), data.Text("refresh_token"), data.Time("access_token_expire_in"), consentUntil, consentUntil);
    }

    // "is_requried" is how they write it; the right spelling is read, too, for the day they mend it. Conditions between fields are told by the review.
    private static OutsideAttribute Attribute(JsonElement one) => new(one.Text("id"), one.Text("name"), one.IsTrue("is_requried") || one.IsTrue("is_required"), one.IsTrue("is_customizable"), [.. one.List("values").Select(value => (value.Text("id"), value.Text("name")))]);

    // Whether one is asked for only beside some value of a field is told by the review, too.
    private static OutsideAttribute Certificate(JsonElement one) => new(TikTokDraft.Certificate + one.Text("id"), one.Text("name"), one.IsTrue("is_required"), TakesOwnText: false, [], new PaperRule(one.Part("expiration_date").IsTrue("is_required")));
}
