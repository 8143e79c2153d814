using System.Globalization;
using System.Text.Json;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Connectors.Vendure;

/// <summary>
/// Listings. A product with several SKUs is a group of options, a product and its variants there, made one after the other; buyers see it once all of it stands.
/// Vendure reads the numbers in a request by the names of arguments: what calls its argument "input" never goes together with another that does.
/// </summary>
public sealed partial class VendureConnector
{
    private const int ListingsPerPage = 100;

    private const string Whole = " fragment Whole on Product { id name slug enabled variants { id sku priceWithTax stockLevels { stockOnHand stockAllocated } } }";

    public async Task<ChannelResult<OutsideListing>> CreateAsync(ShopAccess shop, ListingDraft draft, Guid operation, CancellationToken cancel)
    {
        var held = await TermsAsync(shop, cancel);
        if (held.Value is not { } terms) return held.Failure!;
        // Not from the title, which may be another at the next try.
        var slug = VietnameseText.Slug(draft.Skus.Select(sku => sku.Sku).Order(StringComparer.Ordinal).First());
        if (await ClearAsync(shop, draft, slug, cancel) is { } taken) return taken;

        Choice? choice = null;
        if (draft.Skus.Count > 1)
        {
            var offered = await OfferAsync(shop, slug, draft.Skus.Select(sku => (sku.Sku, sku.Name)), terms, cancel);
            if (offered.Failure is { } unoffered) return unoffered;
            choice = offered.Value;
        }

        var begun = await AskAsync(shop, CallKind.Write, "mutation ($input: CreateProductInput!) { createProduct(input: $input) { id } }",
            new { input = new { enabled = false, facetValueIds = Facets(draft), assetIds = draft.Images, featuredAssetId = draft.Images.FirstOrDefault(), translations = new[] { new { languageCode = terms.Language, name = VendureRules.Plain(draft.Title), slug, description = VendureRules.Description(draft) } } } },
            data => Text(data.GetProperty("createProduct"), "id"), cancel);
        if (begun.Value is not { } id) return begun.Failure!;
        var filled = await AskAsync(shop, CallKind.Write, "mutation ($product: ID!, $group: ID!, $isChoice: Boolean!, $input: [CreateProductVariantInput!]!) { addOptionGroupToProduct(productId: $product, optionGroupId: $group) @include(if: $isChoice) { id } createProductVariants(input: $input) { id } }",
            new { product = id, group = choice?.Id ?? "0", isChoice = choice is not null, input = draft.Skus.Select(sku => Variant(shop, id, draft, sku, choice, terms)) }, data => new Answer(data), cancel);
        return filled.Failure is { } unfilled ? unfilled : await EnableAsync(shop, new OutsideKey(id, new Dictionary<string, string>()), true, cancel);
    }

    public async Task<ChannelResult<OutsideListing>> UpdateContentAsync(ShopAccess shop, OutsideKey key, ListingDraft draft, CancellationToken cancel)
    {
        var held = await TermsAsync(shop, cancel);
        if (held.Value is not { } terms) return held.Failure!;
        if (draft.Skus.Any(sku => !key.Skus.ContainsKey(sku.Sku)))
        {
            var joined = await JoinAsync(shop, key, draft, terms, cancel);
            if (joined.Value is not { } wider) return joined.Failure!;
            key = wider;
        }

        var named = await WriteLinesAsync(shop, key, [.. draft.Skus.Select(sku => sku.Sku)], draft.Skus.Select(sku => new { id = key.Skus[sku.Sku], translations = Named(terms, VendureRules.Name(draft, sku)) }), cancel);
        if (named.Failure is { } unnamed) return unnamed;
        return await UpdateAsync(shop, new { id = key.ItemId, facetValueIds = Facets(draft), assetIds = draft.Images, featuredAssetId = draft.Images.FirstOrDefault(), translations = new[] { new { languageCode = terms.Language, name = VendureRules.Plain(draft.Title), description = VendureRules.Description(draft) } } }, cancel);
    }

