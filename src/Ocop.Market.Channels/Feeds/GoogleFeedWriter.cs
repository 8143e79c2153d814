using System.Globalization;
using System.Text;
using System.Xml;

namespace Ocop.Market.Channels.Feeds;

/// <summary>
/// Google's product file: RSS 2.0 with the g: namespace. The same items give the same bytes: fixed order, two spaces, LF, no time in the file.
/// Facts: support.google.com/merchants, answers 7052112 and 160589.
/// </summary>
public static class GoogleFeedWriter
{
    internal const string Google = "http://base.google.com/ns/1.0";
    private const int LongestTitle = 150;
    private const int LongestDescription = 5000;
    private const int LongestBrand = 70;
    private const int MostPictures = 10;

    /// <summary>How many items were written.</summary>
    public static async Task<int> WriteAsync(Stream stream, FeedShop shop, IAsyncEnumerable<FeedItem> items, CancellationToken cancel)
    {
        var settings = new XmlWriterSettings { Async = true, Indent = true, IndentChars = "  ", NewLineChars = "\n", Encoding = new UTF8Encoding(false), CloseOutput = false };
        var count = 0;
        await using (var xml = XmlWriter.Create(stream, settings))
        {
            await xml.WriteStartDocumentAsync();
            await xml.WriteStartElementAsync(null, "rss", null);
            await xml.WriteAttributeStringAsync(null, "version", null, "2.0");
            await xml.WriteAttributeStringAsync("xmlns", "g", null, Google);
            await xml.WriteStartElementAsync(null, "channel", null);
            await xml.WriteElementStringAsync(null, "title", null, FeedFormat.Clean(shop.Title));
            await xml.WriteElementStringAsync(null, "link", null, shop.Link);
            await xml.WriteElementStringAsync(null, "description", null, FeedFormat.Clean(shop.Description));
            await foreach (var item in items.WithCancellation(cancel))
            {
                await WriteItemAsync(xml, item);
                count++;
            }

            await xml.WriteEndElementAsync();
            await xml.WriteEndElementAsync();
        }

        await stream.WriteAsync("\n"u8.ToArray(), cancel);
        return count;
    }

    private static async Task WriteItemAsync(XmlWriter xml, FeedItem item)
    {
        await xml.WriteStartElementAsync(null, "item", null);
        await FieldAsync(xml, "id", item.Id);
        await FieldAsync(xml, "title", FeedFormat.Cut(item.Title, LongestTitle));
        await FieldAsync(xml, "description", FeedFormat.Cut(item.Description, LongestDescription));
        await FieldAsync(xml, "link", item.Link);
        for (var i = 0; i < Math.Min(item.Pictures.Count, MostPictures + 1); i++)
            await FieldAsync(xml, i == 0 ? "image_link" : "additional_image_link", item.Pictures[i]);
        await FieldAsync(xml, "availability", item.InStock ? "in_stock" : "out_of_stock");
        await FieldAsync(xml, "price", FeedFormat.Dong(item.Price));
        await FieldAsync(xml, "sale_price", item.Reduced is { } reduced ? FeedFormat.Dong(reduced.Price) : null);
        await FieldAsync(xml, "sale_price_effective_date", item.ReducedDays);
        await FieldAsync(xml, "brand", item.Brand is null ? null : FeedFormat.Cut(item.Brand, LongestBrand));
        await FieldAsync(xml, "gtin", item.Gtin);
        if (item.Gtin is null) await FieldAsync(xml, "identifier_exists", "no");
        await FieldAsync(xml, "condition", "new");
        await FieldAsync(xml, "product_type", item.ProductType);
        await FieldAsync(xml, "item_group_id", item.ItemGroup);
        if (item.WeightGrams > 0) await FieldAsync(xml, "shipping_weight", $"{item.WeightGrams.ToString(CultureInfo.InvariantCulture)} g");
        await FieldAsync(xml, "unit_pricing_measure", item.UnitPricing?.Measure);
        await FieldAsync(xml, "unit_pricing_base_measure", item.UnitPricing?.Base);
        await DetailAsync(xml, "OCOP", "Hạng sao", item.Stars?.ToString(CultureInfo.InvariantCulture));
        await DetailAsync(xml, "OCOP", "Số quyết định", item.Stars is null ? null : item.DecisionNumber);
        await DetailAsync(xml, "Xuất xứ", "Tỉnh, thành phố", item.Province);
        if (item.Stars is { } stars) await FieldAsync(xml, "custom_label_0", $"ocop-{stars}");
        await FieldAsync(xml, "custom_label_1", item.ProvinceCode);
        await xml.WriteEndElementAsync();
    }

    private static Task FieldAsync(XmlWriter xml, string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? Task.CompletedTask : xml.WriteElementStringAsync("g", name, Google, FeedFormat.Clean(value));

    private static async Task DetailAsync(XmlWriter xml, string section, string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) return;
        await xml.WriteStartElementAsync("g", "product_detail", Google);
        await FieldAsync(xml, "section_name", section);
        await FieldAsync(xml, "attribute_name", name);
        await FieldAsync(xml, "attribute_value", value);
        await xml.WriteEndElementAsync();
    }
}
