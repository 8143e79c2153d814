using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>
/// Addresses for what an import adds: the name; with the province where the name is taken; else with a mark made from the natural key,
/// so that the same row gets the same address on every machine. One question to the database for a whole batch.
/// </summary>
internal sealed class ImportSlugs(ICatalogDb db)
{
    private const int Longest = 90;

    private readonly HashSet<string> _productSlugs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _producerSlugs = new(StringComparer.Ordinal);

    /// <summary>Notes which addresses of this batch are taken already.</summary>
    public async Task PrepareAsync(IReadOnlyList<ProductRow> rows, CancellationToken cancel)
    {
        var products = rows.SelectMany(Products).ToList();
        var producers = rows.SelectMany(Producers).ToList();
        _productSlugs.UnionWith(await db.Products.Where(product => products.Contains(product.Slug)).Select(product => product.Slug).ToListAsync(cancel));
        _producerSlugs.UnionWith(await db.Producers.Where(producer => producers.Contains(producer.Slug)).Select(producer => producer.Slug).ToListAsync(cancel));
    }

    public string TakeForProduct(ProductRow row) => Products(row).First(_productSlugs.Add);

    public string TakeForProducer(ProductRow row) => Producers(row).First(_producerSlugs.Add);

    /// <summary>Ten letters of the natural key's digest: the SKU of a variant whose source names none.</summary>
    public static string Mark(ProductKey key, int length = 10)
    {
        const string alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Name}\n{key.Producer}\n{key.LegacyProvince}"));
        return string.Concat(digest.Take(length).Select(value => alphabet[value & 31]));
    }

    private static IEnumerable<string> Products(ProductRow row) => Candidates(VietnameseText.Slug(row.Key.Name), row);

    private static IEnumerable<string> Producers(ProductRow row) =>
        Candidates(row.Producer is null ? $"chua-ro-{VietnameseText.Slug(row.Key.Name)}" : VietnameseText.Slug(row.Key.Producer), row);

    private static IEnumerable<string> Candidates(string words, ProductRow row)
    {
        words = words.Length <= Longest ? words : words[..words.LastIndexOf('-', Longest)];
        yield return words;
        yield return $"{words}-{VietnameseText.Slug(row.Place.Province ?? "")}";
        yield return $"{words}-{Mark(row.Key)}";
    }
}
