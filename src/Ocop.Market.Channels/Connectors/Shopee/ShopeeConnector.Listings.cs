using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ocop.Market.Channels.Connectors.Shopee;

// A listing with one SKU is an item; with several it is an item with a tier of variants ("models"), which takes a second call.
public sealed partial class ShopeeConnector
{
    /// <summary>What Shopee calls the only variant of an item that has none.</summary>
    private const string NoModel = "0";

    /// <summary>Lines are refused by a sentence without a code; the table knows the sentences under this name.</summary>
    private const string Refused = "failed_reason";

    private static readonly string[] Standing = ["NORMAL", "UNLIST", "BANNED", "REVIEWING"];
    private static readonly string[] Deleted = ["SELLER_DELETE", "SHOPEE_DELETE"];

    /// <summary>
    /// Shopee takes the same SKU twice and has no key of repetition, so the shop is searched first. An item that lacks its variants is what a break between the two calls left: it is completed.
    /// One that lacks nothing is a duplicate, whoever made it.
    /// </summary>
    public async Task<ChannelResult<OutsideListing>> CreateAsync(ShopAccess shop, ListingDraft draft, Guid operation, CancellationToken cancel)
    {
        var lead = ShopeeDraft.Lead(draft);
        var there = await FindBySkuAsync(shop, lead.Sku, cancel);
        if (there.Value is { } listing) return IsHalf(listing, draft) ? await AddVariantsAsync(shop, listing, draft, cancel) : new ChannelFailure(FailureClass.Duplicate, "already-there", $"Mã {lead.Sku} đã có ở sản phẩm {listing.Key.ItemId}.", "item_sku");
        if (there.Failure is { Class: not FailureClass.Gone } failure) return failure;

        var asked = await AskedForAsync(shop, draft.Category, cancel);
        if (asked.Failure is { } unknown) return unknown;
        var channels = await ShippingAsync(shop, cancel);
        if (channels.Failure is { } none) return none;
        var made = await PostAsync(shop, "product/add_item", ShopeeDraft.Item(draft, asked.Value!, channels.Value!, shop.Warehouse), root =>
        {
            var told = Response(root);
            return Listing(shop, told.Id("item_id"), StateOf(told.Text("item_status") ?? "REVIEWING"), ShopeeDraft.Clean(draft.Title), [(NoModel, new OutsideSku(lead.Sku, lead.Price, lead.Stock))]);
        }, cancel);
        if (made.Value is not { } item || draft.Skus.Count == 1) return made;
        await Task.Delay(Options.PauseBeforeVariants, Clock, cancel);
        return await AddVariantsAsync(shop, item, draft, cancel);
    }

    /// <summary>Only the fields that differ are sent. Variants that the listing lacks are added.</summary>
    public async Task<ChannelResult<OutsideListing>> UpdateContentAsync(ShopAccess shop, OutsideKey key, ListingDraft draft, CancellationToken cancel)
    {
        var items = await ItemsAsync(shop, [key.ItemId], cancel);
        if (items.Failure is { } failure) return failure;
        if (items.Value!.Count == 0) return Gone(key.ItemId);
        var listings = await ListingsAsync(shop, items.Value, cancel);
        if (listings.Failure is { } unread) return unread;
        var asked = await AskedForAsync(shop, draft.Category, cancel);
        if (asked.Failure is { } unknown) return unknown;

        var changed = ShopeeDraft.Content(draft, asked.Value!).Where(part => ShopeeDraft.Standing(items.Value[0].Json, part.Field) != part.Words).ToList();
        if (changed.Count > 0)
        {
            var body = new JsonObject { ["item_id"] = Number(key.ItemId) };
            foreach (var part in changed) body[part.Field] = part.Node;
            var updated = await PostAsync(shop, "product/update_item", body, root => Response(root).Id("item_id"), cancel);
            if (updated.Failure is { } refused) return refused;
        }

        var listing = listings.Value![0] with { Title = ShopeeDraft.Clean(draft.Title) };
        if (IsHalf(listing, draft)) return await AddVariantsAsync(shop, listing, draft, cancel);
        if (draft.Skus.Where(sku => !key.Skus.ContainsKey(sku.Sku) && !listing.Key.Skus.ContainsKey(sku.Sku)).ToList() is not { Count: > 0 } added) return listing;
        var joined = await JoinVariantsAsync(shop, key.ItemId, added, cancel);
        return joined.Failure is { } unjoined ? unjoined : Map<IReadOnlyList<OutsideListing>, OutsideListing>(await ListingsAsync(shop, items.Value, cancel), read => read[0] with { Title = listing.Title });
    }