    public async Task<ChannelResult<IReadOnlyList<LineAnswer>>> UpdatePricesAsync(ShopAccess shop, OutsideKey key, IReadOnlyList<PriceLine> lines, CancellationToken cancel)
    {
        var held = await TermsAsync(shop, cancel);
        if (held.Value is not { } terms) return held.Failure!;
        return await WriteLinesAsync(shop, key, [.. lines.Select(line => line.Sku)], lines.Where(line => key.Skus.ContainsKey(line.Sku)).Select(line => new { id = key.Skus[line.Sku], price = line.Price * terms.Unit }), cancel);
    }

    /// <summary>What Vendure holds for orders that were not sent yet is on hand there and can no longer be sold: it comes on top of ours.</summary>
    public async Task<ChannelResult<IReadOnlyList<LineAnswer>>> UpdateStockAsync(ShopAccess shop, OutsideKey key, IReadOnlyList<StockLine> lines, CancellationToken cancel)
    {
        var ids = lines.Where(line => key.Skus.ContainsKey(line.Sku)).Select(line => key.Skus[line.Sku]).ToList();
        var held = await AskAsync(shop, CallKind.Read, "query ($ids: [String!]!) { productVariants(options: { take: 1000, filter: { id: { in: $ids } } }) { items { id stockLevels { stockAllocated } } } }", new { ids },
            data => data.GetProperty("productVariants").GetProperty("items").EnumerateArray().ToDictionary(variant => Text(variant, "id"), variant => Sum(variant, "stockAllocated")), cancel);
        if (held.Value is not { } allocated) return held.Failure!;
        return await WriteLinesAsync(shop, key, [.. lines.Select(line => line.Sku)], lines.Where(line => key.Skus.ContainsKey(line.Sku)).Select(line => (Id: key.Skus[line.Sku], OnHand: line.Stock + allocated.GetValueOrDefault(key.Skus[line.Sku])))
            .Select(line => new { line.Id, stockOnHand = shop.Warehouse is null ? line.OnHand : (int?)null, stockLevels = At(shop, line.OnHand) }), cancel);
    }

    public Task<ChannelResult<OutsideListing>> HideAsync(ShopAccess shop, OutsideKey key, CancellationToken cancel) => EnableAsync(shop, key, false, cancel);

    public Task<ChannelResult<OutsideListing>> ShowAsync(ShopAccess shop, OutsideKey key, CancellationToken cancel) => EnableAsync(shop, key, true, cancel);

    public async Task<ChannelResult<OutsideListing>> ReadAsync(ShopAccess shop, OutsideKey key, CancellationToken cancel)
    {
        var found = await ReadAllAsync(shop, "query ($id: ID!) { product(id: $id) { ...Whole } }", new { id = key.ItemId }, data => [data.GetProperty("product")], cancel);
        return found.Value is { } read ? read.FirstOrDefault() ?? (ChannelResult<OutsideListing>)Gone(key.ItemId) : found.Failure!;
    }

    public async Task<ChannelResult<OutsideListing>> FindBySkuAsync(ShopAccess shop, string sku, CancellationToken cancel)
    {
        var found = await ReadAllAsync(shop, "query ($sku: String!) { productVariants(options: { filter: { sku: { eq: $sku } } }) { items { product { ...Whole } } } }", new { sku },
            data => data.GetProperty("productVariants").GetProperty("items").EnumerateArray().Select(variant => variant.GetProperty("product")), cancel);
        // Some databases of theirs take a for A.
        return found.Value is { } read ? read.FirstOrDefault(listing => listing.Key.Skus.ContainsKey(sku)) ?? (ChannelResult<OutsideListing>)Gone(sku) : found.Failure!;
    }

