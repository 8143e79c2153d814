using System.Globalization;
using System.Text;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Feeds;

/// <summary>
/// Meta's product file: CSV as in RFC 4180, UTF-8 without BOM. The same items give the same bytes. No cell is guarded against spreadsheets: a machine
/// reads it, and an apostrophe would be part of the name. Facts: developers.facebook.com, Marketing API, product feed fields.
/// </summary>
public static class MetaFeedWriter
{
    private const int LongestTitle = 200, LongestDescription = 9999, LongestBrand = 100, MostMorePictures = 20, LongestMorePictures = 2000;

    public static readonly IReadOnlyList<string> Columns =
    [
        "id", "title", "description", "availability", "condition", "price", "sale_price", "sale_price_effective_date", "link", "image_link", "additional_image_link", "brand", "gtin", "item_group_id", "product_type",
        "shipping_weight", "quantity_to_sell_on_facebook", "custom_label_0", "custom_label_1",
    ];

    /// <summary>How many items were written.</summary>
    public static async Task<int> WriteAsync(Stream stream, IAsyncEnumerable<FeedItem> items, CancellationToken cancel)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        await text.WriteLineAsync(CsvText.Write(Columns));
        var count = 0;
        await foreach (var item in items.WithCancellation(cancel))
        {
            await text.WriteLineAsync(CsvText.Write(Cells(item).Select(cell => FeedFormat.Clean(cell ?? ""))));
            count++;
        }

        return count;
    }

    private static IEnumerable<string?> Cells(FeedItem item) =>
    [
        item.Id, FeedFormat.Cut(item.Title, LongestTitle), Described(item), item.InStock ? "in stock" : "out of stock", "new", FeedFormat.Dong(item.Price), item.Reduced is { } reduced ? FeedFormat.Dong(reduced.Price) : null, item.ReducedDays, item.Link,
        item.Pictures.FirstOrDefault(), MorePictures(item), item.Brand is null ? null : FeedFormat.Cut(item.Brand, LongestBrand), item.Gtin, item.ItemGroup, item.ProductType,
        item.WeightGrams > 0 ? string.Create(CultureInfo.InvariantCulture, $"{item.WeightGrams} g") : null, Math.Max(0, item.Stock).ToString(CultureInfo.InvariantCulture),
        item.Stars is { } stars ? string.Create(CultureInfo.InvariantCulture, $"ocop-{stars}") : null, item.ProvinceCode,
    ];

    // There is no column for stars: they are told in a line of their own, and only while they are valid.
    private static string Described(FeedItem item)
    {
        var stars = item.Stars is { } count ? $"\nOCOP {count.ToString(CultureInfo.InvariantCulture)} sao{(item.DecisionNumber is { } number ? $", quyết định {number}" : "")}." : "";
        return FeedFormat.Cut(item.Description, LongestDescription - stars.Length) + stars;
    }

    private static string MorePictures(FeedItem item)
    {
        var more = new StringBuilder();
        foreach (var picture in item.Pictures.Skip(1).Take(MostMorePictures).TakeWhile(picture => more.Length + 1 + picture.Length <= LongestMorePictures)) more.Append(more.Length > 0 ? "," : "").Append(picture);
        return more.ToString();
    }
}