    public Task<ChannelResult<IReadOnlyList<LineAnswer>>> UpdatePricesAsync(ShopAccess shop, OutsideKey key, IReadOnlyList<PriceLine> lines, CancellationToken cancel) =>
        UpdateLinesAsync(shop, key, "product/update_price", "price_list", [.. lines.Select(line => (line.Sku, new JsonObject { ["original_price"] = line.Price }))], cancel);

    public Task<ChannelResult<IReadOnlyList<LineAnswer>>> UpdateStockAsync(ShopAccess shop, OutsideKey key, IReadOnlyList<StockLine> lines, CancellationToken cancel) =>
        UpdateLinesAsync(shop, key, "product/update_stock", "stock_list", [.. lines.Select(line => (line.Sku, new JsonObject { ["seller_stock"] = ShopeeDraft.Stock(line.Stock, shop.Warehouse) }))], cancel);

    public Task<ChannelResult<OutsideListing>> HideAsync(ShopAccess shop, OutsideKey key, CancellationToken cancel) => UnlistAsync(shop, key, isHidden: true, cancel);

    public Task<ChannelResult<OutsideListing>> ShowAsync(ShopAccess shop, OutsideKey key, CancellationToken cancel) => UnlistAsync(shop, key, isHidden: false, cancel);

    public async Task<ChannelResult<OutsideListing>> ReadAsync(ShopAccess shop, OutsideKey key, CancellationToken cancel) => await OneAsync(shop, await ItemsAsync(shop, [key.ItemId], cancel), key.ItemId, cancel);

    /// <summary>Shopee searches by the number of the item, not by those of its variants, and not to the letter. Of two that carry it the older one is meant.</summary>
    public async Task<ChannelResult<OutsideListing>> FindBySkuAsync(ShopAccess shop, string sku, CancellationToken cancel)
    {
        var found = await GetAsync<IReadOnlyList<string>>(shop, "product/search_item", [("page_size", Text(PageSize)), ("item_sku", sku), .. Standing.Select(state => ("item_status", state))], root =>
            [.. Response(root).List("item_id_list").Select(id => id.GetInt64()).Order().Select(Text)], cancel);
        if (found.Failure is { } failure) return failure;
        var items = await ItemsAsync(shop, found.Value!, cancel);
        return items.Failure is { } unread ? unread : await OneAsync(shop, Yes<IReadOnlyList<Item>>([.. items.Value!.Where(item => item.Own.Sku == sku).OrderBy(item => Number(item.Id)).Take(1)]), sku, cancel);
    }

    /// <summary>No page names a longest span for listings. The end is fixed by the first page: what changes meanwhile moves nothing.</summary>
    public async Task<ChannelResult<OutsidePage>> ListChangedAsync(ShopAccess shop, DateTime since, string? cursor, CancellationToken cancel)
    {
        var window = Window.Of(cursor) ?? new Window(Seconds(since), Clock.GetUtcNow().ToUnixTimeSeconds(), NoOffset);
        var list = await GetAsync(shop, "product/get_item_list", [("offset", window.Position), ("page_size", Text(PageSize)), ("update_time_from", Text(window.From)), ("update_time_to", Text(window.To)), .. Standing.Concat(Deleted).Select(state => ("item_status", state))], root =>
        {
            var page = Response(root);
            return new Page([.. page.List("item").Select(item => (item.Id("item_id"), item.Id("item_status")))], page.Flag("has_next_page") ? page.Id("next_offset") : null);
        }, cancel);
        if (list.Value is not { } found) return list.Failure!;
        var items = await ItemsAsync(shop, [.. found.Items.Where(item => !Deleted.Contains(item.Status)).Select(item => item.Id)], cancel);
        if (items.Failure is { } unread) return unread;
        var listings = await ListingsAsync(shop, items.Value!, cancel);
        if (listings.Failure is { } failure) return failure;
        // Nothing but the number is left of those.
        var removed = found.Items.Where(item => Deleted.Contains(item.Status)).Select(item => Listing(shop, item.Id, ObservedState.Removed, null, []));
        return new OutsidePage([.. listings.Value!, .. removed], found.Next is null ? null : (window with { Position = found.Next }).ToString());
    }