    /// <summary>Everything, each time: a product's own date stays as it was where a price or the stock of a variant changes.</summary>
    /// <param name="cursor">How many to skip.</param>
    public async Task<ChannelResult<OutsidePage>> ListChangedAsync(ShopAccess shop, DateTime since, string? cursor, CancellationToken cancel)
    {
        var skip = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var found = await ReadAllAsync(shop, "query ($skip: Int!, $take: Int!) { products(options: { skip: $skip, take: $take, sort: { id: ASC } }) { items { ...Whole } } }", new { skip, take = ListingsPerPage },
            data => data.GetProperty("products").GetProperty("items").EnumerateArray(), cancel);
        return found.Value is { } read ? new OutsidePage(read, read.Count == ListingsPerPage ? (skip + ListingsPerPage).ToString(CultureInfo.InvariantCulture) : null) : found.Failure!;
    }

    /// <summary>Looks whether a SKU is taken, which Vendure itself does not mind, and clears away what an earlier try left half made: hidden, without variants, under the same address.</summary>
    private async Task<ChannelFailure?> ClearAsync(ShopAccess shop, ListingDraft draft, string slug, CancellationToken cancel)
    {
        var before = await AskAsync(shop, CallKind.Read, "query ($skus: [String!]!, $slug: String!) { productVariants(options: { take: 1, filter: { sku: { in: $skus } } }) { items { sku } } product(slug: $slug) { id enabled variantList { totalItems } } }", new { skus = draft.Skus.Select(sku => sku.Sku), slug }, data => new Answer(data), cancel);
        if (before.Value is not { Data: var data }) return before.Failure;
        if (data.GetProperty("productVariants").GetProperty("items").EnumerateArray().Select(variant => Text(variant, "sku")).FirstOrDefault() is { } sku) return new ChannelFailure(FailureClass.Duplicate, "sku-exists", $"Cửa hàng đã có mã {sku}.", "sku");
        if (data.GetProperty("product") is not { ValueKind: JsonValueKind.Object } half || half.GetProperty("enabled").GetBoolean() || half.GetProperty("variantList").GetProperty("totalItems").GetInt32() > 0) return null;
        return await WriteAsync(shop, "mutation ($id: ID!) { deleteProduct(id: $id) { result } }", new { id = Text(half, "id") }, cancel);
    }

    private Task<ChannelResult<Choice>> OfferAsync(ShopAccess shop, string code, IEnumerable<(string Sku, string Name)> options, Terms terms, CancellationToken cancel) =>
        AskAsync(shop, CallKind.Write, "mutation ($input: CreateProductOptionGroupInput!) { createProductOptionGroup(input: $input) { id options { id code } } }",
            new { input = new { code, translations = Named(terms, "Phân loại"), options = options.Select(option => new { code = option.Sku, translations = Named(terms, VendureRules.Plain(option.Name)) }) } }, data => new Choice(data.GetProperty("createProductOptionGroup")), cancel);

