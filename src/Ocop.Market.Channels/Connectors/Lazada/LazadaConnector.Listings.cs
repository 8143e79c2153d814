using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ocop.Market.Channels.Connectors.Lazada;

public sealed partial class LazadaConnector
{
    private const int ListingsPerPage = 50;

    /// <summary>The item is not on sale, whatever else it is.</summary>
    private const string NotOnline = "E0004";

    public Task<ChannelResult<OutsideListing>> CreateAsync(ShopAccess shop, ListingDraft draft, Guid operation, CancellationToken cancel) => WriteAsync(shop, "/product/create", LazadaPayload.Create(draft), data =>
        new OutsideListing(new OutsideKey(Needed(data, "item_id"), data.GetProperty("sku_list").EnumerateArray().DistinctBy(sku => Needed(sku, "seller_sku")).ToDictionary(sku => Needed(sku, "seller_sku"), sku => Needed(sku, "sku_id"))), StateAfter(data), LazadaPayload.Plain(draft.Title), null, []), cancel);

    public async Task<ChannelResult<OutsideListing>> UpdateContentAsync(ShopAccess shop, OutsideKey key, ListingDraft draft, CancellationToken cancel)
    {
        if (draft.Skus.Where(sku => !key.Skus.ContainsKey(sku.Sku)).ToList() is { Count: > 0 } added)
        {
            var joined = await JoinAsync(shop, key, draft, added, cancel);
            if (joined.Value is not { } wider) return joined.Failure!;
            key = wider;
        }

        return await WriteAsync(shop, "/product/update", LazadaPayload.Update(key, draft), data => new OutsideListing(key, StateAfter(data), LazadaPayload.Plain(draft.Title), null, []), cancel);
    }

    public Task<ChannelResult<IReadOnlyList<LineAnswer>>> UpdatePricesAsync(ShopAccess shop, OutsideKey key, IReadOnlyList<PriceLine> lines, CancellationToken cancel) =>
        UpdatePricesAsync(shop, [.. lines.Select(line => (key, line))], cancel);

    public Task<ChannelResult<IReadOnlyList<LineAnswer>>> UpdatePricesAsync(ShopAccess shop, IReadOnlyList<(OutsideKey Key, PriceLine Line)> lines, CancellationToken cancel) =>
        WriteLinesAsync(shop, "/product/price_quantity/update", "Price", [.. lines.Select(line => (line.Key, line.Line.Sku, line.Line.Price))], cancel);

    /// <summary>What can be sold, without what Lazada holds for orders that are paid.</summary>
    public Task<ChannelResult<IReadOnlyList<LineAnswer>>> UpdateStockAsync(ShopAccess shop, OutsideKey key, IReadOnlyList<StockLine> lines, CancellationToken cancel) =>
        UpdateStockAsync(shop, [.. lines.Select(line => (key, line))], cancel);

    public Task<ChannelResult<IReadOnlyList<LineAnswer>>> UpdateStockAsync(ShopAccess shop, IReadOnlyList<(OutsideKey Key, StockLine Line)> lines, CancellationToken cancel) =>
        WriteLinesAsync(shop, "/product/stock/sellable/update", "SellableQuantity", [.. lines.Select(line => (line.Key, line.Line.Sku, (long)line.Line.Stock))], cancel);

    public async Task<ChannelResult<OutsideListing>> HideAsync(ShopAccess shop, OutsideKey key, CancellationToken cancel)
    {
        var answer = await AskAsync(Post("/product/deactivate", shop, "apiRequestBody", LazadaPayload.Item(key)), shop.Shop, CallKind.Write, root => Needed(root, "code"), cancel,
            root => Word(root) is { Code: NotOnline } word ? word with { Code = null } : Word(root));
        if (answer.Failure is { } failure) return failure;
        // Hidden already, or still under review and on sale tomorrow: only a look tells.
        return answer.Value == NotOnline ? await ReadAsync(shop, key, cancel) : new OutsideListing(key, ObservedState.Hidden, null, null, []);
    }

    public Task<ChannelResult<OutsideListing>> ShowAsync(ShopAccess shop, OutsideKey key, CancellationToken cancel) =>
        WriteAsync(shop, "/product/update", LazadaPayload.Activate(key), data => new OutsideListing(key, StateAfter(data), null, null, []), cancel);

    public Task<ChannelResult<OutsideListing>> ReadAsync(ShopAccess shop, OutsideKey key, CancellationToken cancel) =>
        AskAsync(Get("/product/item/get", shop, ("item_id", key.ItemId)), shop.Shop, CallKind.Read, root => Listing(root.GetProperty("data")), cancel);