    private static bool IsHalf(OutsideListing listing, ListingDraft draft) => draft.Skus.Count > 1 && listing.Key.Skus.Values.All(model => model == NoModel);

    private async Task<ChannelResult<OutsideListing>> AddVariantsAsync(ShopAccess shop, OutsideListing item, ListingDraft draft, CancellationToken cancel) =>
        await PostAsync(shop, "product/init_tier_variation", ShopeeDraft.Variants(item.Key.ItemId, draft, shop.Warehouse), root =>
            Listing(shop, item.Key.ItemId, item.State, item.Title, Response(root).List("model").Select(model =>
            {
                var sku = draft.Skus.ElementAtOrDefault(model.List("tier_index").Single().GetInt32()) ?? throw new FormatException("A variant that was not sent.");
                return (model.Id("model_id"), new OutsideSku(sku.Sku, sku.Price, sku.Stock));
            })) with { Reason = item.Reason }, cancel);

    /// <summary>Variants beside others: their options come behind those that stand, which keep their places, and then the variants that they choose. An option that chooses none is what a break between the two calls left.</summary>
    private async Task<ChannelResult<LineAnswer>> JoinVariantsAsync(ShopAccess shop, string item, IReadOnlyList<DraftSku> added, CancellationToken cancel)
    {
        var read = await GetAsync(shop, "product/get_model_list", [("item_id", item)], root => new Choice([.. Response(root).List("tier_variation")], [.. Response(root).List("model")]), cancel);
        if (read.Value is not { } choice) return read.Failure!;
        // In which place of two choices of the seller's own it would stand nobody can tell.
        if (choice.Tiers is not [var tier]) return new ChannelFailure(FailureClass.Validation, "tiers", $"Sản phẩm trên Shopee được chọn theo {choice.Tiers.Count} nhóm phân loại: thêm {added[0].Sku} ngay ở Kênh người bán Shopee, với đúng mã SKU ấy; chợ tự nhận ra.", "tier_variation");
        var standing = tier.List("option_list").Select(option => option.Text("option") ?? "").ToList();
        var fresh = added.Select(sku => ShopeeDraft.Clean(sku.Name)).Except(standing, StringComparer.OrdinalIgnoreCase).ToList();
        if (fresh.Count > 0)
        {
            var widened = await PostAsync(shop, "product/update_tier_variation", ShopeeDraft.Wider(item, tier, fresh, choice.Models), _ => new LineAnswer(item, null), cancel);
            if (widened.Failure is not null) return widened;
        }

        return await PostAsync(shop, "product/add_model", ShopeeDraft.More(item, added, [.. standing, .. fresh], shop.Warehouse), _ => new LineAnswer(item, null), cancel);
    }

    /// <summary>Ways of shipping that the shop has switched on and buyers choose among. Those that want a fee or a size of each product are left to the seller.</summary>
    private async Task<ChannelResult<IReadOnlyList<long>>> ShippingAsync(ShopAccess shop, CancellationToken cancel)
    {
        var channels = await GetAsync<IReadOnlyList<long>>(shop, "logistics/get_channel_list", [], root => [.. Response(root).List("logistics_channel_list")
            .Where(channel => channel.Flag("enabled") && channel.Text("mask_channel_id") is null or "0" && channel.Text("fee_type") is not ("CUSTOM_PRICE" or "SIZE_SELECTION"))
            .Select(channel => Number(channel.Id("logistics_channel_id")))], cancel);
        return channels.Value is { Count: 0 } ? new ChannelFailure(FailureClass.Permanent, "no-shipping", "Gian hàng chưa bật đơn vị vận chuyển nào.", "logistic_info") : channels;
    }

