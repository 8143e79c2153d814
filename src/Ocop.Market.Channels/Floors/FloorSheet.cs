using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ocop.Market.Channels.Feeds;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Floors;

/// <summary>One of our facts that a floor's column can hold.</summary>
public sealed record FloorField(string Key, LocalText Name, Func<FloorRow, string?> Cell);

/// <param name="Pictures">File names in the package.</param>
public sealed record FloorRow(Good Good, IReadOnlyList<string> Pictures, string Link);

/// <summary>Where the products of this market have their pages.</summary>
public sealed record FloorShop(Func<string, string> ProductPage);

/// <summary>
/// Our fields, and the sheet of our own, version 1: no postal platform has published a template. A column for what nobody has told us stays empty;
/// the phone number of a producer is not given away without their word.
/// </summary>
public static class FloorSheet
{
    public const int MostPictures = 9;
    private const int LongestName = 150, LongestDescription = 5000;
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static readonly IReadOnlyList<FloorField> Fields =
    [
        new("sku", new("Mã SKU", "SKU"), row => row.Good.Variant.Sku),
        new("name", new("Tên sản phẩm", "Name"), row => FeedFormat.Cut(row.Good.Name, LongestName)),
        new("group", new("Nhóm sản phẩm OCOP", "Product group"), row => row.Good.Group),
        new("description", new("Mô tả", "Description"), row => FeedFormat.Cut(row.Good.Description, LongestDescription)),
        new("brand", new("Thương hiệu", "Brand"), row => row.Good.Brand),
        new("gtin", new("Mã vạch (GTIN)", "GTIN"), row => row.Good.Variant.Gtin),
        new("price", new("Giá bán (VND)", "Price (VND)"), row => row.Good.Variant.Price.Amount.ToString(Plain)),
        new("stock", new("Tồn kho", "Stock"), row => Math.Max(0, row.Good.Stock).ToString(Plain)),
        new("pack", new("Đơn vị tính", "Pack"), row => row.Good.Variant.Pack),
        new("net", new("Quy cách", "Net content"), row => row.Good.Pack),
        new("weight", new("Khối lượng (g)", "Weight (g)"), row => row.Good.Variant.WeightGrams > 0 ? row.Good.Variant.WeightGrams.ToString(Plain) : null),
        new("stars", new("Hạng sao OCOP", "OCOP stars"), row => row.Good.Decision?.Stars.ToString(Plain)),
        new("decision", new("Số quyết định / chứng nhận OCOP", "Decision number"), row => row.Good.Decision?.Number),
        new("decided", new("Ngày cấp", "Decided on"), row => row.Good.Decision is { IsDayKnown: true } decision ? Day(decision.DecidedOn) : null),
        new("until", new("Ngày hết hạn", "Valid until"), row => row.Good.Decision is { } decision ? Day(decision.ValidUntil) : null),
        new("province", new("Tỉnh/Thành", "Province"), row => row.Good.Province),
        new("province-code", new("Mã tỉnh/thành", "Province code"), row => row.Good.Product.Place.ProvinceCode),
        new("commune", new("Xã/Phường", "Commune"), row => row.Good.Commune),
        new("producer", new("Chủ thể", "Producer"), row => row.Good.Brand),
        .. Enumerable.Range(1, MostPictures).Select(number => new FloorField($"picture-{number}", new($"Ảnh {number}", $"Picture {number}"), row => row.Pictures.ElementAtOrDefault(number - 1))),
        new("link", new("Đường dẫn gốc", "Our page"), row => row.Link),
    ];

    private static readonly Dictionary<string, FloorField> ByKey = Fields.ToDictionary(field => field.Key);

    public static readonly IReadOnlyList<FloorColumn> Own =
    [
        .. Ours("sku", "name", "group", "description", "brand", "gtin", "price"), Empty("Giá niêm yết (VND)"), .. Ours("stock", "pack", "net", "weight"), Empty("Dài (cm)"), Empty("Rộng (cm)"), Empty("Cao (cm)"),
        .. Ours("stars", "decision", "decided", "until", "province", "province-code", "commune", "producer"), Empty("Điện thoại chủ thể"),
        .. Enumerable.Range(1, MostPictures).SelectMany(number => Ours($"picture-{number}")), Empty("Hướng dẫn bảo quản"), Empty("Hạn sử dụng"), .. Ours("link"),
    ];

    public static bool Has(string key) => ByKey.ContainsKey(key);

    /// <summary>The field that a heading most likely asks for.</summary>
    public static string? Guess(string heading)
    {
        var folded = VietnameseText.Fold(heading);
        return Fields.FirstOrDefault(field => VietnameseText.Fold(field.Name.Vi) == folded || VietnameseText.Fold(field.Name.En) == folded || field.Key == folded)?.Key;
    }

    /// <summary>No cell begins as a formula does: sheets are copied into other sheets.</summary>
    public static IReadOnlyList<string> CellsOf(IReadOnlyList<FloorColumn> columns, FloorRow row) =>
        [.. columns.Select(column => CsvText.Harmless(FeedFormat.Clean(column.Field is null ? column.Fixed ?? "" : ByKey[column.Field].Cell(row) ?? "")))];

    /// <summary>Of all that the floor is shown of a product: its rows and its pictures.</summary>
    public static string HashOf(IReadOnlyList<FloorColumn> columns, IEnumerable<FloorRow> rows)
    {
        var told = new StringBuilder();
        foreach (var row in rows) told.AppendJoin('\u001f', CellsOf(columns, row)).Append('\u001e').AppendJoin(',', row.Good.Photos.Take(MostPictures).Select(photo => photo.Key)).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(told.ToString())));
    }

    /// <summary>The rows of one product; its pictures are named by its first SKU.</summary>
    public static IReadOnlyList<FloorRow> RowsOf(IReadOnlyList<Good> goods, FloorShop shop)
    {
        var first = new string([.. goods[0].Variant.Sku.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_')]);
        var pictures = goods[0].Photos.Take(MostPictures).Select((_, index) => string.Create(Plain, $"{first}_{index + 1}.jpg")).ToList();
        return [.. goods.Select(good => new FloorRow(good, pictures, shop.ProductPage(good.Product.Slug)))];
    }

    private static IEnumerable<FloorColumn> Ours(params IEnumerable<string> keys) => keys.Select(key => new FloorColumn(Fields.First(field => field.Key == key).Name.Vi, key));

    private static FloorColumn Empty(string heading) => new(heading, null, "");

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", Plain);
}
