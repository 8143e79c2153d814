using System.Text.Json.Nodes;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Kernel;
using Ocop.Market.Ordering.Promotions;
using Ocop.Market.Ordering.Reviews;

namespace Ocop.Market.Web.Storefront;

/// <summary>What machines read about a product: what is sold, by whom and for how much; a service is asked about, so nothing is offered. A rating where buyers have given one; an award only while it is valid.</summary>
public static class ProductFacts
{
    public static JsonObject Of(ProductPage product, IReadOnlyDictionary<Guid, ReducedPrice> reduced, ReviewsOfProduct? reviews, string publicUrl, string description)
    {
        var address = $"{publicUrl}/san-pham/{product.Slug}";
        var facts = new JsonObject
        {
            ["@type"] = product.IsService ? "Service" : "Product",
            ["@id"] = address,
            ["name"] = product.Name,
            ["description"] = product.Description ?? description,
            ["url"] = address,
            ["image"] = $"{publicUrl}/icons/icon-512.png",
        };
        if (!product.IsService) facts["countryOfOrigin"] = new JsonObject { ["@type"] = "Country", ["name"] = "VN" };
        if (product.Producer.IsNamed) facts[product.IsService ? "provider" : "manufacturer"] = Maker(product);
        if (product.Group is { } group) facts["category"] = group.Vi;
        if (product.Variants.FirstOrDefault()?.Gtin is { } gtin) facts["gtin"] = gtin;
        if (product.Stars is { } stars) facts["award"] = Award(stars);
        if (product.Allergens is { } stated) facts["additionalProperty"] = new JsonObject { ["@type"] = "PropertyValue", ["name"] = "Chất gây dị ứng", ["value"] = stated == Allergens.None ? "không có" : stated.Words().Vi };
        if (reviews is not null) facts["aggregateRating"] = new JsonObject { ["@type"] = "AggregateRating", ["ratingValue"] = reviews.Average, ["reviewCount"] = reviews.Count, ["bestRating"] = Review.Best, ["worstRating"] = Review.Worst };
        if (product is { IsService: false, Variants.Count: > 0 }) facts["offers"] = new JsonArray([.. product.Variants.Select(JsonNode? (variant) => Offer(product, variant, reduced.GetValueOrDefault(variant.Id), address))]);
        return facts;
    }

    private static JsonObject Maker(ProductPage product) => new() { ["@type"] = "Organization", ["name"] = product.Producer.Name };

    private static string Award(ShownStars stars) => $"OCOP {stars.Count} sao, {stars.Year}{(stars.IsDemo ? " (minh hoạ)" : "")}";

    private static JsonObject Offer(ProductPage product, OfferedVariant variant, ReducedPrice? reduced, string address) => new()
    {
        ["@type"] = "Offer",
        ["url"] = address,
        ["sku"] = variant.Sku,
        ["name"] = $"{product.Name}, {Shared.GoodsWords.Packing(variant.Pack, variant.Net)}",
        ["price"] = (reduced?.Price ?? variant.Price).Amount,
        ["priceCurrency"] = "VND",
        ["availability"] = variant.Left > 0 ? "https://schema.org/InStock" : "https://schema.org/OutOfStock",
        ["itemCondition"] = "https://schema.org/NewCondition",
        ["seller"] = product.Producer.IsNamed ? Maker(product) : null,
    };
}
