using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Connectors.TikTokShop;

/// <summary>A draft as TikTok Shop takes it, and what it would refuse of one.</summary>
internal static partial class TikTokDraft
{
    public const int MostSkus = 100;

    private const int LongestSku = 50, LongestValue = 50, MostStock = 99_999;

    /// <summary>What names a field that takes a paper, before the platform's number of it: it has numbers of its own beside those of the other fields.</summary>
    public const string Certificate = "certificate:";

    /// <summary>South-East Asia takes the newer tree only.</summary>
    public const string CategoryVersion = "v2";

    /// <summary>The numbers of their own values have seven digits and more; a number of ours that long is no value of a field.</summary>
    private const int ShortestValueId = 6;

    /// <param name="key">Null: a new listing. Else SKUs that it names keep their price and stock, and those that the draft does not have are deleted over there.</param>
    /// <param name="operation">Repeated with the same, a new listing is made once.</param>
    public static object Body(ListingDraft draft, string? warehouse, OutsideKey? key = null, Guid? operation = null)
    {
        var isOneOfMany = draft.Skus.Count > 1;
        return new
        {
            save_mode = key is null ? "LISTING" : null,
            idempotency_key = operation,
            title = draft.Title.Normalize(),
            description = Html(draft),
            category_id = draft.Category,
            category_version = CategoryVersion,
            // Left out, it is none.
            brand_id = draft.Brand?.Id,
            main_images = draft.Images.Select(uri => new { uri }),
            product_attributes = draft.Attributes.Count == 0 ? null : draft.Attributes.Select(attribute => new { id = attribute.Key, values = new[] { Value(attribute.Value.Normalize()) } }),
            certifications = draft.Papers.Count == 0 ? null : draft.Papers.Select(Paper),
            // A parcel of the heaviest and the largest: carriers ask for no less.
            package_weight = Weight(draft.Skus.Max(sku => sku.WeightGrams)),
            package_dimensions = Dimensions(draft.Skus.Max(sku => sku.LengthMm), draft.Skus.Max(sku => sku.WidthMm), draft.Skus.Max(sku => sku.HeightMm)),
            skus = draft.Skus.Select(sku => Sku(sku, isOneOfMany, key?.Skus.GetValueOrDefault(sku.Sku), warehouse)),
        };
    }

    public static object Price(long dong) => new { amount = dong.ToString(CultureInfo.InvariantCulture), currency = "VND" };

    /// <summary>All of the shop's goods are in one warehouse.</summary>
    public static object Stock(string? warehouse, int stock) => new[] { new { warehouse_id = warehouse, quantity = Math.Min(stock, MostStock) } };

    public static IEnumerable<ChannelFailure> Check(ListingDraft draft, OutsideLimits limits)
    {
        if (TitleWrong(draft.Title.Normalize(), limits) is { } title) yield return title;
        if (DescriptionWrong(draft, limits) is { } description) yield return description;
        if (draft.Images.Count == 0) yield return Wrong("12052028", "main_images", "Cần ít nhất một ảnh.");
        if (draft.Images.Count > limits.MostImages) yield return Wrong("12052306", "main_images", $"Nhiều nhất {limits.MostImages} ảnh.");
        if (draft.Skus.Count == 0) yield return Wrong("12052902", "skus", "Cần ít nhất một quy cách.");
        if (draft.Skus.Count > MostSkus) yield return Wrong("12052050", "skus", $"Nhiều nhất {MostSkus} quy cách.");
        if (draft.Skus.FirstOrDefault(sku => sku.Sku.Length is 0 or > LongestSku || sku.Sku.Any(char.IsWhiteSpace)) is { } misnamed) yield return Wrong("12019059", "seller_sku", $"Mã hàng “{misnamed.Sku}” phải có từ 1 đến {LongestSku} ký tự và không có khoảng trắng.");
        if (draft.Skus.GroupBy(sku => sku.Sku).FirstOrDefault(same => same.Count() > 1) is { } twice) yield return Wrong("12019059", "seller_sku", $"Mã hàng “{twice.Key}” có hai lần.");
        if (draft.Skus.FirstOrDefault(sku => sku.Price <= 0) is { } free) yield return Wrong("12052073", "price", $"{free.Sku} chưa có giá.");
        if (draft.Skus.FirstOrDefault(sku => sku.Stock < 0) is { } negative) yield return Wrong("12052055", "inventory", $"Số lượng của {negative.Sku} nhỏ hơn 0.");
        if (draft.Skus.FirstOrDefault(sku => sku.WeightGrams <= 0) is { } weightless) yield return Wrong("12052181", "package_weight", $"{weightless.Sku} chưa có khối lượng gói.");
        if (draft.Skus.Count < 2) yield break;
        if (draft.Skus.FirstOrDefault(sku => sku.Name.Length is 0 or > LongestValue) is { } unnamed) yield return Wrong("12052249", "sales_attributes", $"Tên quy cách của {unnamed.Sku} phải có từ 1 đến {LongestValue} ký tự.");
        if (draft.Skus.GroupBy(sku => sku.Name).FirstOrDefault(same => same.Count() > 1) is { } alike) yield return Wrong("12052560", "sales_attributes", $"Hai quy cách cùng tên “{alike.Key}”.");
    }

