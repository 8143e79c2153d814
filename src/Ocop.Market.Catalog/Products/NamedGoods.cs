using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <param name="VariantId">Null where the product has several packings, or none, and no SKU says which.</param>
public sealed record NamedGood(Guid ProductId, Guid? VariantId);

/// <param name="Words">"Chè Đinh Tân Cương, hộp 100 g, HTX chè".</param>
public sealed record GoodToChoose(string Sku, string Words);

/// <summary>How the desk's forms name goods, all in one way: by a SKU, by the address of a product's page or the end of it, or by the whole name.</summary>
public sealed class NamedGoods(ICatalogDb db)
{
    private const int MostOffered = 1_000;

    public static Refusal Unknown(string typed, string field) => new("GoodsUnknown", field,
        $"“{typed}” không chỉ đúng một món trên chợ. Ghi mã SKU, tên đầy đủ hoặc đường dẫn trang món; món có nhiều quy cách thì ghi mã SKU.",
        $"“{typed}” does not name one thing on the market. Enter its SKU, its whole name or the address of its page; where it has several packings, the SKU.");

    /// <summary>By what was typed; what names nothing, or more than one thing, is left out.</summary>
    public async Task<IReadOnlyDictionary<string, NamedGood>> FindAsync(IReadOnlyCollection<string> typed, CancellationToken cancel)
    {
        var words = typed.Distinct().Select(word => (Typed: word, Sku: VietnameseText.Normalize(word), Slug: SlugIn(word), Name: VietnameseText.Fold(word))).Where(word => word.Slug.Length > 0 && word.Name.Length > 0).ToList();
        if (words.Count == 0) return new Dictionary<string, NamedGood>();
        var (skus, slugs, names) = (words.Select(word => word.Sku).ToArray(), words.Select(word => word.Slug).ToArray(), words.Select(word => word.Name).ToArray());
        var rows = await (from product in db.Products join packing in db.Variants on product.Id equals packing.ProductId into packings from packing in packings.DefaultIfEmpty()
            where slugs.Contains(product.Slug) || names.Contains(product.FoldedName) || skus.Contains(packing!.Sku)
            select new { ProductId = product.Id, product.Slug, product.FoldedName, VariantId = (Guid?)packing!.Id, Sku = (string?)packing.Sku }).ToListAsync(cancel);
        var found = new Dictionary<string, NamedGood>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            // A packing named by its SKU is meant before a product whose address or name reads the same.
            var meant = rows.Where(row => row.Sku == word.Sku).ToList() is { Count: > 0 } bySku ? bySku
                : rows.Where(row => row.Slug == word.Slug).ToList() is { Count: > 0 } addressed ? addressed
                : rows.Where(row => row.FoldedName == word.Name).ToList();
            if (meant.DistinctBy(row => row.ProductId).Count() == 1) found.Add(word.Typed, new NamedGood(meant[0].ProductId, meant.Count == 1 ? meant[0].VariantId : null));
        }

        return found;
    }

    /// <summary>What a field offers while somebody types.</summary>
    public async Task<IReadOnlyList<GoodToChoose>> ChoicesAsync(CancellationToken cancel)
    {
        var rows = await (from packing in db.Variants.AsNoTracking() join product in db.Products on packing.ProductId equals product.Id where product.IsListed && product.GroupSlug != Product.TourismGroup
            join producer in db.Producers on product.ProducerId equals producer.Id orderby product.FoldedName, product.Id, packing.Position select new { Packing = packing, product.Name, Producer = producer.Name }).Take(MostOffered).ToListAsync(cancel);
        return [.. rows.Select(row => new GoodToChoose(row.Packing.Sku, $"{row.Name}, {row.Packing.Pack} {row.Packing.NetWords}".TrimEnd() + $", {row.Producer}"))];
    }

    private static string SlugIn(string word) => word.Split('?', '#')[0].Trim().TrimEnd('/').Split('/')[^1].Trim();
}