    private async Task<ChannelResult<IReadOnlyList<LineAnswer>>> UpdateLinesAsync(ShopAccess shop, OutsideKey key, string call, string list, IReadOnlyList<(string Sku, JsonObject Line)> lines, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lines.Count, MostLines);
        var unknown = lines.Where(line => !key.Skus.ContainsKey(line.Sku)).Select(line => new LineAnswer(line.Sku, new ChannelFailure(FailureClass.Validation, "no-variant", $"Sản phẩm {key.ItemId} chưa có mã {line.Sku}."))).ToList();
        var known = lines.Where(line => key.Skus.ContainsKey(line.Sku)).ToDictionary(line => key.Skus[line.Sku], line => line);
        if (known.Count == 0) return Yes<IReadOnlyList<LineAnswer>>(unknown);
        var sent = new JsonArray([.. known.Select(line => new JsonObject([new("model_id", Number(line.Key)), .. line.Value.Line.Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))]))]);
        return await PostAsync<IReadOnlyList<LineAnswer>>(shop, call, new JsonObject { ["item_id"] = Number(key.ItemId), [list] = sent }, root =>
        {
            var (done, refused) = (Response(root).List("success_list").Select(Model).ToHashSet(), Response(root).List("failure_list").ToLookup(Model, line => line.Text(Refused) ?? ""));
            return [.. unknown, .. known.Select(line => new LineAnswer(line.Value.Sku, refused[line.Key].FirstOrDefault() is { } reason ? LineFailure(Refused, reason) : done.Contains(line.Key) ? null : new ChannelFailure(FailureClass.OutcomeUnknown, "no-line", "Shopee không trả lời về mã này.")))];
        }, cancel);

        static string Model(JsonElement line) => line.Text("model_id") ?? NoModel;
    }

    private async Task<ChannelResult<OutsideListing>> UnlistAsync(ShopAccess shop, OutsideKey key, bool isHidden, CancellationToken cancel)
    {
        var body = new JsonObject { ["item_list"] = new JsonArray(new JsonObject { ["item_id"] = Number(key.ItemId), ["unlist"] = isHidden }) };
        var answer = await PostAsync(shop, "product/unlist_item", body, root => new LineAnswer(key.ItemId,
            Response(root).List("failure_list").Where(line => line.Text("item_id") == key.ItemId).Select(line => LineFailure(Refused, line.Text(Refused) ?? "")).FirstOrDefault()), cancel);
        return (answer.Failure ?? answer.Value!.Failure) is { } failure ? failure : new OutsideListing(key, isHidden ? ObservedState.Hidden : ObservedState.Live, null, AddressOf(shop, key.ItemId), []);
    }

    private async Task<ChannelResult<OutsideListing>> OneAsync(ShopAccess shop, ChannelResult<IReadOnlyList<Item>> items, string what, CancellationToken cancel)
    {
        if (items.Failure is { } failure) return failure;
        return items.Value!.Count == 0 ? Gone(what) : Map<IReadOnlyList<OutsideListing>, OutsideListing>(await ListingsAsync(shop, items.Value, cancel), listings => listings[0]);
    }

    /// <summary>The items as Shopee tells them. Unknown numbers and deleted items are left out.</summary>
    private async Task<ChannelResult<IReadOnlyList<Item>>> ItemsAsync(ShopAccess shop, IReadOnlyList<string> ids, CancellationToken cancel) => ids.Count == 0
        ? Yes<IReadOnlyList<Item>>([])
        : await GetAsync<IReadOnlyList<Item>>(shop, "product/get_item_base_info", [("item_id_list", string.Join(',', ids))], root =>
            [.. Response(root).List("item_list").Select(item => new Item(item, item.Id("item_id"), StateOf(item.Id("item_status")), item.Flag("has_model"), SkuOf(item, "item_sku"))).Where(item => item.State != ObservedState.Removed)], cancel);

    private async Task<ChannelResult<IReadOnlyList<OutsideListing>>> ListingsAsync(ShopAccess shop, IReadOnlyList<Item> items, CancellationToken cancel)
    {
        var listings = new List<OutsideListing>();
        foreach (var item in items)
        {
            var skus = Yes<IReadOnlyList<(string, OutsideSku)>>([(NoModel, item.Own)]);
            // An item with variants has neither price nor stock of its own.
            if (item.HasModels) skus = await GetAsync<IReadOnlyList<(string, OutsideSku)>>(shop, "product/get_model_list", [("item_id", item.Id)], root => [.. Response(root).List("model").Select(model => (model.Id("model_id"), SkuOf(model, "model_sku")))], cancel);
            if (skus.Failure is { } failure) return failure;
            listings.Add(Listing(shop, item.Id, item.State, item.Json.Text("item_name"), skus.Value!));
        }

        return Yes<IReadOnlyList<OutsideListing>>(listings.Exists(listing => listing.State == ObservedState.Suspended) ? await WithReasonsAsync(shop, listings, cancel) : listings);
    }

    /// <summary>That a listing is banned counts even where Shopee does not say why.</summary>
    private async Task<IReadOnlyList<OutsideListing>> WithReasonsAsync(ShopAccess shop, IReadOnlyList<OutsideListing> listings, CancellationToken cancel)
    {
        var banned = listings.Where(listing => listing.State == ObservedState.Suspended).Select(listing => listing.Key.ItemId);
        var told = await GetAsync(shop, "product/get_item_violation_info", [("item_id_list", string.Join(',', banned))], root => Response(root).List("item_list").ToLookup(item => item.Id("item_id"),
            item => string.Join("; ", item.List("item_status_details").Select(detail => string.Join(": ", new[] { detail.Text("violation_type"), detail.Text("violation_reason"), detail.Text("suggestion") }.Where(text => !string.IsNullOrEmpty(text)))))), cancel);
        return [.. listings.Select(listing => listing with { Reason = told.Value?[listing.Key.ItemId].FirstOrDefault() is { Length: > 0 } reason ? reason : null })];
    }

    private static OutsideSku SkuOf(JsonElement element, string name) => new(element.Text(name) ?? "", element.List("price_info").Select(price => (long?)price.Decimal("original_price")).FirstOrDefault(),
        element.Of("stock_info_v2")?.List("seller_stock").Sum(stock => stock.Whole("stock")));

    /// <param name="skus">By Shopee's number; one that the seller gave no number of his own cannot be ours.</param>
    private OutsideListing Listing(ShopAccess shop, string item, ObservedState state, string? title, IEnumerable<(string Model, OutsideSku Sku)> skus)
    {
        var ours = skus.Where(it => it.Sku.Sku.Length > 0).DistinctBy(it => it.Sku.Sku).ToList();
        return new OutsideListing(new OutsideKey(item, ours.ToDictionary(it => it.Sku.Sku, it => it.Model)), state, title, AddressOf(shop, item), [.. ours.Select(it => it.Sku)]);
    }

    private Uri AddressOf(ShopAccess shop, string item) => new(Options.ListingAddress, $"{shop.Shop}/{item}");

    private static ObservedState StateOf(string status) => status switch
    {
        "NORMAL" => ObservedState.Live,
        "UNLIST" => ObservedState.Hidden,
        "REVIEWING" => ObservedState.InReview,
        // Shopee has no word for a first review that said no: a listing that broke a rule is banned, early or late.
        "BANNED" => ObservedState.Suspended,
        "SELLER_DELETE" or "SHOPEE_DELETE" or "DELETED" => ObservedState.Removed,
        _ => throw new FormatException($"The state {status} is unknown."),
    };

    /// <param name="Own">What it sells where it has no variants; with them, its number alone.</param>
    private sealed record Item(JsonElement Json, string Id, ObservedState State, bool HasModels, OutsideSku Own);

    private sealed record Choice(IReadOnlyList<JsonElement> Tiers, IReadOnlyList<JsonElement> Models);

    private sealed record Page(IReadOnlyList<(string Id, string Status)> Items, string? Next);
}