    private static object Sku(DraftSku sku, bool isOneOfMany, string? id, string? warehouse) => new
    {
        id,
        seller_sku = sku.Sku,
        // What stands there already keeps its price and stock: they have calls of their own, which are not reviewed.
        price = id is null ? Price(sku.Price) : null,
        inventory = id is null ? Stock(warehouse, sku.Stock) : null,
        sales_attributes = isOneOfMany ? new[] { new { name = "Quy cách", value_name = sku.Name.Normalize() } } : null,
        // Stands in their sample of a request; whether Vietnam's carriers look at it is unverified. The parcel above is right for all.
        sku_weight = isOneOfMany ? Weight(sku.WeightGrams) : null,
        identifier_code = sku.Gtin is { } gtin && GtinCode.IsValid(gtin) ? new { code = gtin, type = gtin.Length switch { 12 => "UPC", 14 => "GTIN", _ => "EAN" } } : null,
    };

    // They take no other format of files here. That the end is told in seconds is unverified.
    private static object Paper(DraftPaper paper) => new
    {
        id = paper.Field[Certificate.Length..],
        files = new[] { new { id = paper.File, name = paper.Name, format = "PDF" } },
        expiration_date = paper.Until is { } last ? TikTokShape.Seconds(VietnamTime.StartOf(last.AddDays(1))) - 1 : (long?)null,
    };

    // Numbers, and never through a double: 0.1 kg is 0.1 kg.
    private static object Weight(int grams) => new { value = (grams / 1000m).ToString("0.###", CultureInfo.InvariantCulture), unit = "KILOGRAM" };

    private static object? Dimensions(int length, int width, int height) =>
        length <= 0 || width <= 0 || height <= 0 ? null : new { length = Centimetres(length), width = Centimetres(width), height = Centimetres(height), unit = "CENTIMETER" };

    private static string Centimetres(int millimetres) => ((millimetres + 9) / 10).ToString(CultureInfo.InvariantCulture);

    private static object Value(string words) => words.Length >= ShortestValueId && words.All(char.IsAsciiDigit) ? new { id = words } : new { name = words };

    /// <summary>Three signs alone are written as entities, since the text must be HTML: whether their rule against "HTML escape characters" means these, too, is unverified.</summary>
    private static string Html(ListingDraft draft) =>
        string.Concat(draft.Description.Select(paragraph => $"<p>{paragraph.Normalize().Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)}</p>"));

    private static ChannelFailure? TitleWrong(string title, OutsideLimits limits) =>
        new StringInfo(title).LengthInTextElements < limits.ShortestTitle ? Wrong("12052931", "title", $"Tên phải có từ {limits.ShortestTitle} ký tự.")
        : title.Length > limits.LongestTitle ? Wrong("12052051", "title", $"Tên có nhiều nhất {limits.LongestTitle} ký tự.")
        : HasStrangeSigns(title) ? Wrong("12052931", "title", "Tên có biểu tượng, mã HTML, chữ Hán hoặc một ký tự lặp lại nhiều lần.")
        : null;

    private static ChannelFailure? DescriptionWrong(ListingDraft draft, OutsideLimits limits)
    {
        var text = string.Join(' ', draft.Description).Normalize();
        return string.IsNullOrWhiteSpace(text) ? Wrong("12052015", "description", "Chưa có mô tả.")
            : Html(draft).Length > limits.LongestDescription ? Wrong("12052013", "description", $"Mô tả có nhiều nhất {limits.LongestDescription} ký tự.")
            : HasStrangeSigns(text) ? Wrong("12052932", "description", "Mô tả có biểu tượng, mã HTML, chữ Hán hoặc một ký tự lặp lại nhiều lần.")
            : null;
    }

    private static bool HasStrangeSigns(string text) =>
        !text.Any(char.IsLetterOrDigit) || Repeated().IsMatch(text) || Entity().IsMatch(text) || text.EnumerateRunes().Any(rune => Rune.IsControl(rune) || IsEmoji(rune) || IsChinese(rune));

    private static bool IsEmoji(Rune rune) => rune.Value is (>= 0x2600 and <= 0x27BF) or 0x20E3 or 0xFE0F or >= 0x1F000 and <= 0x1FAFF;

    private static bool IsChinese(Rune rune) => rune.Value is (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or >= 0x20000 and <= 0x3FFFF;

    private static ChannelFailure Wrong(string code, string field, string message) => new(FailureClass.Validation, code, message, field);

    // Their words say "more than nine", their examples have nine.
    [GeneratedRegex(@"(.)\1{8,}")]
    private static partial Regex Repeated();

    [GeneratedRegex("&(#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z]+[0-9]*);")]
    private static partial Regex Entity();
}
