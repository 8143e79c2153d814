using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Connectors;
using Ocop.Market.Channels.Feeds;
using Ocop.Market.Channels.Shops;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Promotions;

namespace Ocop.Market.Channels.Listings;

/// <summary>A product as it is to stand in a shop today, with a hash for each part that is sent apart.</summary>
/// <param name="Draft">Its images are still keys of our own.</param>
/// <param name="Photos">Key and width of each, in the draft's order.</param>
/// <param name="ContentHash">Empty where there are no words yet.</param>
/// <param name="Stars">Those that hold today, and that the words tell of; null: none.</param>
public sealed record ListingPlan(ListingDraft Draft, IReadOnlyList<(Guid VariantId, string Sku)> Variants, IReadOnlyList<(string Key, int Width)> Photos, string ContentHash, string PriceHash, string StockHash, int? Stars)
{
    public string HashOf(ListingPart part) => part switch { ListingPart.Content => ContentHash, ListingPart.Price => PriceHash, ListingPart.Stock => StockHash };
}

/// <param name="IsOffered">It is sold here at all.</param>
/// <param name="Plan">Null where it is not on offer.</param>
/// <param name="Missing">Why it cannot go there yet, in words for the producer. No words are sent then, but what stands there is told prices and stock.</param>
public sealed record ListingOutlook(bool IsOffered, ListingPlan? Plan, ChannelFailure? Missing);

/// <summary>Works out from today's catalogue what stands where. Asks no platform: whatever is needed of one was read before.</summary>
public sealed class ListingPlans(Goods goods, ReducedPrices prices, CategoryMaps maps, OutsideCatalogue outside, TimeProvider clock)
{
    /// <summary>The code of what is missing here, and no platform said.</summary>
    public const string Lacking = "missing";

    /// <summary>The market knows no sizes of parcels: a small box, in millimetres.</summary>
    private const int Length = 200, Width = 150, Height = 100;

    internal static readonly ListingOutlook NotOffered = new(false, null, null);

    public async Task<ListingOutlook> OfAsync(ChannelShop shop, Guid productId, CancellationToken cancel) => (await OfAsync(shop, [productId], cancel)).GetValueOrDefault(productId, NotOffered);

    /// <summary>Those of the products that are on offer.</summary>
    public async Task<IReadOnlyDictionary<Guid, ListingOutlook>> OfAsync(ChannelShop shop, IReadOnlyCollection<Guid> productIds, CancellationToken cancel)
    {
        var outlooks = new Dictionary<Guid, ListingOutlook>();
        foreach (var (id, ofOne) in await GoodsAsync(productIds, cancel)) outlooks.Add(id, await OfAsync(shop, ofOne, cancel));
        return outlooks;
    }

    /// <summary>What is on offer of each: read once, it may be held against several shops.</summary>
    public async Task<IReadOnlyDictionary<Guid, List<Good>>> GoodsAsync(IReadOnlyCollection<Guid> productIds, CancellationToken cancel) =>
        (await goods.OfAsync(productIds, clock.Today(), cancel, withPapers: true).ToListAsync(cancel)).GroupBy(good => good.Product.Id).ToDictionary(ofOne => ofOne.Key, ofOne => ofOne.ToList());

    /// <param name="ofOne">Of one product, at least one.</param>
    public async Task<ListingOutlook> OfAsync(ChannelShop shop, IReadOnlyList<Good> ofOne, CancellationToken cancel)
    {
        var (product, today) = (ofOne[0].Product, clock.Today());
        var skus = new List<DraftSku>(ofOne.Count);
        foreach (var good in ofOne)
        {
            var price = (await prices.OnAsync(today, product.Id, product.ProducerId, product.GroupSlug, good.Variant.Price, cancel))?.Price ?? good.Variant.Price;
            skus.Add(new DraftSku(good.Variant.Sku, good.Pack.Length > 0 ? good.Pack : good.Variant.Sku, shop.PriceOf(price), shop.StockOf(good.Stock), good.Variant.WeightGrams, Length, Width, Height, good.Variant.Gtin));
        }

        var words = await WordsAsync(shop, ofOne, skus, cancel);
        return new ListingOutlook(true, new ListingPlan(words.Draft, [.. ofOne.Select(good => (good.Variant.Id, good.Variant.Sku))], words.Photos, words.Hash,
            PartHash.Of(new JsonArray([.. skus.Select(sku => new JsonObject { ["sku"] = sku.Sku, ["price"] = sku.Price })])),
            PartHash.Of(new JsonArray([.. skus.Select(sku => new JsonObject { ["sku"] = sku.Sku, ["stock"] = sku.Stock })])), ofOne[0].Decision?.Stars), words.Missing);
    }

