using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Ocop.Market.Channels.Connectors.Shopee;

// What the platform has to choose from, and what it would refuse.
public sealed partial class ShopeeConnector
{
    private const int LongestSku = 100, BrandsPerPage = 100;

    /// <summary>Brands that Shopee has looked through; the others wait for that.</summary>
    private const string InUse = "1";

    public Task<ChannelResult<IReadOnlyList<OutsideCategory>>> ListCategoriesAsync(ShopAccess shop, CancellationToken cancel) =>
        GetAsync<IReadOnlyList<OutsideCategory>>(shop, "product/get_category", [("language", "vi")], root =>
            [.. Response(root).List("category_list").Select(category => new OutsideCategory(category.Id("category_id"), category.Text("parent_category_id") is { Length: > 0 } parent and not "0" ? parent : null,
                category.Text("display_category_name") ?? category.Id("original_category_name"), !category.Flag("has_children")))], cancel);

    public async Task<ChannelResult<IReadOnlyList<OutsideAttribute>>> ListAttributesAsync(ShopAccess shop, string category, CancellationToken cancel) =>
        Map<IReadOnlyList<Asked>, IReadOnlyList<OutsideAttribute>>(await AskedForAsync(shop, category, cancel), asked => [.. asked.Select(it => it.Attribute)]);

    public Task<ChannelResult<OutsideLimits>> GetLimitsAsync(ShopAccess shop, string category, CancellationToken cancel) => GetAsync(shop, "product/get_item_limit", [("category_id", category)], root =>
    {
        var (name, description, images) = (Limit(root, "item_name_length_limit"), Limit(root, "item_description_length_limit"), Limit(root, "item_image_count_limit"));
        return new OutsideLimits(name.Whole("min_limit"), name.Whole("max_limit"), null, description.Whole("max_limit"), images.Whole("max_limit"));
    }, cancel);

    public bool HasOneList => false;

    /// <summary>Where the next page begins is Shopee's own number, after the last one too: what ends the list is that it has no next page.</summary>
    public Task<ChannelResult<OutsideBrandPage>> ListBrandsAsync(ShopAccess shop, string category, string? cursor, CancellationToken cancel) =>
        GetAsync(shop, "product/get_brand_list", [("category_id", category), ("status", InUse), ("offset", cursor ?? "0"), ("page_size", Text(BrandsPerPage))], root =>
        {
            var page = Response(root);
            return new OutsideBrandPage([.. page.List("brand_list").Select(brand => new OutsideBrand(brand.Id("brand_id"), brand.Id("original_brand_name")))], page.Flag("has_next_page") ? page.Id("next_offset") : null);
        }, cancel);

    /// <summary>Stock is told with the warehouse always or never: a shop that has none answers so, and nothing may be sent for it.</summary>
    public Task<ChannelResult<OutsideWarehouse>> FindWarehouseAsync(ShopAccess shop, CancellationToken cancel) =>
        GetAsync(shop, "shop/get_warehouse_detail", [], root => new OutsideWarehouse(root.List("response").Select(warehouse => warehouse.Text("location_id")).FirstOrDefault(id => !string.IsNullOrEmpty(id))), cancel, none: ["error_not_in_whitelist", "error_can_not_find_warehouse"]);

