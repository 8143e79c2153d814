using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Ocop.Market.Channels.Connectors.Lazada;

/// <summary>
/// Lazada Open Platform in Vietnam. Answers are HTTP 200 whatever they say; the code "0" is a yes. The codes 500, 501 and 503 are a refusal of ours where details
/// follow, and a fault of theirs where none do. There is no key against doing things twice: a lost creation is looked for by its SKU.
/// </summary>
public sealed partial class LazadaConnector(HttpClient http, IOptions<LazadaOptions> options, TimeProvider clock, ICallJournal journal) : PlatformClient(http, Key, clock, journal), IChannelConnector, IBulkLines, IListsBrands
{
    public const string Key = "lazada";

    private const string Country = "vn", Language = "vi_VN";

    private const int BrandsPerPage = 200;

    /// <summary>What the connector writes itself, and no mapping needs to name.</summary>
    private static readonly HashSet<string> Own =
    [
        "name", "description", "SellerSku", "quantity", "price", "special_price", "special_from_date", "special_to_date",
        "package_weight", "package_length", "package_width", "package_height", "__images__",
    ];

    private static readonly HashSet<string> OwnText = ["text", "numeric", "date", "richText", "enumInput", "multiEnumInput"];

    private LazadaOptions Options => options.Value;

    /// <summary>50 lines are taken, of any listings. 20 are advised, because more of them break inside of Lazada (513): a listing whose call broke is sent alone the next time.</summary>
    public ChannelCapabilities Capabilities { get; } = new(Key, "Lazada", LinesPerCall: 50, IsCreateRepeatable: false, IsReviewed: true);

    public Uri ConsentAddress(string state) => WithQuery(Options.ConsentAddress, new Dictionary<string, string>
    {
        ["response_type"] = "code", ["force_auth"] = "true", ["country"] = Country, ["client_id"] = Options.AppKey, ["redirect_uri"] = Options.ReturnAddress!.OriginalString, ["state"] = state,
    });

    public Task<ChannelResult<ShopTokens>> ExchangeCodeAsync(string code, string? shop, CancellationToken cancel) => SignInAsync("/auth/token/create", "code", code, shop ?? "", cancel);

    /// <summary>The day on which the new pair can be refreshed no longer stays that of the consent.</summary>
    public Task<ChannelResult<ShopTokens>> RefreshAsync(ShopAccess shop, CancellationToken cancel) => SignInAsync("/auth/token/refresh", "refresh_token", shop.RefreshToken, shop.Shop, cancel);

    /// <summary>A token opens one shop.</summary>
    public Task<ChannelResult<IReadOnlyList<OutsideShop>>> ListShopsAsync(ShopAccess shop, CancellationToken cancel) => AskAsync<IReadOnlyList<OutsideShop>>(Get("/seller/get", shop), shop.Shop, CallKind.Read,
        root => [new OutsideShop(Needed(root.GetProperty("data"), "seller_id"), Needed(root.GetProperty("data"), "name"), Country.ToUpperInvariant(), null)], cancel);

    // Categories, their attributes and brands are the same for all: no token.
    public Task<ChannelResult<IReadOnlyList<OutsideCategory>>> ListCategoriesAsync(ShopAccess shop, CancellationToken cancel) =>
        AskAsync<IReadOnlyList<OutsideCategory>>(Get("/category/tree/get", null, ("language_code", Language)), shop.Shop, CallKind.Read, root => [.. Categories(root.GetProperty("data"), null)], cancel);

    public Task<ChannelResult<IReadOnlyList<OutsideAttribute>>> ListAttributesAsync(ShopAccess shop, string category, CancellationToken cancel) =>
        AskAsync<IReadOnlyList<OutsideAttribute>>(Get("/category/attributes/get", null, ("primary_category_id", category), ("language_code", Language)), shop.Shop, CallKind.Read, root => [.. root.GetProperty("data").EnumerateArray().Where(IsMapped).Select(Attribute)], cancel);

    public Task<ChannelResult<OutsideLimits>> GetLimitsAsync(ShopAccess shop, string category, CancellationToken cancel) => Task.FromResult<ChannelResult<OutsideLimits>>(LazadaRules.Limits);

    public bool HasOneList => true;

