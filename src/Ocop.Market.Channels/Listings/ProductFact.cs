using System.Globalization;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Quality;
using Ocop.Market.Channels.Categories;
using Ocop.Market.Channels.Feeds;
using Ocop.Market.Kernel;

namespace Ocop.Market.Channels.Listings;

/// <summary>One of our facts that can fill a field of a platform.</summary>
public sealed record ProductFact(string Key, LocalText Name, Func<Good, string?> Read)
{
    public static readonly IReadOnlyList<ProductFact> All =
    [
        new("stars", new("Hạng sao OCOP còn hạn", "Valid OCOP stars"), good => good.Decision?.Stars.ToString(CultureInfo.InvariantCulture)),
        new("decision", new("Số quyết định công nhận", "Decision number"), good => good.Decision?.Number),
        new("province", new("Tỉnh, thành", "Province"), good => good.Province),
        new("commune", new("Xã, phường", "Commune"), good => good.Commune),
        new("producer", new("Chủ thể", "Producer"), good => good.Brand),
        new("net", new("Quy cách", "Net content"), good => good.Pack),
        new("weight", new("Khối lượng gói (g)", "Packed weight (g)"), good => good.Variant.WeightGrams > 0 ? good.Variant.WeightGrams.ToString(CultureInfo.InvariantCulture) : null),
        new("shelf-life", new("Hạn dùng (ngày)", "Shelf life (days)"), good => good.Product.ShelfLifeDays?.ToString(CultureInfo.InvariantCulture)),
        new("gtin", new("Mã vạch", "GTIN"), good => good.Variant.Gtin),
    ];

    /// <summary>What a field that takes a paper is filled with, and no other: a paper of the kind, chosen by <see cref="ListingPapers"/>.</summary>
    public static readonly IReadOnlyList<ProductFact> Papers = [.. Enum.GetValues<CertificationKind>().Select(kind => new ProductFact($"paper:{kind}", kind.Words(), _ => null) { Paper = kind })];

    public CertificationKind? Paper { get; private init; }

    /// <param name="field">Null: one that is not known yet.</param>
    public static IReadOnlyList<ProductFact> For(OutsideField? field) => field?.Paper is null ? All : Papers;

    public static ProductFact? Of(string key) => All.Concat(Papers).FirstOrDefault(fact => fact.Key == key);
}
