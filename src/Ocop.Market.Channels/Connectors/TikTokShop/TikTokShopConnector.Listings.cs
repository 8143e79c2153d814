using System.Text.Json;

namespace Ocop.Market.Channels.Connectors.TikTokShop;

public sealed partial class TikTokShopConnector
{
    private const string Products = "/product/202309/products", ProductSearch = "/product/202502/products/search", ProductEdit = "/product/202509/products";
    private const string PageSize = "100";

    private static readonly ChannelFailure NoWarehouse = new(FailureClass.Permanent, "12052115", "The shop has no warehouse to sell from.", "warehouse_id");

    public IReadOnlyList<ChannelFailure> Check(ListingDraft draft, OutsideLimits limits) => [.. TikTokDraft.Check(draft, limits)];

    public Task<ChannelResult<OutsideListing>> CreateAsync(ShopAccess shop, ListingDraft draft, Guid operation, CancellationToken cancel) =>
        Unready(shop, draft, []) is { } unready ? Task.FromResult<ChannelResult<OutsideListing>>(unready)
            : WriteAsync(HttpMethod.Post, shop, Products, TikTokDraft.Body(draft, shop.Warehouse, operation: operation), data => Sent(data, draft, data.Text("product_id")), cancel);

    /// <summary>
    /// Replaces the whole listing: SKUs that the draft does not have are deleted over there, so it has to have all that are to stay. While it is reviewed the old
    /// words stay on sale.
    /// </summary>
    public Task<ChannelResult<OutsideListing>> UpdateContentAsync(ShopAccess shop, OutsideKey key, ListingDraft draft, CancellationToken cancel) =>
        Unready(shop, draft, key.Skus.Keys) is { } unready ? Task.FromResult<ChannelResult<OutsideListing>>(unready)
            : WriteAsync(HttpMethod.Put, shop, $"{ProductEdit}/{Uri.EscapeDataString(key.ItemId)}", TikTokDraft.Body(draft, shop.Warehouse, key), data => Sent(data, draft, key.ItemId), cancel);

    public Task<ChannelResult<IReadOnlyList<LineAnswer>>> UpdatePricesAsync(ShopAccess shop, OutsideKey key, IReadOnlyList<PriceLine> lines, CancellationToken cancel) =>
        UpdateLinesAsync(shop, key, "prices", [.. lines.Select(line => line.Sku)], (id, i) => new { id, price = TikTokDraft.Price(lines[i].Price) }, cancel);

    public Task<ChannelResult<IReadOnlyList<LineAnswer>>> UpdateStockAsync(ShopAccess shop, OutsideKey key, IReadOnlyList<StockLine> lines, CancellationToken cancel) =>
        shop.Warehouse is null ? Task.FromResult<ChannelResult<IReadOnlyList<LineAnswer>>>(NoWarehouse)
            : UpdateLinesAsync(shop, key, "inventory", [.. lines.Select(line => line.Sku)], (id, i) => new { id, inventory = TikTokDraft.Stock(shop.Warehouse, lines[i].Stock) }, cancel);

    public Task<ChannelResult<OutsideListing>> HideAsync(ShopAccess shop, OutsideKey key, CancellationToken cancel) => SwitchAsync(shop, key, "deactivate", ObservedState.Hidden, cancel);

    /// <summary>Is reviewed like a new one.</summary>
    public Task<ChannelResult<OutsideListing>> ShowAsync(ShopAccess shop, OutsideKey key, CancellationToken cancel) => SwitchAsync(shop, key, "activate", ObservedState.InReview, cancel);

    public Task<ChannelResult<OutsideListing>> ReadAsync(ShopAccess shop, OutsideKey key, CancellationToken cancel) =>
        GetAsync(shop, $"{Products}/{Uri.EscapeDataString(key.ItemId)}", [], data => Listing(data, shop.Warehouse), cancel);

    public async Task<ChannelResult<OutsideListing>> FindBySkuAsync(ShopAccess shop, string sku, CancellationToken cancel)
    {
        var page = await SearchAsync(shop, ProductSearch, [("page_size", PageSize)], new { seller_skus = new[] { sku } }, data => Page(data, shop.Warehouse), cancel);
        if (page.Value is not { } found) return page.Failure!;
        return found.Listings.FirstOrDefault(listing => listing.State != ObservedState.Removed && listing.Key.Skus.ContainsKey(sku)) is { } listing ? listing : new ChannelFailure(FailureClass.Gone, "not-found", $"No listing has {sku}.");
    }

    /// <summary>They give 10,000 listings of one search at most; no shop of ours comes near.</summary>
    public Task<ChannelResult<OutsidePage>> ListChangedAsync(ShopAccess shop, DateTime since, string? cursor, CancellationToken cancel) =>
        SearchAsync(shop, ProductSearch, Paged(PageSize, cursor), new { update_time_ge = TikTokShape.Seconds(since) }, data => Page(data, shop.Warehouse), cancel);

    /// <summary>A new SKU has to have stock, one that stands there may run out. The draft is right and only too early, so nothing of it is refused for good.</summary>
    private static ChannelFailure? Unready(ShopAccess shop, ListingDraft draft, IEnumerable<string> known) =>
        draft.Skus.Where(sku => !known.Contains(sku.Sku)).ToList() is not { Count: > 0 } added ? null
        : shop.Warehouse is null ? NoWarehouse
        : added.Find(sku => sku.Stock <= 0) is { } empty ? new ChannelFailure(FailureClass.Deferred, "12052055", $"{empty.Sku} chưa có hàng: TikTok Shop chỉ nhận quy cách mới khi còn hàng.", "inventory")
        : null;