    /// <param name="cursor">The row that the page begins with.</param>
    public Task<ChannelResult<OutsideBrandPage>> ListBrandsAsync(ShopAccess shop, string category, string? cursor, CancellationToken cancel)
    {
        var start = cursor is null ? 0 : int.Parse(cursor, NumberStyles.None, CultureInfo.InvariantCulture);
        return AskAsync(Get("/category/brands/query", null, ("startRow", Text(start)), ("pageSize", Text(BrandsPerPage))), shop.Shop, CallKind.Read, root =>
        {
            var data = root.GetProperty("data");
            var brands = data.GetProperty("module").EnumerateArray().Select(brand => new OutsideBrand(Needed(brand, "brand_id"), Needed(brand, "name"))).ToList();
            return new OutsideBrandPage(brands, brands.Count > 0 && start + brands.Count < Whole(Needed(data, "total_record")) ? Text(start + brands.Count) : null);
        }, cancel);
    }

    /// <summary>Stock without a warehouse goes to the only one. Shops with several are not served: how they are told apart is unverified.</summary>
    public Task<ChannelResult<OutsideWarehouse>> FindWarehouseAsync(ShopAccess shop, CancellationToken cancel) => Task.FromResult<ChannelResult<OutsideWarehouse>>(new OutsideWarehouse(null));

    public IReadOnlyList<ChannelFailure> Check(ListingDraft draft, OutsideLimits limits) => [.. LazadaRules.Broken(draft, limits)];

    public Task<ChannelResult<MediaReference>> UploadImageAsync(ShopAccess shop, Stream image, string name, CancellationToken cancel)
    {
        var request = Get("/image/upload", shop);
        // The name of the file tells nothing but its kind.
        (request.Method, request.Content) = (HttpMethod.Post, new MultipartFormDataContent { { new StreamContent(image), "image", $"image{Path.GetExtension(name).ToLowerInvariant()}" } });
        // Called a read: sent again after a lost answer, it does no harm.
        return AskAsync(request, shop.Shop, CallKind.Read, root => new MediaReference(Needed(root.GetProperty("data").GetProperty("image"), "url")), cancel);
    }