    /// <summary>
    /// Variants join those that stand. Vendure wants a place in the choice for each of several, so a product that had one variant and nothing to choose is given a choice, and what stands its place in it.
    /// Each step looks at what is there: one that broke off is gone on with.
    /// </summary>
    private async Task<ChannelResult<OutsideKey>> JoinAsync(ShopAccess shop, OutsideKey key, ListingDraft draft, Terms terms, CancellationToken cancel)
    {
        var read = await AskAsync(shop, CallKind.Read, "query ($id: ID!) { product(id: $id) { slug optionGroups { id options { id code } } variants { id sku options { id } } } }", new { id = key.ItemId }, data => new Answer(data.GetProperty("product")), cancel);
        if (read.Value is not { Data: var product }) return read.Failure!;
        if (product.ValueKind != JsonValueKind.Object) return Gone(key.ItemId);
        var standing = product.GetProperty("variants").EnumerateArray().Select(variant => (Sku: Text(variant, "sku"), Id: Text(variant, "id"), HasPlace: variant.GetProperty("options").GetArrayLength() > 0)).DistinctBy(variant => variant.Sku).ToList();
        var skus = new Dictionary<string, string>(key.Skus);
        foreach (var variant in standing) skus[variant.Sku] = variant.Id;
        List<DraftSku> added = [.. draft.Skus.Where(sku => !skus.ContainsKey(sku.Sku))];
        if (added.Count == 0) return new OutsideKey(key.ItemId, skus);

        List<JsonElement> groups = [.. product.GetProperty("optionGroups").EnumerateArray()];
        // Which of two choices of the seller's own a new variant would belong to nobody can tell.
        if (groups.Count > 1) return new ChannelFailure(FailureClass.Validation, "options", $"Cửa hàng cho chọn sản phẩm này theo {groups.Count} nhóm tùy chọn: thêm quy cách {added[0].Sku} ngay ở cửa hàng, với đúng mã SKU ấy.", "options");
        var names = draft.Skus.ToDictionary(sku => sku.Sku, sku => sku.Name);
        List<(string Sku, string Name)> places = [.. standing.Where(variant => !variant.HasPlace).Select(variant => variant.Sku).Concat(added.Select(sku => sku.Sku)).Select(sku => (sku, names.GetValueOrDefault(sku, sku)))];
        var offered = groups is [var group] ? new Choice(group) : await OfferAsync(shop, Text(product, "slug"), places, terms, cancel);
        if (offered.Value is not { } choice) return offered.Failure!;
        if (groups.Count == 0 && await WriteAsync(shop, "mutation ($product: ID!, $group: ID!) { addOptionGroupToProduct(productId: $product, optionGroupId: $group) { id } }", new { product = key.ItemId, group = choice.Id }, cancel) is { } unlinked) return unlinked;
        foreach (var (sku, name) in places.Where(place => !choice.Has(place.Sku)))
        {
            var option = await AskAsync(shop, CallKind.Write, "mutation ($input: CreateProductOptionInput!) { createProductOption(input: $input) { id code } }",
                new { input = new { productOptionGroupId = choice.Id, code = sku, translations = Named(terms, VendureRules.Plain(name)) } }, data => new Answer(data.GetProperty("createProductOption")), cancel);
            if (option.Value is not { Data: var made }) return option.Failure!;
            choice.Add(made);
        }

        var bare = standing.Where(variant => !variant.HasPlace).Select(variant => new { variant.Id, optionIds = new[] { choice.Of(variant.Sku) } }).ToList();
        if (bare.Count > 0 && await WriteAsync(shop, "mutation ($input: [UpdateProductVariantInput!]!) { updateProductVariants(input: $input) { id } }", new { input = bare }, cancel) is { } unplaced) return unplaced;
        return await AskAsync(shop, CallKind.Write, "mutation ($input: [CreateProductVariantInput!]!) { createProductVariants(input: $input) { id sku } }", new { input = added.Select(sku => Variant(shop, key.ItemId, draft, sku, choice, terms)) }, data =>
        {
            foreach (var made in data.GetProperty("createProductVariants").EnumerateArray()) skus[Text(made, "sku")] = Text(made, "id");
            return new OutsideKey(key.ItemId, skus);
        }, cancel);
    }

    private async Task<ChannelFailure?> WriteAsync(ShopAccess shop, string mutation, object variables, CancellationToken cancel) => (await AskAsync(shop, CallKind.Write, mutation, variables, data => new Answer(data), cancel)).Failure;

    private Task<ChannelResult<OutsideListing>> EnableAsync(ShopAccess shop, OutsideKey key, bool enabled, CancellationToken cancel) => UpdateAsync(shop, new { id = key.ItemId, enabled }, cancel);

    private async Task<ChannelResult<OutsideListing>> UpdateAsync(ShopAccess shop, object input, CancellationToken cancel)
    {
        var held = await TermsAsync(shop, cancel);
        if (held.Value is not { } terms) return held.Failure!;
        return await AskAsync(shop, CallKind.Write, "mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { ...Whole } }" + Whole, new { input }, data => Listing(data.GetProperty("updateProduct"), terms), cancel);
    }

