using System.Security.Cryptography;
using System.Xml;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Ordering.Promotions;

namespace Ocop.Market.Channels.Feeds;

/// <summary>The last file that was served, and the local day it spoke for.</summary>
public sealed record LastGoodFeed(string File, DateOnly Day);

/// <summary>
/// Writes a product file from the catalogue. It is written aside, read back as a stranger would, and only then put in the place of the last good one.
/// </summary>
public sealed class BuildFeed(Goods goods, ReducedPrices prices)
{
    /// <summary>From that many items on, a file that lost too large a share of them is a mistake of ours until days have shown otherwise.</summary>
    public const int FewestToCompare = 20, LeastShare = 70, DaysOfDoubt = 3;

    /// <summary>How many items the file holds.</summary>
    /// <exception cref="InvalidDataException">The written file is not fit to be served; the last good one stays.</exception>
    public async Task<int> HandleAsync(FeedFormat format, string file, LastGoodFeed? last, DateOnly day, FeedShop shop, CancellationToken cancel)
    {
        var aside = $"{file}.{Guid.CreateVersion7():n}.tmp";
        try
        {
            int count;
            await using (var stream = File.Create(aside)) count = await format.WriteAsync(stream, shop, goods.AllAsync(day, cancel).Select(async (Good good, CancellationToken stop) => ItemOf(good, await prices.OnAsync(day, good.Product.Id, good.Product.ProducerId, good.Product.GroupSlug, good.Variant.Price, stop), shop)), cancel);
            if (await CheckAsync(format, aside, cancel) is var read && read != count) throw new InvalidDataException($"The feed should hold {count} items, but {read} were read back.");
            if (last is not null && day.DayNumber - last.Day.DayNumber < DaysOfDoubt && await CheckAsync(format, last.File, cancel) is var before and >= FewestToCompare && count * 100L < before * (long)LeastShare)
                throw new InvalidDataException($"The feed would shrink from {before} to {count} items, below {LeastShare} %. The last good file stays; if the goods are really gone, the new one is taken {DaysOfDoubt} days after it.");
            // The same bytes again: the old file keeps its date, so whoever fetched it is told that nothing changed.
            if (!await AreSameAsync(aside, file, cancel)) File.Move(aside, file, overwrite: true);
            return count;
        }
        finally
        {
            File.Delete(aside);
        }
    }

    private static FeedItem ItemOf(Good good, ReducedPrice? reduced, FeedShop shop)
    {
        var (product, variant) = (good.Product, good.Variant);
        return new FeedItem
        {
            Id = variant.Sku,
            Title = good.Name + (good.Decision is { } decision ? $" OCOP {decision.Stars} sao" : "") + (good.Pack.Length == 0 ? "" : $" {good.Pack}"),
            Description = good.Description,
            Link = shop.ProductPage(product.Slug),
            Pictures = [.. good.Photos.Select(image => shop.Picture(image.Key, image.Width))],
            Stock = good.Stock,
            Price = variant.Price,
            Reduced = reduced,
            Brand = good.Brand,
            Gtin = variant.Gtin,
            ProductType = good.Group,
            ItemGroup = good.Variants > 1 ? product.Id.ToString("n") : null,
            WeightGrams = variant.WeightGrams,
            UnitPricing = variant.NetUnit == NetUnit.Piece || variant.NetContent <= 0 ? null
                : variant.NetUnit == NetUnit.Gram ? (FormattableString.Invariant($"{variant.NetContent} g"), "100 g") : (FormattableString.Invariant($"{variant.NetContent} ml"), "100 ml"),
            Stars = good.Decision?.Stars,
            DecisionNumber = good.Decision?.Number,
            Province = good.Province,
            ProvinceCode = product.Place.ProvinceCode,
        };
    }

    /// <summary>How many items there are in it.</summary>
    private static async Task<int> CheckAsync(FeedFormat format, string file, CancellationToken cancel)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            await foreach (var id in format.IdsAsync(file, cancel))
                if (!ids.Add(id)) throw new InvalidDataException($"Two items of the feed have the id {id}.");
        }
        catch (XmlException broken)
        {
            throw new InvalidDataException("The feed is not well-formed.", broken);
        }

        return ids.Count;
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
