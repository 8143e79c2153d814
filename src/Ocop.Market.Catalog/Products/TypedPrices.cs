using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <param name="Price">As typed: "145.000".</param>
public sealed record VariantPrice(Guid VariantId, string? Price);

/// <summary>Prices as people type them into a product's form.</summary>
public static class TypedPrices
{
    private const long Highest = 1_000_000_000;

    public static string Field(Guid variantId) => $"price-{variantId:n}";

    /// <summary>Of this product's variants only; what cannot be read is refused beside its field.</summary>
    internal static Dictionary<Guid, Money> Of(Product product, IEnumerable<VariantPrice> typed, List<Refusal> refusals)
    {
        var prices = new Dictionary<Guid, Money>();
        foreach (var (id, words) in typed.Where(price => product.Variants.Any(variant => variant.Id == price.VariantId)))
            if (Money.Read(words) is { } price && price > Money.Zero && price.Amount <= Highest) prices[id] = price;
            else refusals.Add(new("PriceWrong", Field(id), "Giá là số đồng lớn hơn 0, ví dụ 145.000.", "The price is a number of đồng above 0, for example 145.000."));
        return prices;
    }
}
