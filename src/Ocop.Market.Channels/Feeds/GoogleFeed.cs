using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Xml;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Feeds;

/// <summary>
/// Writes the product file for Google from the catalogue: listed products with a price, stars only by decisions valid on the given local day.
/// It is written aside, read back as a stranger would, and only then put in the place of the last good one.
/// </summary>
public sealed class GoogleFeed(IChannelsDb db, IAvailability availability)
{
    private const int Portion = 200;
    private const string GoogleNamespace = "http://base.google.com/ns/1.0";

    /// <summary>How many items the file holds.</summary>
    /// <exception cref="InvalidDataException">The written file is not fit to be served; the last good one stays.</exception>
    public async Task<int> BuildAsync(string file, DateOnly day, FeedShop shop, CancellationToken cancel)
    {
        var aside = $"{file}.{Guid.CreateVersion7():n}.tmp";
        try
        {
            int count;
            await using (var stream = File.Create(aside)) count = await GoogleFeedWriter.WriteAsync(stream, shop, ItemsAsync(day, shop, cancel), cancel);
            Check(aside, count);
            // The same bytes again: the old file keeps its date, so whoever fetched it is told that nothing changed.
            if (!await AreSameAsync(aside, file, cancel)) File.Move(aside, file, overwrite: true);
            return count;
        }
        finally
        {
            File.Delete(aside);
        }
    }

    private async IAsyncEnumerable<FeedItem> ItemsAsync(DateOnly day, FeedShop shop, [EnumeratorCancellation] CancellationToken cancel)
    {
        var provinces = await db.Provinces.AsNoTracking().ToDictionaryAsync(province => province.Code, province => province.Name, cancel);
        var groups = await db.ProductGroups.AsNoTracking().ToDictionaryAsync(group => group.Slug, group => group.Name, cancel);
        var last = Guid.Empty;
        while (true)
        {
            var from = last;
            var products = await db.Products.AsNoTracking().AsSplitQuery()
                .Include(product => product.Variants).Include(product => product.Decisions).Include(product => product.Images)
                .Where(product => product.IsListed && product.GroupSlug != Product.TourismGroup && product.Id > from).OrderBy(product => product.Id).Take(Portion).ToListAsync(cancel);
            if (products.Count == 0) yield break;

            var makerIds = products.Select(product => product.ProducerId).Distinct().ToList();
            var makers = await db.Producers.AsNoTracking().Where(producer => makerIds.Contains(producer.Id)).ToDictionaryAsync(producer => producer.Id, cancel);
            var stock = await availability.OfAsync([.. products.SelectMany(product => product.Variants).Select(variant => variant.Id)], cancel);
            foreach (var product in products)
            {
                var priced = product.Variants.Where(variant => variant.Price > Money.Zero).OrderBy(variant => variant.Position).ToList();
                foreach (var variant in priced)
                    yield return ItemOf(product, variant, priced.Count, makers[product.ProducerId], stock.GetValueOrDefault(variant.Id), day, shop, provinces, groups);
            }

            last = products[^1].Id;
        }
    }

    private static FeedItem ItemOf(Product product, Variant variant, int variants, Producer maker, int stock, DateOnly day, FeedShop shop,
        Dictionary<string, string> provinces, Dictionary<string, string> groups)
    {
        var decision = product.Decisions.DecisionOn(day);
        var province = product.Place.ProvinceCode is { } code && provinces.TryGetValue(code, out var found) ? found : product.Place.Province;
        var pack = $"{variant.Pack} {variant.NetWords}".Trim().Replace('\u00a0', ' ');
        var brand = maker.Kind == ProducerKind.Unknown ? null : maker.Name;
        string Honest(string words) => decision is null ? OcopWord.Without(words) : words;
        return new FeedItem
        {
            Id = variant.Sku,
            Title = Honest(product.Name) + (decision is null ? "" : $" OCOP {decision.Stars} sao") + (pack.Length == 0 ? "" : $" {pack}"),
            Description = Honest(product.Description ?? string.Join(". ", new[] { product.Name, brand, province }.OfType<string>()) + "."),
            Link = shop.ProductPage(product.Slug),
            Pictures = [.. product.Images.OrderBy(image => image.Position).Select(image => shop.Picture(image.Key))],
            InStock = stock > 0,
            Price = variant.Price,
            Brand = brand is null ? null : Honest(brand),
            Gtin = variant.Gtin,
            ProductType = product.GroupSlug is { } group ? groups.GetValueOrDefault(group) : null,
            ItemGroup = variants > 1 ? product.Id.ToString("n") : null,
            WeightGrams = variant.WeightGrams,
            Stars = decision?.Stars,
            DecisionNumber = decision?.Number,
            Province = province,
            ProvinceCode = product.Place.ProvinceCode,
        };
    }

    private static void Check(string file, int expected)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            using var xml = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            while (xml.ReadToFollowing("id", GoogleNamespace))
            {
                var id = xml.ReadElementContentAsString();
                if (!ids.Add(id)) throw new InvalidDataException($"Two items of the feed have the id {id}.");
            }
        }
        catch (XmlException broken)
        {
            throw new InvalidDataException("The feed is not well-formed.", broken);
        }

        if (ids.Count != expected) throw new InvalidDataException($"The feed should hold {expected} items, but {ids.Count} were read back.");
    }

    private static async Task<bool> AreSameAsync(string one, string other, CancellationToken cancel) =>
        File.Exists(other) && new FileInfo(one).Length == new FileInfo(other).Length
        && await HashAsync(one, cancel) == await HashAsync(other, cancel);

    private static async Task<string> HashAsync(string file, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexString(await SHA256.HashDataAsync(stream, cancel));
    }
}
