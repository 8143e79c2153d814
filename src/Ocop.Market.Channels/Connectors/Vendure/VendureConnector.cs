using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Ocop.Market.Channels.Connectors.Vendure;

/// <summary>
/// A shop on a Vendure server (3.6 or later: it has API keys) over its Admin API. Nobody reviews there, its facets stand for categories, and it posts nothing
/// to us: what changes is found by looking. It has no page of consent either, so the seller makes a key there and gives it to us on a page of ours.
/// </summary>
public sealed partial class VendureConnector(HttpClient http, IOptions<VendureOptions> options, TimeProvider clock, ICallJournal journal) : PlatformClient(http, Channel, clock, journal), IChannelConnector
{
    public const string Channel = "vendure";

    private const string FacetOf = "facet-";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    // A key ends when somebody deletes it there. Once in a while it is asked whether it still opens.
    private static readonly TimeSpan KeyLife = TimeSpan.FromDays(30);

    private readonly ConcurrentDictionary<string, Terms> _terms = new();

    public ChannelCapabilities Capabilities { get; } = new(Channel, "Vendure", LinesPerCall: 50, IsCreateRepeatable: false, IsReviewed: false);

    private VendureOptions Options => options.Value;

    public Uri ConsentAddress(string state) => new($"{Options.KeyAddress}?state={Uri.EscapeDataString(state)}");

    /// <param name="code">The key.</param>
    /// <param name="shop">The token of one of the server's channels; none: its default channel.</param>
    public async Task<ChannelResult<ShopTokens>> ExchangeCodeAsync(string code, string? shop, CancellationToken cancel)
    {
        var terms = await ReadTermsAsync(new ShopAccess(shop ?? "", code, code, null, null), cancel);
        if (terms.Value is not { } read) return terms.Failure!;
        var now = Clock.GetUtcNow().UtcDateTime;
        return new ShopTokens(code, code, now + KeyLife, now + KeyLife, null, read.Token);
    }

    public Task<ChannelResult<ShopTokens>> RefreshAsync(ShopAccess shop, CancellationToken cancel) => ExchangeCodeAsync(shop.RefreshToken, shop.Shop, cancel);

    public async Task<ChannelResult<IReadOnlyList<OutsideShop>>> ListShopsAsync(ShopAccess shop, CancellationToken cancel)
    {
        var terms = await ReadTermsAsync(shop, cancel);
        return terms.Value is { } read ? new ChannelResult<IReadOnlyList<OutsideShop>>([new OutsideShop(read.Token, read.Name, "VN", null)], null, []) : terms.Failure!;
    }

    public Task<ChannelResult<IReadOnlyList<OutsideCategory>>> ListCategoriesAsync(ShopAccess shop, CancellationToken cancel) =>
        AskAsync<IReadOnlyList<OutsideCategory>>(shop, CallKind.Read, "{ facets(options: { take: 1000, sort: { id: ASC } }) { items { id name values { id name } } } }", new { }, data => [.. data.GetProperty("facets").GetProperty("items").EnumerateArray().SelectMany(Facet)], cancel);

    public Task<ChannelResult<IReadOnlyList<OutsideAttribute>>> ListAttributesAsync(ShopAccess shop, string category, CancellationToken cancel) => Task.FromResult(new ChannelResult<IReadOnlyList<OutsideAttribute>>([], null, []));

    public Task<ChannelResult<OutsideLimits>> GetLimitsAsync(ShopAccess shop, string category, CancellationToken cancel) => Task.FromResult<ChannelResult<OutsideLimits>>(VendureRules.Limits);

    public Task<ChannelResult<OutsideWarehouse>> FindWarehouseAsync(ShopAccess shop, CancellationToken cancel) =>
        AskAsync(shop, CallKind.Read, "{ stockLocations(options: { take: 1, sort: { createdAt: ASC } }) { items { id } } }", new { }, data => new OutsideWarehouse(data.GetProperty("stockLocations").GetProperty("items").EnumerateArray().Select(location => Text(location, "id")).FirstOrDefault()), cancel);

    /// <summary>Sent again where no answer came: a picture that no product shows harms nobody.</summary>
    public Task<ChannelResult<MediaReference>> UploadImageAsync(ShopAccess shop, Stream image, string name, CancellationToken cancel)
    {
        var extension = Path.GetExtension(name).ToLowerInvariant();
        var file = new StreamContent(image);
        file.Headers.ContentType = new MediaTypeHeaderValue(extension == ".png" ? "image/png" : "image/jpeg");
        const string Document = "mutation ($file: Upload!) { createAssets(input: [{ file: $file }]) { ... on Asset { id } ... on ErrorResult { errorCode message } } }";
        var form = new MultipartFormDataContent
        {
            { new StringContent(JsonSerializer.Serialize(new { query = Document, variables = new { file = (object?)null } })), "operations" },
            { new StringContent("""{"0":["variables.file"]}"""), "map" },
            { file, "0", $"image{extension}" },
        };
        return AskAsync(Post(shop, form), shop.Shop, CallKind.Read, data => new MediaReference(Text(data.GetProperty("createAssets")[0], "id")), cancel);
    }

    public IReadOnlyList<ChannelFailure> Check(ListingDraft draft, OutsideLimits limits) => [.. VendureRules.Broken(draft, limits)];