    private static List<(string Name, string Value)> Paged(string size, string? cursor, params (string Name, string Value)[] more) => [("page_size", size), .. more, .. cursor is null ? [] : new[] { ("page_token", cursor) }];

    /// <param name="entry">What is sent for the line with this place in the list.</param>
    private async Task<ChannelResult<IReadOnlyList<LineAnswer>>> UpdateLinesAsync(ShopAccess shop, OutsideKey key, string what, IReadOnlyList<string> skus, Func<string, int, object> entry, CancellationToken cancel)
    {
        var known = Enumerable.Range(0, skus.Count).Where(i => key.Skus.ContainsKey(skus[i])).ToList();
        if (known.Count == 0) return new ChannelResult<IReadOnlyList<LineAnswer>>([.. skus.Select(sku => Answer(sku, key, []))], null, []);
        return await WriteAsync<IReadOnlyList<LineAnswer>>(HttpMethod.Post, shop, $"{Products}/{Uri.EscapeDataString(key.ItemId)}/{what}/update", new { skus = known.Select(i => entry(key.Skus[skus[i]], i)) }, data =>
        {
            var errors = data.List("errors").ToList();
            return [.. skus.Select(sku => Answer(sku, key, errors))];
        }, cancel);
    }

    private LineAnswer Answer(string sku, OutsideKey key, List<JsonElement> errors)
    {
        if (!key.Skus.TryGetValue(sku, out var id)) return new LineAnswer(sku, new ChannelFailure(FailureClass.Validation, "unknown-sku", $"The listing has no {sku}.", "sku"));
        // An error that names no SKU is one of all.
        var own = errors.Where(error => (error.Part("detail").TextOrNull("sku_id") ?? id) == id).Take(1).ToList();
        return new LineAnswer(sku, own is [var error] ? Refused(error) : null);
    }

    /// <summary>"Check failed" says nothing; what it was stands one level below.</summary>
    private ChannelFailure Refused(JsonElement error)
    {
        var told = error.Part("detail").List("extra_errors").Append(error).First();
        return LineFailure(told.Text("code"), told.TextOrNull("message") ?? "");
    }

    private async Task<ChannelResult<OutsideListing>> SwitchAsync(ShopAccess shop, OutsideKey key, string what, ObservedState state, CancellationToken cancel)
    {
        var switched = await WriteAsync<IReadOnlyList<ChannelFailure>>(HttpMethod.Post, shop, $"{Products}/{what}", new { product_ids = new[] { key.ItemId } }, data => [.. data.List("errors").Select(Refused)], cancel);
        if (switched.Value is not { } refusals) return switched.Failure!;
        return refusals is [var refusal, ..] ? refusal : new OutsideListing(key, state, null, null, []);
    }

    /// <summary>As it was sent: it goes to the review, and what comes of that is read later.</summary>
    private static OutsideListing Sent(JsonElement data, ListingDraft draft, string id)
    {
        var skus = Numbers(data.List("skus"));
        return new OutsideListing(new OutsideKey(id, skus), ObservedState.InReview, draft.Title.Normalize(), null, [.. skus.Keys.Select(sku => new OutsideSku(sku, null, null))]);
    }

    private static OutsidePage Page(JsonElement data, string? warehouse) => new([.. data.List("products").Select(product => Listing(product, warehouse))], data.Next());

    // The address of its page is told nowhere.
    private static OutsideListing Listing(JsonElement product, string? warehouse)
    {
        var skus = product.List("skus").ToList();
        var reason = string.Join("; ", product.List("audit_failed_reasons").SelectMany(failed => failed.List("reasons")).Select(words => words.GetString()));
        return new OutsideListing(new OutsideKey(product.Text("id"), Numbers(skus)), TikTokShape.ListingState(product.Text("status")), product.Text("title"), null,
            [.. skus.Where(sku => sku.TextOrNull("seller_sku") is { Length: > 0 }).Select(sku => new OutsideSku(sku.Text("seller_sku"), Price(sku.Part("price")), Stock(sku, warehouse)))], reason.Length > 0 ? reason : null);
    }

    /// <summary>Without those that the seller made by hand and gave no SKU.</summary>
    private static Dictionary<string, string> Numbers(IEnumerable<JsonElement> skus) =>
        skus.Where(sku => sku.TextOrNull("seller_sku") is { Length: > 0 }).DistinctBy(sku => sku.Text("seller_sku")).ToDictionary(sku => sku.Text("seller_sku"), sku => sku.Text("id"));

    /// <summary>They take "amount" and tell it back by other names; whether a running promotion shows in them is unverified.</summary>
    private static long? Price(JsonElement price) => price.Dong("sale_price") ?? price.Dong("tax_exclusive_price") ?? price.Dong("amount");

    private static int? Stock(JsonElement sku, string? warehouse)
    {
        var there = sku.List("inventory").Where(one => warehouse is null || one.Text("warehouse_id") == warehouse).Select(one => (int)one.Number("quantity")).ToList();
        return there.Count == 0 ? null : there.Sum();
    }
}
