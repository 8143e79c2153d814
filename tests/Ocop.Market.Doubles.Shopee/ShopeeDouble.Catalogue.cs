using System.Globalization;
using System.Text.Json.Nodes;

namespace Ocop.Market.Doubles.Shopee;

// A small part of the tree, with a leaf in which tea is sold.
public sealed partial class ShopeeDouble
{
    public const string TeaCategory = "100827";

    private const int ShortestName = 10, LongestName = 120, ShortestText = 20, LongestText = 3000, MostImages = 9, LongestTier = 14, LongestOption = 20;
    private const long LeastPrice = 1_000, MostPrice = 120_000_000, Begins = 1_000_003, Step = 37;
    private const int MostStock = 10_000_000;

    private static readonly (long Id, long Parent, string Name)[] Tree =
    [
        (100629, 0, "Thực phẩm và đồ uống"), (100658, 100629, "Đồ uống"), (100827, 100658, "Trà"), (100828, 100658, "Cà phê"), (100630, 0, "Nhà cửa & Đời sống"),
    ];

    /// <summary>By the types of the documents: 1 one of the list, 2 one of the list or a text, 3 a text.</summary>
    private static readonly Attribute[] Asks =
    [
        new(100037, "Xuất xứ", true, 1, [(1201, "Việt Nam"), (1202, "Đài Loan")], []),
        new(100095, "Tên tổ chức chịu trách nhiệm sản xuất", true, 3, [], []),
        new(100010, "Hạn bảo quản", false, 2, [(3001, "12 tháng")], ["tháng", "ngày"]),
    ];

    private static readonly (long Id, string Name, bool Enabled, long Mask, string Fee)[] Ways =
    [
        (5001, "Nhanh", true, 0, "SIZE_INPUT"), (50021, "SPX Express", true, 5001, "SIZE_INPUT"), (5012, "Hoả tốc", false, 0, "SIZE_INPUT"), (5099, "Người bán tự giao", true, 0, "CUSTOM_PRICE"),
    ];

    private sealed record Attribute(long Id, string Name, bool IsRequired, int Type, (long Id, string Name)[] Values, string[] Units);

    private Reply Categories(Asked asked) => asked.Query["language"] != "vi" ? No("error_invalid_language", "Invalid language.") : Good(new JsonObject
    {
        ["category_list"] = new JsonArray([.. Tree.Select(leaf => new JsonObject { ["category_id"] = leaf.Id, ["parent_category_id"] = leaf.Parent, ["original_category_name"] = leaf.Name, ["display_category_name"] = leaf.Name, ["has_children"] = !IsLeaf(leaf.Id) })]),
    });

    private Reply AttributeTree(Asked asked)
    {
        if (asked.Query["language"] != "vn") return No("error_invalid_language", "Invalid language.");
        var ids = Numbers(asked, "category_id_list");
        if (ids.Count is 0 or > 20) return No("error_param", "category_id_list: max count is 20");
        return ids.FirstOrDefault(id => !IsLeaf(id)) is var wrong and not 0 ? No("error_invalid_category", $"Invalid category ID {wrong}") : Good(new JsonObject
        {
            ["list"] = new JsonArray([.. ids.Select(id => new JsonObject { ["category_id"] = id, ["attribute_tree"] = new JsonArray([.. Asks.Select(Json)]), ["warning"] = "" })]),
        });
    }

    private IReadOnlyList<(long Id, string Name)> BrandList => [(0, "NoBrand"), .. Registered.Where(brand => brand.IsOpen).Select(brand => (long.Parse(brand.Id, CultureInfo.InvariantCulture), brand.Name))];

    private Reply Brands(Asked asked)
    {
        if (asked.Query["status"].ToString() is not ("1" or "2")) return Fault("error_param", "get_brand_list: status is 1 or 2");
        if (Span(asked, "page_size") is not (>= 1 and <= 100 and var size)) return Fault("error_param", "get_brand_list: page_size is 1 to 100");
        // Where a page begins is a number that only this list understands; after the last one it names the first again.
        if (Span(asked, "offset") is not { } offset || (offset != 0 && (offset - Begins) % Step != 0)) return Fault("error_param", "get_brand_list: an offset that was never told");
        if (Numbers(asked, "category_id") is not [var category] || !IsLeaf(category)) return No("error_invalid_category", "Invalid category ID");
        var (all, from) = (asked.Query["status"] == "1" ? BrandList : [], offset == 0 ? 0 : (int)((offset - Begins) / Step));
        var hasMore = from + size < all.Count;
        return Good(new JsonObject
        {
            ["brand_list"] = new JsonArray([.. all.Skip(from).Take((int)size).Select(brand => new JsonObject { ["brand_id"] = brand.Id, ["original_brand_name"] = brand.Name, ["display_brand_name"] = brand.Id == 0 ? "Không thương hiệu" : brand.Name })]),
            ["has_next_page"] = hasMore, ["next_offset"] = hasMore ? Begins + (from + size) * Step : 0, ["is_mandatory"] = true, ["input_type"] = "DROP_DOWN",
        });
    }

    private Reply Limits(Asked asked) => Numbers(asked, "category_id") is [var category] && IsLeaf(category)
        ? Good(new JsonObject
        {
            ["price_limit"] = Between(LeastPrice, MostPrice), ["stock_limit"] = Between(0, MostStock), ["item_name_length_limit"] = Between(ShortestName, LongestName), ["item_image_count_limit"] = Between(1, MostImages),
            ["item_description_length_limit"] = Between(ShortestText, LongestText), ["tier_variation_name_length_limit"] = Between(0, LongestTier), ["tier_variation_option_length_limit"] = Between(0, LongestOption),
            ["weight_limit"] = new JsonObject { ["weight_mandatory"] = true }, ["dimension_limit"] = new JsonObject { ["dimension_mandatory"] = false }, ["gtin_limit"] = new JsonObject { ["gtin_validation_rule"] = "Optional" },
        })
        : No("error_invalid_category", "Invalid category ID");

    private Reply Channels(Asked asked) => Good(new JsonObject
    {
        ["logistics_channel_list"] = new JsonArray([.. Ways.Select(way => new JsonObject { ["logistics_channel_id"] = way.Id, ["logistics_channel_name"] = way.Name, ["enabled"] = way.Enabled, ["mask_channel_id"] = way.Mask, ["fee_type"] = way.Fee })]),
    });

    private static bool IsLeaf(long category) => Tree.Any(leaf => leaf.Id == category) && Tree.All(leaf => leaf.Parent != category);

    private static JsonObject Between(long least, long most) => new() { ["min_limit"] = least, ["max_limit"] = most };

    private static JsonObject Json(Attribute attribute) => new()
    {
        ["attribute_id"] = attribute.Id, ["mandatory"] = attribute.IsRequired, ["name"] = attribute.Name,
        ["attribute_value_list"] = new JsonArray([.. attribute.Values.Select(value => new JsonObject { ["value_id"] = value.Id, ["name"] = value.Name })]),
        ["attribute_info"] = new JsonObject { ["input_type"] = attribute.Type, ["input_validation_type"] = 0, ["format_type"] = attribute.Units.Length > 0 ? 2 : 1, ["attribute_unit_list"] = new JsonArray([.. attribute.Units.Select(unit => JsonValue.Create(unit))]), ["max_value_count"] = 1 },
    };

    // The gateway takes a repeated key as well as commas.
    private static IReadOnlyList<long> Numbers(Asked asked, string name) =>
        [.. asked.Query[name].SelectMany(value => value!.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(text => long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0).Where(number => number > 0)];
}
