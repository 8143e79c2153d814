using Microsoft.Extensions.DependencyInjection;
using Ocop.Market.Catalog.Places;
using Ocop.Market.Catalog.Producers;
using Ocop.Market.Catalog.Products;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Data;
using Ocop.Market.Kernel;

namespace Ocop.Market.Web.Tests;

/// <summary>A few invented products for tests.</summary>
internal static class SomeGoods
{
    public static async Task<Product> AddAsync(IServiceProvider services, string name, long price = 145_000, DateOnly? starsSince = null, int stars = 4)
    {
        var db = services.GetRequiredService<MarketDb>();
        var now = services.GetRequiredService<TimeProvider>().UtcNow();
        var producer = new Producer($"HTX {name}", ProducerKind.Cooperative, VietnameseText.Slug($"htx {name}"), PlaceAsIssued.Unknown, true, now);
        var product = new Product(name, producer.Id, VietnameseText.Slug(name), PlaceAsIssued.Unknown, null, null, true, now);
        product.AddVariant(new Variant(product.Id, $"SKU-{VietnameseText.Slug(name)}", "hộp", 100, NetUnit.Gram, 150, new Money(price), 1));
        if (starsSince is { } day)
            product.AddDecision(new RecognitionDecision(product.Id, stars, RecognitionLevel.Province, "123/QĐ-UBND", "UBND tỉnh", day, "148", RecognitionState.New, true));
        db.Add(producer);
        db.Add(product);
        await db.SaveChangesAsync();
        return product;
    }
}
