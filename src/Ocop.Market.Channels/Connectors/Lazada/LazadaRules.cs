using System.Globalization;
using System.Text;

namespace Ocop.Market.Channels.Connectors.Lazada;

/// <summary>What Lazada refuses and can be known before it is sent, with Lazada's own codes. What a category asks for is not among it.</summary>
internal static class LazadaRules
{
    private const int HeaviestGrams = 40_000, LongestSidesMm = 3_000;

    /// <summary>No call tells them. The title is counted in bytes (4160): a Vietnamese letter takes up to three.</summary>
    public static readonly OutsideLimits Limits = new(1, 255, 255, 25_000, 8);

    public static IEnumerable<ChannelFailure> Broken(ListingDraft draft, OutsideLimits limits)
    {
        var title = LazadaPayload.Plain(draft.Title);
        if (title.Length < limits.ShortestTitle) yield return Wrong("4108", "name", "Tên hàng còn trống.");
        else if (Encoding.UTF8.GetByteCount(title) is var bytes && bytes > limits.TitleBytes) yield return Wrong("4160", "name", string.Create(CultureInfo.InvariantCulture, $"Tên hàng dài {bytes} byte, Lazada nhận nhiều nhất {limits.TitleBytes} (chữ có dấu chiếm 2–3 byte)."));
        else if (title.AsSpan().IndexOfAny("\"^~<>|") is >= 0 and var sign) yield return Wrong("4129", "name", $"Tên hàng có dấu “{title[sign]}”, Lazada không nhận.");

        if (LazadaPayload.Description(draft).Length > limits.LongestDescription) yield return Wrong("4120", "description", "Mô tả quá dài.");
        if (draft.Images.Count == 0) yield return Wrong("4139", "Images", "Chưa có ảnh.");
        else if (draft.Images.Count > limits.MostImages) yield return Wrong("4169", "Images", $"Có hơn {limits.MostImages} ảnh.");
        else if (draft.Images.Distinct(StringComparer.Ordinal).Count() < draft.Images.Count) yield return Wrong("4116", "Images", "Một ảnh có hai lần.");

        if (draft.Skus.Count == 0) yield return Wrong("1", "Skus", "Chưa có mặt hàng nào.");
        if (draft.Skus.DistinctBy(sku => sku.Sku, StringComparer.Ordinal).Count() < draft.Skus.Count) yield return Wrong("4105", "SellerSku", "Hai mặt hàng có cùng mã SKU.");
        // Buyers choose between variants by their names.
        if (draft.Skus.Count > 1 && draft.Skus.Any(sku => LazadaPayload.Plain(sku.Name).Length == 0)) yield return Wrong("4113", "saleProp", "Có loại chưa có tên.");
        else if (draft.Skus.DistinctBy(sku => LazadaPayload.Plain(sku.Name)).Count() < draft.Skus.Count) yield return Wrong("4112", "saleProp", "Hai loại có cùng tên.");
        foreach (var failure in draft.Skus.SelectMany(Broken)) yield return failure;
    }

    private static IEnumerable<ChannelFailure> Broken(DraftSku sku)
    {
        if (sku.Sku.Length == 0 || sku.Sku.AsSpan().ContainsAny("\"*^~<>/\\|")) yield return Wrong("4150", "SellerSku", $"Mã SKU “{sku.Sku}” trống hoặc có dấu Lazada không nhận.");
        if (sku.Price <= 0) yield return Wrong("4118", "price", $"{sku.Sku}: giá phải lớn hơn 0.");
        if (sku.Stock < 0) yield return Wrong("4152", "quantity", $"{sku.Sku}: tồn kho âm.");
        if (sku.WeightGrams <= 0) yield return Wrong("4149", "package_weight", $"{sku.Sku}: chưa có khối lượng khi đóng gói.");
        else if (sku.WeightGrams > HeaviestGrams) yield return Wrong("4164", "package_weight", $"{sku.Sku}: nặng quá 40 kg.");
        if (sku.LengthMm <= 0 || sku.WidthMm <= 0 || sku.HeightMm <= 0) yield return Wrong("4149", "package_length", $"{sku.Sku}: chưa có kích thước khi đóng gói.");
        else if (sku.LengthMm + sku.WidthMm + sku.HeightMm > LongestSidesMm) yield return Wrong("4165", "package_length", $"{sku.Sku}: dài, rộng và cao cộng lại quá 300 cm.");
    }

    private static ChannelFailure Wrong(string code, string field, string message) => new(FailureClass.Validation, code, message, field);
}