    private async Task<Words> WordsAsync(ChannelShop shop, IReadOnlyList<Good> ofOne, IReadOnlyList<DraftSku> skus, CancellationToken cancel)
    {
        var (first, product) = (ofOne[0], ofOne[0].Product);
        if (await maps.OfAsync(shop.Channel, product.GroupSlug, product.SetCode, clock.Today(), cancel) is not { } map) return Missing("category", "Chưa xếp ngành hàng của sàn cho bộ sản phẩm này: cán bộ xếp một lần ở bảng ngành hàng.");
        if (await outside.LimitsAsync(shop.Channel, map.Category, cancel) is not { } limits) return Missing("limits", "Chưa đọc được quy định của sàn cho ngành hàng này.");
        var fields = await outside.AttributesAsync(shop.Channel, map.Category, cancel);
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in map.Attributes)
            if ((attribute.Words ?? ProductFact.Of(attribute.Fact ?? "")?.Read(first)) is { Length: > 0 } words) attributes[attribute.Attribute] = words;
        if (fields?.FirstOrDefault(field => field is { IsRequired: true, Paper: null } && !attributes.ContainsKey(field.Id)) is { } asked) return Missing(asked.Name, $"Sàn đòi “{asked.Name}” mà sản phẩm chưa có.");
        // Photos alone: a drawn pack is none, and platforms refuse drawings of goods.
        List<(string Key, int Width)> photos = [.. first.Photos.Take(limits.MostImages).Select(photo => (photo.Key, photo.Width))];
        if (photos.Count == 0) return Missing("photo", $"Cần ít nhất một ảnh chụp rộng từ {Goods.NarrowestPhoto} điểm ảnh.");
        if (ofOne.FirstOrDefault(good => good.Variant.WeightGrams <= 0) is { } unweighed) return Missing("weight", $"Quy cách {unweighed.Variant.Sku} chưa có khối lượng gói.");

        var (papers, unpapered) = ListingPapers.Of(first, map, fields ?? []);
        var draft = new ListingDraft(ListingWords.Title(first, limits), ListingWords.Text(first, limits), map.Category, attributes, [.. photos.Select(photo => photo.Key)], skus) { Brand = await outside.BrandAsync(shop, map.Category, cancel), Papers = papers };
        return new Words(draft, photos, ContentHash(draft, map.Number), unpapered);

        Words Missing(string field, string why) => new(new ListingDraft("", [], "", ImmutableDictionary<string, string>.Empty, [], skus), [], "", new ChannelFailure(FailureClass.Validation, Lacking, why, field));
    }

    private static string ContentHash(ListingDraft draft, int map)
    {
        var content = Content(draft, map);
        // Only where there is one: what stands without keeps its hash.
        if (draft.Papers.Count > 0) content["papers"] = new JsonArray([.. draft.Papers.Select(paper => new JsonObject { ["field"] = paper.Field, ["file"] = paper.File, ["name"] = paper.Name, ["until"] = paper.Until?.ToString("O", CultureInfo.InvariantCulture) })]);
        if (draft.Brand is { } brand) content["brand"] = brand.Id ?? "";
        return PartHash.Of(content);
    }

    private static JsonObject Content(ListingDraft draft, int map) => new()
    {
        ["title"] = draft.Title,
        ["text"] = new JsonArray([.. draft.Description.Select(paragraph => JsonValue.Create(paragraph))]),
        ["category"] = draft.Category,
        ["attributes"] = new JsonObject(draft.Attributes.Select(attribute => KeyValuePair.Create(attribute.Key, (JsonNode?)JsonValue.Create(attribute.Value)))),
        ["images"] = new JsonArray([.. draft.Images.Select(image => JsonValue.Create(image))]),
        ["skus"] = new JsonArray([.. draft.Skus.Select(sku => new JsonObject { ["sku"] = sku.Sku, ["name"] = sku.Name, ["weight"] = sku.WeightGrams, ["size"] = $"{sku.LengthMm}×{sku.WidthMm}×{sku.HeightMm}", ["gtin"] = sku.Gtin })]),
        ["map"] = map,
    };

    private sealed record Words(ListingDraft Draft, IReadOnlyList<(string Key, int Width)> Photos, string Hash, ChannelFailure? Missing);
}
