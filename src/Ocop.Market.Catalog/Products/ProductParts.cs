using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Recognition;

namespace Ocop.Market.Catalog.Products;

/// <summary>What pages and cards show of some products besides the product itself, read in one question for each table, however many they are.</summary>
internal sealed class ProductParts
{
    public required ILookup<Guid, RecognitionDecision> Decisions { get; init; }
    public required ILookup<Guid, Variant> Variants { get; init; }
    public required ILookup<Guid, ProductPicture> Pictures { get; init; }
    public required IReadOnlyDictionary<Guid, int> Left { get; init; }

    public int LeftOf(Variant variant) => Left.GetValueOrDefault(variant.Id);

    public static async Task<ProductParts> ReadAsync(ICatalogDb db, IAvailability availability, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var decisions = await db.RecognitionDecisions.AsNoTracking().Where(decision => ids.Contains(decision.ProductId)).ToListAsync(cancel);
        var variants = await db.Variants.AsNoTracking().Where(variant => ids.Contains(variant.ProductId)).OrderBy(variant => variant.Position).ToListAsync(cancel);
        var pictures = await db.ProductImages.Where(image => ids.Contains(image.ProductId)).OrderBy(image => image.Position)
            .Select(image => new { image.ProductId, Picture = new ProductPicture(image.Key, image.Alt, image.Width, image.Height) }).ToListAsync(cancel);
        return new ProductParts
        {
            Decisions = decisions.ToLookup(decision => decision.ProductId),
            Variants = variants.ToLookup(variant => variant.ProductId),
            Pictures = pictures.ToLookup(image => image.ProductId, image => image.Picture),
            Left = await availability.OfAsync([.. variants.Select(variant => variant.Id)], cancel),
        };
    }
}