    /// <summary>The filter "live" would leave out what is hidden or under review.</summary>
    public async Task<ChannelResult<OutsideListing>> FindBySkuAsync(ShopAccess shop, string sku, CancellationToken cancel)
    {
        var answer = await ListAsync(shop, cancel, ("sku_seller_list", LazadaPayload.Write(new JsonArray(sku))), ("limit", Text(ListingsPerPage)));
        if (answer.Failure is { } failure) return failure;
        // Whether "all" means the deleted too is unverified.
        return answer.Value!.Listings.FirstOrDefault(listing => listing.State != ObservedState.Removed && listing.Key.Skus.ContainsKey(sku)) is { } found ? found : new ChannelFailure(FailureClass.Gone, "not-found", $"Lazada has no {sku}.");
    }

    /// <param name="cursor">How many to skip; past 10,000 Lazada refuses.</param>
    public Task<ChannelResult<OutsidePage>> ListChangedAsync(ShopAccess shop, DateTime since, string? cursor, CancellationToken cancel) =>
        ListAsync(shop, cancel, ("update_after", since.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture)), ("offset", cursor ?? "0"), ("limit", Text(ListingsPerPage)));

    /// <summary>
    /// New variants beside old ones. How one that stands alone, without a choice, would be given a place in a choice is unverified, so such an item is left to the seller.
    /// Whether the yes names the new numbers is unverified too: they are read.
    /// </summary>
    private async Task<ChannelResult<OutsideKey>> JoinAsync(ShopAccess shop, OutsideKey key, ListingDraft draft, IReadOnlyList<DraftSku> added, CancellationToken cancel)
    {
        if (key.Skus.Count < 2) return new ChannelFailure(FailureClass.Validation, "no-choice", $"Tin này lên Lazada khi chỉ có một quy cách nên không có phân loại: thêm {added[0].Sku} ngay ở Kênh người bán Lazada, với đúng mã SKU ấy; chợ tự nhận ra.", "SellerSku");
        var sent = await AskAsync(Post("/product/update", shop, "payload", LazadaPayload.Join(key, draft, added)), shop.Shop, CallKind.Write, root => Needed(root, "code"), cancel);
        if (sent.Failure is { } refused) return refused;
        var read = await ReadAsync(shop, key, cancel);
        if (read.Value is not { } seen) return read.Failure!;
        var skus = new Dictionary<string, string>(key.Skus);
        foreach (var sku in added)
        {
            if (!seen.Key.Skus.TryGetValue(sku.Sku, out var id)) return new ChannelFailure(FailureClass.Retryable, "not-shown-yet", $"Lazada đã nhận {sku.Sku} nhưng chưa cho thấy.", "SellerSku");
            skus[sku.Sku] = id;
        }

        return new OutsideKey(key.ItemId, skus);
    }

    private Task<ChannelResult<OutsidePage>> ListAsync(ShopAccess shop, CancellationToken cancel, params (string Name, string Value)[] fields) => AskAsync(Get("/products/get", shop, [("filter", "all"), .. fields]), shop.Shop, CallKind.Read, root =>
    {
        // Nothing found is an empty list where an object stands otherwise.
        var listings = root.GetProperty("data") is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("products", out var products) ? products.EnumerateArray().Select(Listing).ToList() : [];
        var skipped = fields.FirstOrDefault(field => field.Name == "offset").Value;
        return new OutsidePage(listings, skipped is not null && listings.Count == ListingsPerPage ? Text(Whole(skipped) + ListingsPerPage) : null);
    }, cancel);

    private Task<ChannelResult<OutsideListing>> WriteAsync(ShopAccess shop, string path, string payload, Func<JsonElement, OutsideListing> read, CancellationToken cancel) =>
        AskAsync(Post(path, shop, "payload", payload), shop.Shop, CallKind.Write, root => read(root.GetProperty("data")), cancel);

    private async Task<ChannelResult<IReadOnlyList<LineAnswer>>> WriteLinesAsync(ShopAccess shop, string path, string field, IReadOnlyList<(OutsideKey Key, string Sku, long Value)> lines, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lines.Count, Capabilities.LinesPerCall);
        var known = lines.Where(line => line.Key.Skus.ContainsKey(line.Sku)).ToList();
        var strangers = lines.Where(line => !line.Key.Skus.ContainsKey(line.Sku)).Select(line => new LineAnswer(line.Sku, Unknown(line.Sku)));
        if (known.Count == 0) return new ChannelResult<IReadOnlyList<LineAnswer>>([.. strangers], null, []);
        return await AskAsync<IReadOnlyList<LineAnswer>>(Post(path, shop, "payload", LazadaPayload.Lines(field, known)), shop.Shop, CallKind.Write, root => [.. known.Select(line => Answer(root, line.Sku, line.Key.Skus[line.Sku])), .. strangers], cancel, root =>
        {
            // A no whose every detail names a line of ours is about those lines and not about the call.
            var (word, details) = (Word(root), Details(root));
            return details.Count > 0 && details.All(detail => known.Any(line => IsOf(detail, line.Sku, line.Key.Skus[line.Sku]))) ? word with { Code = null } : word;
        });
    }

    private LineAnswer Answer(JsonElement root, string sku, string id)
    {
        var code = Word(root).Code;
        var refused = Details(root).Where(detail => IsOf(detail, sku, id)).Select(detail => LineFailure(code ?? "501", $"detail: {Words(detail)}", Text(detail, "field"))).FirstOrDefault();
        // Whether the other lines of a call that was refused were taken is unverified. Their values are absolute: they are sent again.
        return new LineAnswer(sku, refused ?? (code is null ? null : new ChannelFailure(FailureClass.Retryable, code, "Another line of the call was refused.")));
    }

    // Under which name a detail says whose it is is unverified.
    private static bool IsOf(JsonElement detail, string sku, string id) => detail.EnumerateObject().Any(member => member.Value.ToString() is var text && (text == sku || text == id));

    private static ChannelFailure Unknown(string sku) => new(FailureClass.Validation, "no-sku-id", $"Lazada chưa có mã của {sku} trong tin này.", "SellerSku");

    // Where nothing is said it may be under review: whoever waits for that looks again.
    private static ObservedState StateAfter(JsonElement data) => Text(data, "item_status") is { } status ? State(status, null) : ObservedState.InReview;

    private static OutsideListing Listing(JsonElement product)
    {
        var skus = product.GetProperty("skus").EnumerateArray().Where(sku => Text(sku, "SellerSku") is not null).DistinctBy(sku => Needed(sku, "SellerSku")).ToList();
        Uri.TryCreate(skus.Select(sku => Text(sku, "Url")).FirstOrDefault(), UriKind.Absolute, out var address);
        // The reference says item_id, its sample shows itemId.
        return new OutsideListing(new OutsideKey(Needed(product, "item_id", "itemId"), skus.ToDictionary(sku => Needed(sku, "SellerSku"), sku => Needed(sku, "SkuId"))),
            State(Needed(product, "status"), Text(product, "subStatus")), Text(product.GetProperty("attributes"), "name"), address,
            [.. skus.Select(sku => new OutsideSku(Needed(sku, "SellerSku"), Text(sku, "price") is { } price ? Whole(price) : null, Text(sku, "quantity") is { } stock ? (int)Math.Min(Whole(stock), int.MaxValue) : null))], Reason(product));
    }

    /// <summary>Written with spaces, with underscores and in all sizes of letters. What stands below the state says why it is not on sale.</summary>
    private static ObservedState State(string status, string? below) => (Letters(status), Letters(below ?? "")) switch
    {
        ("DELETED", _) => ObservedState.Removed,
        (_, "REJECT" or "REJECTED") or ("REJECTED", _) => ObservedState.Rejected,
        (_, "LIVEREJECT" or "LIVEREJECTED" or "LOCK" or "ADMIN") or ("SUSPENDED" or "LIVEREJECTED" or "LOCK", _) => ObservedState.Suspended,
        ("PENDINGQC" or "PENDING", _) => ObservedState.InReview,
        ("INACTIVE", _) => ObservedState.Hidden,
        ("ACTIVE", _) => ObservedState.Live,
        _ => throw new FormatException($"Nobody knows the state \"{status}\"."),
    };

    private static string Letters(string text) => string.Concat(text.Where(char.IsAsciiLetter)).ToUpperInvariant();

    private static string? Reason(JsonElement product) => product.TryGetProperty("rejectReason", out var reasons) && reasons.ValueKind == JsonValueKind.Array
        && string.Join("; ", reasons.EnumerateArray().Select(reason => string.Join(" – ", new[] { Text(reason, "violationDetail"), Text(reason, "suggestion") }.Where(text => text is not null))).Where(text => text.Length > 0)) is { Length: > 0 } all ? all : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
