using Ocop.Market.Catalog.Products;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Promotions;

namespace Ocop.Market.Web.Shared;

/// <summary>The six groups as signs over the stalls; their full names in the decision are too long for a sign.</summary>
public static class GoodsWords
{
    public static LocalText Stall(string slug, LocalText name) => slug switch
    {
        "duoc-lieu" => new("Dược liệu", "Herbs"),
        "thu-cong" => new("Thủ công mỹ nghệ", "Crafts"),
        "du-lich" => new("Du lịch cộng đồng", "Community tourism"),
        _ => name,
    };

    public static LocalText InStall(string slug) => slug switch
    {
        "thuc-pham" => new("Chè, mật, gạo, trái, mắm", "Tea, honey, rice, fruit, fish sauce"),
        "do-uong" => new("Rượu, nước khoáng, nước trái", "Spirits, mineral water, juices"),
        "duoc-lieu" => new("Sâm, tinh dầu, thảo dược", "Ginseng, oils, herbs"),
        "thu-cong" => new("Vải dệt, gốm, mây tre", "Weaving, pottery, rattan"),
        "sinh-vat-canh" => new("Hoa, cây cảnh", "Flowers, bonsai"),
        "du-lich" => new("Ở bản, theo mùa", "Village stays, by season"),
        _ => new("", ""),
    };

    /// <summary>"kg" or "lít" for the price per unit; null for pieces.</summary>
    public static LocalText? PerUnit(NetUnit unit) => unit switch
    {
        NetUnit.Gram => new("kg", "kg"),
        NetUnit.Millilitre => new("lít", "litre"),
        NetUnit.Piece => null,
    };

    /// <summary>"hộp 100 g"; "thùng 24 chai (12 l)", where the net content is that of all bottles together.</summary>
    public static string Packing(string pack, string net) => net.Length == 0 ? pack : pack.Any(char.IsDigit) ? $"{pack} ({net})" : $"{pack} {net}";

    /// <summary>"−20 %"; of less than one percent the amount.</summary>
    public static string Off(ReducedPrice reduced, Money full) => reduced.PercentOff(full) is > 0 and var percent ? $"−{percent}\u00a0%" : $"−{full - reduced.Price}";

    public static string Capital(string words) =>
        words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