    private Task<ChannelResult<ShopTokens>> SignInAsync(string path, string field, string secret, string shop, CancellationToken cancel) => AskAsync(Request(Options.SignInAddress, path, null, [], [new(field, secret)]), shop, CallKind.Write, root =>
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        var end = now.AddSeconds(Seconds(root, "refresh_expires_in"));
        return new ShopTokens(Needed(root, "access_token"), Needed(root, "refresh_token"), now.AddSeconds(Seconds(root, "expires_in")), end, end, Seller(root));
    }, cancel);

    private static string? Seller(JsonElement root)
    {
        if (!root.TryGetProperty("country_user_info", out var users) && !root.TryGetProperty("country_user_info_list", out users)) return null;
        // The reference says a list, its sample shows an object by countries.
        return users.ValueKind switch
        {
            JsonValueKind.Array => users.EnumerateArray().Where(user => Text(user, "country") == Country).Select(user => Text(user, "seller_id")).FirstOrDefault(),
            JsonValueKind.Object => users.TryGetProperty(Country, out var user) ? Text(user, "seller_id") : null,
            _ => null,
        };
    }

    private static IEnumerable<OutsideCategory> Categories(JsonElement list, string? parent)
    {
        foreach (var category in list.EnumerateArray())
        {
            var id = Needed(category, "category_id");
            yield return new OutsideCategory(id, parent, Needed(category, "name"), IsTrue(category, "leaf"));
            if (category.TryGetProperty("children", out var children) && children.ValueKind == JsonValueKind.Array)
                foreach (var child in Categories(children, id)) yield return child;
        }
    }

    // What tells variants apart is a choice of our own, never one of the category's.
    private static bool IsMapped(JsonElement attribute) => !Own.Contains(Needed(attribute, "name")) && !IsTrue(attribute, "is_sale_prop");

    private static OutsideAttribute Attribute(JsonElement attribute)
    {
        var (name, label) = (Needed(attribute, "name"), Text(attribute, "label"));
        // Of 150,000 brands nobody can choose: the number of one, or none for "No Brand".
        if (name == LazadaPayload.Brand) return new OutsideAttribute(LazadaPayload.BrandId, label ?? name, IsRequired: false, TakesOwnText: true, []);
        // Whether Lazada wants the name of an option or its number is unverified; its samples send names.
        var values = attribute.TryGetProperty("options", out var options) && options.ValueKind == JsonValueKind.Array ? options.EnumerateArray().Select(option => Needed(option, "name")).Distinct().Select(option => (Id: option, Name: option)) : [];
        return new OutsideAttribute(Text(attribute, "attribute_type") == "sku" ? LazadaPayload.OfSku + name : name, label ?? name, IsTrue(attribute, "is_mandatory"), OwnText.Contains(Text(attribute, "input_type") ?? ""), [.. values]);
    }

    private HttpRequestMessage Get(string path, ShopAccess? shop, params (string Name, string Value)[] fields) => Request(Options.Address, path, shop, [.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))], []);

    private HttpRequestMessage Post(string path, ShopAccess shop, string field, string value) => Request(Options.Address, path, shop, [], [new(field, value)]);

    /// <param name="form">Goes in the body, and is signed like the query.</param>
    private HttpRequestMessage Request(Uri host, string path, ShopAccess? shop, IReadOnlyList<KeyValuePair<string, string>> query, IReadOnlyList<KeyValuePair<string, string>> form)
    {
        var fields = new Dictionary<string, string>(query) { ["app_key"] = Options.AppKey, ["timestamp"] = Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), ["sign_method"] = "sha256" };
        if (shop is not null) fields["access_token"] = shop.AccessToken;
        fields["sign"] = LazadaSignature.OfRequest(Options.AppSecret, path, fields.Concat(form));
        var address = WithQuery(new Uri(host.AbsoluteUri.TrimEnd('/') + path), fields);
        return form.Count == 0 ? new HttpRequestMessage(HttpMethod.Get, address) : new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
    }

    private async Task<ChannelResult<T>> AskAsync<T>(HttpRequestMessage request, string shop, CallKind kind, Func<JsonElement, T> read, CancellationToken cancel, Func<JsonElement, PlatformWord>? word = null) where T : class
    {
        using var sent = request;
        T? value = null;
        var answer = await CallAsync(sent, shop, kind, root =>
        {
            var said = (word ?? Word)(root);
            if (said.Code is null) value = read(root);
            return said;
        }, cancel);
        if (answer.Failure is { } failure) return failure;
        return value!;
    }

    private static PlatformWord Word(JsonElement root)
    {
        var (code, details) = (Needed(root, "code"), Details(root));
        var message = Text(root, "message") ?? "";
        return new PlatformWord(code == "0" ? null : code, details.Count == 0 ? message : $"{message}; detail: {string.Join("; ", details.Select(Words))}", Text(root, "request_id"), details.Select(detail => Text(detail, "field")).FirstOrDefault(field => field is not null));
    }

    private static List<JsonElement> Details(JsonElement root) => root.TryGetProperty("detail", out var details) && details.ValueKind == JsonValueKind.Array ? [.. details.EnumerateArray().Where(detail => detail.ValueKind == JsonValueKind.Object)] : [];

    private static string Words(JsonElement detail) => string.Join(": ", new[] { Text(detail, "seller_sku"), Text(detail, "field"), Text(detail, "message") }.Where(word => word is not null));

    /// <summary>Numbers come as numbers and as text; the first of the names that says something.</summary>
    private static string? Text(JsonElement from, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (from.TryGetProperty(name, out var value) && value.ToString() is { Length: > 0 } text && text != "null") return text;
        return null;
    }

    private static string Needed(JsonElement from, params ReadOnlySpan<string> names) => Text(from, names) ?? throw new FormatException($"There is no {names[0]}.");

    private static bool IsTrue(JsonElement from, string name) => Text(from, name) is "1" or "true" or "True";

    // "102.0", and "1.2E7" from ten millions on.
    private static long Whole(string number) => decimal.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) && value <= long.MaxValue ? (long)Math.Round(value) : throw new FormatException($"{number} is no amount.");

    // Ten years are longer than any token lives.
    private static long Seconds(JsonElement from, string name) => Math.Min(Whole(Needed(from, name)), 315_360_000);

    private static Uri WithQuery(Uri address, IReadOnlyDictionary<string, string> fields) => new($"{address.AbsoluteUri}?{string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"))}");
}
