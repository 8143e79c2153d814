using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Ocop.Market.Doubles.Lazada;

public sealed partial class LazadaDouble
{
    /// <summary>The leaf in which tea is sold, and the brand that stands for none.</summary>
    public const string TeaCategory = "10002019", NoBrand = "30768";

    private const int LargestPicture = 3 * 1024 * 1024, ShortestSide = 330, LongestSide = 5000, BrandsPerPage = 200;

    private IReadOnlyList<(string Id, string Name)> BrandNames => [(NoBrand, "No Brand"), ("30769", "Suối Giàng"), .. Registered.Where(brand => brand.IsOpen).Select(brand => (brand.Id, brand.Name))];

    private static readonly (string Id, string? Parent, string Name)[] Shelves =
    [
        ("10002000", null, "Bách hóa"), ("10002010", "10002000", "Đồ uống"), (TeaCategory, "10002010", "Trà"), ("10002020", "10002000", "Mật ong"), ("10003000", null, "Nhà cửa và đời sống"), ("10003010", "10003000", "Đồ mây tre"),
    ];

    // What every category asks for.
    private static readonly Slot[] Common =
    [
        new("name", "Tên sản phẩm", "text", true, false, []), new("description", "Mô tả", "richText", true, false, []), new("short_description", "Đặc điểm nổi bật", "richText", false, false, []), new("brand", "Thương hiệu", "singleSelect", true, false, ["No Brand", "Suối Giàng"]),
        new("SellerSku", "SKU của người bán", "text", true, true, []), new("quantity", "Số lượng", "numeric", true, true, []), new("price", "Giá", "numeric", true, true, []),
        new("special_price", "Giá khuyến mãi", "numeric", false, true, []), new("special_from_date", "Từ ngày", "date", false, true, []), new("special_to_date", "Đến ngày", "date", false, true, []),
        new("package_weight", "Khối lượng", "numeric", true, true, []), new("package_length", "Dài", "numeric", true, true, []), new("package_width", "Rộng", "numeric", true, true, []), new("package_height", "Cao", "numeric", true, true, []),
        new("package_content", "Trong hộp có gì", "text", false, true, []), new("color_family", "Nhóm màu", "singleSelect", false, true, ["Xanh", "Nâu"], IsSaleProp: true), new("__images__", "Ảnh", "img", false, true, []),
    ];

    private static readonly Slot[] OfTea = [new("tea_type", "Loại trà", "singleSelect", true, false, ["Trà xanh", "Trà đen", "Trà ô long"]), new("shelf_life", "Hạn sử dụng", "text", true, false, []), new("flavor", "Hương", "multiEnumInput", false, false, ["Sen", "Nhài"])];

    private readonly Dictionary<string, byte[]> _pictures = [];

    private static bool IsLeaf(string category) => Shelves.Any(shelf => shelf.Id == category) && Shelves.All(shelf => shelf.Parent != category);

    private static IEnumerable<Slot> SlotsOf(string category) => category == TeaCategory ? Common.Concat(OfTea) : Common;

    private JsonObject Tree(Asked asked) => asked["language_code"] is "vi_VN" or "en_US" or "" ? Yes(Branch(null)) : Fault(asked, No("5", "E005: Invalid Request Format"));

    private static JsonArray Branch(string? parent) => new([.. Shelves.Where(shelf => shelf.Parent == parent).Select(shelf =>
    {
        var json = new JsonObject { ["var"] = true, ["name"] = shelf.Name, ["leaf"] = IsLeaf(shelf.Id), ["category_id"] = Number(shelf.Id) };
        if (!IsLeaf(shelf.Id)) json["children"] = Branch(shelf.Id);
        return json;
    })]);

    private JsonObject Attributes(Asked asked)
    {
        var category = asked["primary_category_id"];
        if (category.Length == 0) return Fault(asked, No("1", "E001: Parameter primary_category_id is mandatory"));
        if (Shelves.All(shelf => shelf.Id != category)) return No("4227", "Query category is null");
        if (!IsLeaf(category)) return No("57", "E057: No attribute sets linked to that category.");
        return Yes(new JsonArray([.. SlotsOf(category).Select((slot, i) => new JsonObject
        {
            ["id"] = 100 + i, ["name"] = slot.Name, ["label"] = slot.Label, ["input_type"] = slot.Input, ["is_mandatory"] = slot.IsMandatory ? 1 : 0, ["attribute_type"] = slot.IsOfSku ? "sku" : "normal", ["is_sale_prop"] = slot.IsSaleProp ? 1 : 0,
            ["advanced"] = new JsonObject { ["is_key_prop"] = slot.IsMandatory ? 1 : 0 }, ["options"] = new JsonArray([.. slot.Options.Select((option, n) => new JsonObject { ["id"] = 1000 + n, ["name"] = option, ["en_name"] = option })]),
        })]));
    }

    private JsonObject Brands(Asked asked)
    {
        if (!int.TryParse(asked["startRow"], NumberStyles.None, CultureInfo.InvariantCulture, out var start) || !int.TryParse(asked["pageSize"], NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size is 0 or > BrandsPerPage) return Fault(asked, No("5", "E005: Invalid Request Format"));
        var answer = Yes(new JsonObject
        {
            ["start_row"] = start, ["page_index"] = start / size, ["page_size"] = size, ["total_record"] = BrandNames.Count,
            ["module"] = new JsonArray([.. BrandNames.Skip(start).Take(size).Select(brand => new JsonObject { ["brand_id"] = Number(brand.Id), ["name"] = brand.Name, ["name_en"] = brand.Name, ["global_identifier"] = brand.Name.ToLowerInvariant() })]),
        });
        answer["success"] = true;
        return answer;
    }

    private JsonObject Upload(Asked asked)
    {
        if (asked.Image is not { Length: > 0 } image) return Fault(asked, No("30", "E030: Empty Request"));
        if (image.Length > LargestPicture) return No("303", "E303: The image is too large");
        if (LazadaWire.Picture(image) is not { } picture || picture.Width is < ShortestSide or > LongestSide || picture.Height is < ShortestSide or > LongestSide) return No("302", "E302: Not supported image");
        var hash = Convert.ToHexStringLower(SHA256.HashData(image))[..32];
        _pictures[$"{hash}.{picture.Ending}"] = image;
        return Yes(new JsonObject { ["image"] = new JsonObject { ["hash_code"] = hash, ["url"] = new Uri(Address, $"/p/{hash}.{picture.Ending}").AbsoluteUri } });
    }

    private bool IsOwnPicture(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Authority == Address.Authority && _pictures.ContainsKey(uri.Segments[^1]);

    /// <summary>An attribute of a category.</summary>
    private sealed record Slot(string Name, string Label, string Input, bool IsMandatory, bool IsOfSku, string[] Options, bool IsSaleProp = false);
}
