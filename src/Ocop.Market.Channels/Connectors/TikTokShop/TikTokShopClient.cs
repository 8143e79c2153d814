using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Ocop.Market.Channels.Connectors.TikTokShop;

/// <summary>Signed calls to TikTok Shop. The bytes that are signed are the bytes that are sent.</summary>
public abstract class TikTokShopClient(HttpClient http, IOptions<TikTokShopOptions> options, TimeProvider clock, ICallJournal journal) : PlatformClient(http, Channel, clock, journal)
{
    public const string Channel = "tiktok";

    // Vietnamese letters as they are written.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    protected TikTokShopOptions Options => options.Value;

    protected Task<ChannelResult<T>> GetAsync<T>(ShopAccess shop, string path, IReadOnlyList<(string Name, string Value)> query, Func<JsonElement, T> value, CancellationToken cancel) where T : class =>
        AskAsync(Signed(HttpMethod.Get, path, shop, WithCipher(shop, query), null), shop.Shop, CallKind.Read, value, cancel);

    /// <summary>Their searches are POSTs and change nothing.</summary>
    protected Task<ChannelResult<T>> SearchAsync<T>(ShopAccess shop, string path, IReadOnlyList<(string Name, string Value)> query, object body, Func<JsonElement, T> value, CancellationToken cancel) where T : class =>
        AskAsync(Signed(HttpMethod.Post, path, shop, WithCipher(shop, query), body), shop.Shop, CallKind.Read, value, cancel);

    protected Task<ChannelResult<T>> WriteAsync<T>(HttpMethod method, ShopAccess shop, string path, object body, Func<JsonElement, T> value, CancellationToken cancel) where T : class =>
        AskAsync(Signed(method, path, shop, WithCipher(shop, []), body), shop.Shop, CallKind.Write, value, cancel);

    /// <summary>Of the seller, not of one shop: without the shop's cipher.</summary>
    protected Task<ChannelResult<T>> GetOfSellerAsync<T>(ShopAccess shop, string path, Func<JsonElement, T> value, CancellationToken cancel) where T : class =>
        AskAsync(Signed(HttpMethod.Get, path, shop, [], null), shop.Shop, CallKind.Read, value, cancel);

    /// <summary>A form with a file: its bytes are not signed, and no cipher goes with it.</summary>
    protected Task<ChannelResult<T>> UploadAsync<T>(ShopAccess shop, string path, MultipartFormDataContent form, Func<JsonElement, T> value, CancellationToken cancel) where T : class =>
        AskAsync(Signed(HttpMethod.Post, path, shop, [], form, []), shop.Shop, CallKind.Read, value, cancel);

    /// <summary>Tokens: not signed, with the app's secret in the query.</summary>
    protected Task<ChannelResult<T>> SignInAsync<T>(string path, string shop, IReadOnlyList<(string Name, string Value)> query, Func<JsonElement, T> value, CancellationToken cancel) where T : class =>
        AskAsync(new HttpRequestMessage(HttpMethod.Get, At(Options.SignInAddress, path, [("app_key", Options.AppKey), ("app_secret", Options.AppSecret), .. query])), shop, CallKind.Write, value, cancel);

    protected static Uri At(Uri address, string path, IEnumerable<(string Name, string Value)> query) =>
        new(address, $"{path}?{string.Join('&', query.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"))}");

    private async Task<ChannelResult<T>> AskAsync<T>(HttpRequestMessage request, string shop, CallKind kind, Func<JsonElement, T> value, CancellationToken cancel) where T : class
    {
        T? told = null;
        IReadOnlyList<string> warnings = [];
        using (request)
        {
            var answer = await CallAsync(request, shop, kind, root =>
            {
                var word = new PlatformWord(root.Text("code") is "0" ? null : root.Text("code"), root.TextOrNull("message") ?? "", root.TextOrNull("request_id"));
                if (word.Code is not null) return word;
                var data = root.Part("data");
                (told, warnings) = (value(data), [.. data.List("warnings").Select(warning => warning.Text("message"))]);
                return word;
            }, cancel);
            return answer.Failure is { } failure ? failure : new ChannelResult<T>(told, null, warnings);
        }
    }

    private static List<(string Name, string Value)> WithCipher(ShopAccess shop, IReadOnlyList<(string Name, string Value)> query) => shop.Cipher is { } cipher ? [("shop_cipher", cipher), .. query] : [.. query];

    private HttpRequestMessage Signed(HttpMethod method, string path, ShopAccess shop, IReadOnlyList<(string Name, string Value)> query, object? body)
    {
        var bytes = body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body, Json);
        var content = new ByteArrayContent(bytes);
        // Here and nowhere else: two Content-Types are refused, and none is, too, even where nothing is sent.
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return Signed(method, path, shop, query, content, bytes);
    }

    private HttpRequestMessage Signed(HttpMethod method, string path, ShopAccess shop, IReadOnlyList<(string Name, string Value)> query, HttpContent content, ReadOnlySpan<byte> signed)
    {
        List<(string Name, string Value)> all = [("app_key", Options.AppKey), ("timestamp", Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)), .. query];
        var sign = TikTokSignature.OfRequest(Options.AppSecret, path, all.Select(field => KeyValuePair.Create(field.Name, field.Value)), signed);
        var request = new HttpRequestMessage(method, At(Options.Address, path, [.. all, ("sign", sign)])) { Content = content };
        request.Headers.TryAddWithoutValidation("x-tts-access-token", shop.AccessToken);
        return request;
    }
}
