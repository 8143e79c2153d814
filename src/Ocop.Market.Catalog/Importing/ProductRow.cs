using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Importing;

/// <summary>By this an import finds a product again: folded name, folded producer, old province.</summary>
internal readonly record struct ProductKey(string Name, string Producer, string LegacyProvince)
{
    public static ProductKey Of(Product product, Producer producer) => new(product.FoldedName, producer.FoldedName, product.Place.LegacyProvinceCode ?? "");
}

/// <summary>A row of the file, read and understood. Null means: the source does not say.</summary>
internal sealed record ProductRow
{
    public required string Name { get; init; }
    public required string? Producer { get; init; }
    public required ProducerKind Kind { get; init; }
    public required PlaceAsIssued Place { get; init; }
    public required string? GroupSlug { get; init; }
    public required string? SetCode { get; init; }
    public required string? Source { get; init; }
    public required string? Description { get; init; }
    public required DecisionCells? Decision { get; init; }
    public required VariantCells? Variant { get; init; }
    public required CertificationCells? Certification { get; init; }

    public ProductKey Key { get; private init; }

    public ProductRow WithKey() => this with
    {
        Key = new ProductKey(VietnameseText.Fold(Name), VietnameseText.Fold(Producer ?? Producers.Producer.Unnamed), Place.LegacyProvinceCode ?? ""),
    };
}

/// <param name="Day">Null where the source names the year only.</param>
internal sealed record DecisionCells(int Stars, int Year, DateOnly? Day, string? Number, string? Authority, RecognitionLevel? Level, string? CriteriaVersion);

internal sealed record VariantCells(string? Sku, string? Gtin, string Pack, int NetContent, NetUnit NetUnit, int WeightGrams, Money Price);

internal sealed record CertificationCells(CertificationKind Kind, string Number, string Issuer, DateOnly IssuedOn, DateOnly? ValidUntil);