    /// <summary>An upload without an answer is simply made again: another picture that nothing shows.</summary>
    public async Task<ChannelResult<MediaReference>> UploadImageAsync(ShopAccess shop, Stream image, string name, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await image.CopyToAsync(bytes, cancel);
        var isPng = name.EndsWith(".png", StringComparison.OrdinalIgnoreCase);
        var picture = new ByteArrayContent(bytes.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue(isPng ? "image/png" : "image/jpeg") } };
        // "normal" pictures are made square over there.
        var form = new MultipartFormDataContent { { new StringContent("normal"), "scene" }, { picture, "image", isPng ? "image.png" : "image.jpg" } };
        return await AskAsync(Public(HttpMethod.Post, "media_space/upload_image", form), shop.Shop, CallKind.Read, root => new MediaReference((Response(root).Of("image_info") ?? throw new FormatException("No image_info.")).Id("image_id")), cancel);
    }

    public IReadOnlyList<ChannelFailure> Check(ListingDraft draft, OutsideLimits limits)
    {
        var (title, description) = (ShopeeDraft.Clean(draft.Title).EnumerateRunes().Count(), ShopeeDraft.Description(draft).EnumerateRunes().Count());
        var wrong = new List<ChannelFailure>();
        if (title < limits.ShortestTitle) Wrong("error_item_name_is_too_short", "item_name", $"Tên phải có ít nhất {limits.ShortestTitle} ký tự.");
        if (title > limits.LongestTitle) Wrong("error_title_exceeds_max_length", "item_name", $"Tên dài quá {limits.LongestTitle} ký tự.");
        if (description > limits.LongestDescription) Wrong("error_param", "description", $"Mô tả dài quá {limits.LongestDescription} ký tự.");
        if (draft.Images.Count == 0) Wrong("error_image_num_min", "image", "Chưa có ảnh nào.");
        if (draft.Images.Count > limits.MostImages) Wrong("error_param", "image", $"Nhiều hơn {limits.MostImages} ảnh.");
        if (draft.Skus.Count == 0) Wrong("error_param", "model", "Chưa có quy cách nào.");
        if (draft.Skus.Count > MostSkus) Wrong("error_model_count_over_limit", "model", $"Nhiều hơn {MostSkus} quy cách.");
        if (draft.Skus.Count > 1 && draft.Skus.DistinctBy(sku => ShopeeDraft.Clean(sku.Name), StringComparer.OrdinalIgnoreCase).Count() < draft.Skus.Count) Wrong("error_model_duplicate_name", "tier_variation", "Hai quy cách có cùng tên.");
        foreach (var sku in draft.Skus)
        {
            if (sku.Sku.Length is 0 or > LongestSku) Wrong("error_param", "item_sku", $"Mã {sku.Sku}: phải có từ 1 đến {LongestSku} ký tự.");
            if (sku.WeightGrams <= 0) Wrong("error_param", "weight", $"Mã {sku.Sku}: chưa có khối lượng.");
            if (sku.Price <= 0) Wrong("error_invalid_price", "original_price", $"Mã {sku.Sku}: chưa có giá.");
        }

        return wrong;

        void Wrong(string code, string field, string message) => wrong.Add(new ChannelFailure(FailureClass.Validation, code, message, field));
    }

    /// <summary>The tree as it is asked for; attributes that open under a value of another are the seller's to fill in over there.</summary>
    private Task<ChannelResult<IReadOnlyList<Asked>>> AskedForAsync(ShopAccess shop, string category, CancellationToken cancel) =>
        GetAsync<IReadOnlyList<Asked>>(shop, "product/get_attribute_tree", [("category_id_list", category), ("language", "vn")], root =>
            [.. Response(root).List("list").Where(it => it.Text("category_id") == category).SelectMany(it => it.List("attribute_tree")).Select(attribute =>
            {
                var info = attribute.Of("attribute_info");
                return new Asked(new OutsideAttribute(attribute.Id("attribute_id"), attribute.Text("name") ?? "", attribute.Flag("mandatory"), info?.Text("input_type") is "2" or "3" or "5",
                    [.. attribute.List("attribute_value_list").Select(value => (value.Id("value_id"), value.Text("name") ?? ""))]), [.. (info?.List("attribute_unit_list") ?? []).Select(unit => unit.GetString()!)]);
            })], cancel);

    private static JsonElement Response(JsonElement root) => root.Of("response") ?? throw new FormatException("No response.");

    private static JsonElement Limit(JsonElement root, string name) => Response(root).Of(name) ?? throw new FormatException($"No {name}.");
}