    /// <summary>Vendure takes all of them or none.</summary>
    private async Task<ChannelResult<IReadOnlyList<LineAnswer>>> WriteLinesAsync(ShopAccess shop, OutsideKey key, IReadOnlyList<string> skus, IEnumerable<object> input, CancellationToken cancel)
    {
        IReadOnlyList<LineAnswer> lines = [.. skus.Select(sku => new LineAnswer(sku, key.Skus.ContainsKey(sku) ? null : Unknown(sku)))];
        return await AskAsync(shop, CallKind.Write, "mutation ($input: [UpdateProductVariantInput!]!) { updateProductVariants(input: $input) { id } }", new { input }, _ => lines, cancel);
    }

    private async Task<ChannelResult<IReadOnlyList<OutsideListing>>> ReadAllAsync(ShopAccess shop, string query, object variables, Func<JsonElement, IEnumerable<JsonElement>> products, CancellationToken cancel)
    {
        var held = await TermsAsync(shop, cancel);
        if (held.Value is not { } terms) return held.Failure!;
        return await AskAsync<IReadOnlyList<OutsideListing>>(shop, CallKind.Read, query + Whole, variables, data => [.. products(data).Where(product => product.ValueKind == JsonValueKind.Object).Select(product => Listing(product, terms))], cancel);
    }

    private OutsideListing Listing(JsonElement product, Terms terms)
    {
        // A SKU that stands there twice was doubled by hand: the first counts.
        var variants = product.GetProperty("variants").EnumerateArray().DistinctBy(variant => Text(variant, "sku")).ToList();
        return new OutsideListing(new OutsideKey(Text(product, "id"), variants.ToDictionary(variant => Text(variant, "sku"), variant => Text(variant, "id"))),
            product.GetProperty("enabled").GetBoolean() ? ObservedState.Live : ObservedState.Hidden, Text(product, "name"), Options.ListingAddress is { } window ? new Uri(window.AbsoluteUri + Text(product, "slug")) : null,
            [.. variants.Select(variant => new OutsideSku(Text(variant, "sku"), terms.Dong(variant.GetProperty("priceWithTax")), Sum(variant, "stockOnHand") - Sum(variant, "stockAllocated")))]);
    }

    private static object Variant(ShopAccess shop, string product, ListingDraft draft, DraftSku sku, Choice? choice, Terms terms) => new
    {
        productId = product, sku.Sku, price = sku.Price * terms.Unit, translations = Named(terms, VendureRules.Name(draft, sku)), optionIds = choice is null ? [] : new[] { choice.Of(sku.Sku) },
        // Sold out is sold out, whatever the shop does with goods of its own.
        trackInventory = "TRUE", useGlobalOutOfStockThreshold = false, outOfStockThreshold = 0,
        stockOnHand = shop.Warehouse is null ? sku.Stock : (int?)null, stockLevels = At(shop, sku.Stock),
    };

    private static int Sum(JsonElement variant, string field) => variant.GetProperty("stockLevels").EnumerateArray().Sum(level => level.GetProperty(field).GetInt32());

    private static object[]? At(ShopAccess shop, int onHand) => shop.Warehouse is { } id ? [new { stockLocationId = id, stockOnHand = onHand }] : null;

    private static object[] Named(Terms terms, string name) => [new { languageCode = terms.Language, name }];

    private static string[] Facets(ListingDraft draft) => [draft.Category];

    private static ChannelFailure Unknown(string sku) => new(FailureClass.Validation, "no-variant", $"Cửa hàng chưa có mã {sku} trong sản phẩm này.", "sku");

    private static ChannelFailure Gone(string what) => new(FailureClass.Gone, "not-found", $"The shop has no {what}.");

    /// <summary>What buyers choose between.</summary>
    private sealed class Choice(JsonElement group)
    {
        public string Id { get; } = Text(group, "id");

        // In a choice of the seller's own a code may stand twice.
        private readonly Dictionary<string, string> _options = group.GetProperty("options").EnumerateArray().DistinctBy(option => Text(option, "code")).ToDictionary(option => Text(option, "code"), option => Text(option, "id"));

        public bool Has(string sku) => _options.ContainsKey(sku);

        public string Of(string sku) => _options[sku];

        public void Add(JsonElement option) => _options.Add(Text(option, "code"), Text(option, "id"));
    }
}