    public bool Verify(ChannelPush push) => false;

    public ChannelNews? Read(ChannelPush push) => null;

    private static IEnumerable<OutsideCategory> Facet(JsonElement facet)
    {
        var (id, name) = (FacetOf + Text(facet, "id"), Text(facet, "name"));
        return facet.GetProperty("values").EnumerateArray().Select(value => new OutsideCategory(Text(value, "id"), id, Text(value, "name"), IsLeaf: true)).Prepend(new OutsideCategory(id, null, name, IsLeaf: false));
    }

    /// <summary>Asked once for as long as this connector lives, which is one turn of work.</summary>
    private async Task<ChannelResult<Terms>> TermsAsync(ShopAccess shop, CancellationToken cancel)
    {
        if (_terms.TryGetValue(shop.Shop, out var known)) return known;
        var read = await ReadTermsAsync(shop, cancel);
        if (read.Value is { } terms) _terms[shop.Shop] = terms;
        return read;
    }

    /// <summary>A shop in another currency, or with taxes that come on top, would show other prices than were meant: nothing is sent to it.</summary>
    private async Task<ChannelResult<Terms>> ReadTermsAsync(ShopAccess shop, CancellationToken cancel)
    {
        var answer = await AskAsync(shop, CallKind.Read, "{ activeChannel { token code defaultLanguageCode defaultCurrencyCode pricesIncludeTax seller { name } } globalSettings { serverConfig { moneyStrategyPrecision } } }", new { }, data => new Answer(data), cancel);
        if (answer.Value is not { Data: var data }) return answer.Failure!;
        var channel = data.GetProperty("activeChannel");
        if (Text(channel, "defaultCurrencyCode") is not "VND" and var currency) return new ChannelFailure(FailureClass.ShopBlocked, "currency", $"Cửa hàng này bán bằng {currency}, không bán bằng đồng.");
        if (!channel.GetProperty("pricesIncludeTax").GetBoolean()) return new ChannelFailure(FailureClass.ShopBlocked, "net-prices", "Giá ở cửa hàng này chưa gồm thuế; giá ở chợ đã gồm.");
        var name = channel.GetProperty("seller") is { ValueKind: JsonValueKind.Object } seller ? Text(seller, "name") : Text(channel, "code");
        // Money is a whole number of the smallest unit that the server was set up for: two digits behind the comma where nobody changed it, for đồng too.
        var digits = data.GetProperty("globalSettings").GetProperty("serverConfig").GetProperty("moneyStrategyPrecision").GetInt32();
        return new Terms(Text(channel, "token"), name, Text(channel, "defaultLanguageCode"), (long)Math.Pow(10, digits));
    }

    private Task<ChannelResult<T>> AskAsync<T>(ShopAccess shop, CallKind kind, string query, object variables, Func<JsonElement, T> read, CancellationToken cancel) where T : class =>
        AskAsync(Post(shop, JsonContent.Create(new { query, variables }, options: Json)), shop.Shop, kind, read, cancel);

    private async Task<ChannelResult<T>> AskAsync<T>(HttpRequestMessage request, string shop, CallKind kind, Func<JsonElement, T> read, CancellationToken cancel) where T : class
    {
        using var sent = request;
        T? value = null;
        var answer = await CallAsync(sent, shop, kind, root =>
        {
            if (Refused(root) is { } word) return word;
            value = read(root.GetProperty("data"));
            return new PlatformWord(null, "", null);
        }, cancel);
        return answer.Failure is { } failure ? failure : value!;
    }

    private HttpRequestMessage Post(ShopAccess shop, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Options.Address) { Content = content };
        request.Headers.TryAddWithoutValidation("vendure-api-key", shop.AccessToken);
        if (shop.Shop.Length > 0) request.Headers.TryAddWithoutValidation("vendure-token", shop.Shop);
        // Servers that guard against forms of strangers let a file in by it.
        request.Headers.TryAddWithoutValidation("apollo-require-preflight", "true");
        return request;
    }

    /// <summary>A no stands among the errors, or is itself the value of what was asked for.</summary>
    private static PlatformWord? Refused(JsonElement root)
    {
        if (root.TryGetProperty("errors", out var errors) && errors.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } error)
            return new PlatformWord(error.TryGetProperty("extensions", out var more) && more.TryGetProperty("code", out var code) ? code.GetString() : "no-code", Text(error, "message"), null);
        return root.GetProperty("data").EnumerateObject().SelectMany(asked => asked.Value.ValueKind == JsonValueKind.Array ? asked.Value.EnumerateArray() : Enumerable.Repeat(asked.Value, 1))
            .Where(value => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("errorCode", out _))
            .Select(value => new PlatformWord(Text(value, "errorCode"), Text(value, "message"), null)).FirstOrDefault();
    }

    private static string Text(JsonElement from, string name) => from.GetProperty(name).ToString();

    private sealed record Answer(JsonElement Data);

    /// <param name="Language">What visitors read who choose none.</param>
    /// <param name="Unit">So many of the server's units are one đồng.</param>
    private sealed record Terms(string Token, string Name, string Language, long Unit)
    {
        public long Dong(JsonElement money) => (long)decimal.Round(money.GetDecimal() / Unit);
    }
}
