using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Connectors.Vendure;

/// <summary>What Vendure would refuse, or take and spoil, of a listing. It has few rules of its own: its columns end at 255 letters, and a SKU may stand there twice.</summary>
internal static class VendureRules
{
    public static readonly OutsideLimits Limits = new(1, 255, null, 50_000, 10);

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Plain(string text) => VietnameseText.Normalize(string.Concat(text.Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.Format)));

    public static string Description(ListingDraft draft) => string.Concat(draft.Description.Select(Plain).Where(paragraph => paragraph.Length > 0).Select(paragraph => $"<p>{Html.Encode(paragraph)}</p>"));

    /// <summary>Carts show a variant without its product: the name says both.</summary>
    public static string Name(ListingDraft draft, DraftSku sku) => draft.Skus.Count == 1 ? Plain(draft.Title) : Plain($"{draft.Title} {sku.Name}");

    public static IEnumerable<ChannelFailure> Broken(ListingDraft draft, OutsideLimits limits)
    {
        if (Plain(draft.Title).Length < limits.ShortestTitle) yield return Wrong("name", "Tên hàng còn trống.");
        else if (draft.Skus.Select(sku => Name(draft, sku).Length).Append(Plain(draft.Title).Length).Max() is var longest && longest > limits.LongestTitle) yield return Wrong("name", string.Create(CultureInfo.InvariantCulture, $"Tên hàng kèm quy cách dài {longest} chữ, Vendure nhận nhiều nhất {limits.LongestTitle}."));
        if (Description(draft).Length > limits.LongestDescription) yield return Wrong("description", "Mô tả quá dài.");
        if (draft.Images.Count == 0) yield return Wrong("assetIds", "Chưa có ảnh.");
        else if (draft.Images.Count > limits.MostImages) yield return Wrong("assetIds", $"Có hơn {limits.MostImages} ảnh.");
        if (draft.Skus.Count == 0) yield return Wrong("variants", "Chưa có mặt hàng nào.");
        if (draft.Skus.DistinctBy(sku => sku.Sku, StringComparer.Ordinal).Count() < draft.Skus.Count) yield return Wrong("sku", "Hai mặt hàng có cùng mã SKU.");
        if (draft.Skus.Count > 1 && draft.Skus.DistinctBy(sku => Plain(sku.Name)).Count() < draft.Skus.Count) yield return Wrong("options", "Hai loại có cùng tên.");
        foreach (var sku in draft.Skus)
        {
            if (sku.Sku.Length is 0 or > 255) yield return Wrong("sku", $"Mã SKU “{sku.Sku}” trống hoặc quá dài.");
            if (sku.Price <= 0) yield return Wrong("price", $"{sku.Sku}: giá phải lớn hơn 0.");
            if (sku.Stock < 0) yield return Wrong("stockOnHand", $"{sku.Sku}: tồn kho âm.");
        }
    }

    private static ChannelFailure Wrong(string field, string message) => new(FailureClass.Validation, "rule", message, field);
}
