using Microsoft.EntityFrameworkCore;
using Ocop.Market.Catalog.Recognition;
using Ocop.Market.Kernel;

namespace Ocop.Market.Catalog.Products;

/// <summary>What pages and cards show of some products besides the product itself, read in one question for each table, however many they are.</summary>
internal sealed class ProductParts
{
    private static readonly CompiledQuery<Guid[], RecognitionDecision> DecisionsOf = new((db, ids) => db.Set<RecognitionDecision>().AsNoTracking()
        .Where(decision => ids.Contains(decision.ProductId)));

    private static readonly CompiledQuery<Guid[], Variant> VariantsOf = new((db, ids) => db.Set<Variant>().AsNoTracking()
        .Where(variant => ids.Contains(variant.ProductId)).OrderBy(variant => variant.Position));

    private static readonly CompiledQuery<Guid[], OwnedPicture> PicturesOf = new((db, ids) => db.Set<ProductImage>()
        .Where(image => ids.Contains(image.ProductId)).OrderBy(image => image.Position)
        .Select(image => new OwnedPicture(image.ProductId, new ProductPicture(image.Key, image.Alt, image.Width, image.Height))));

    private sealed record OwnedPicture(Guid ProductId, ProductPicture Picture);

    public required ILookup<Guid, RecognitionDecision> Decisions { get; init; }
    public required ILookup<Guid, Variant> Variants { get; init; }
    public required ILookup<Guid, ProductPicture> Pictures { get; init; }
    public required IReadOnlyDictionary<Guid, int> Left { get; init; }

    public int LeftOf(Variant variant) => Left.GetValueOrDefault(variant.Id);

    public static async Task<ProductParts> ReadAsync(ICatalogDb db, IAvailability availability, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var wanted = ids.ToArray();
        var decisions = await DecisionsOf.ToListAsync(db, wanted, cancel);
        var variants = await VariantsOf.ToListAsync(db, wanted, cancel);
        return new ProductParts
        {
            Decisions = decisions.ToLookup(decision => decision.ProductId),
            Variants = variants.ToLookup(variant => variant.ProductId),
            Pictures = await PicturesAsync(db, wanted, cancel),
            Left = await availability.OfAsync([.. variants.Select(variant => variant.Id)], cancel),
        };
    }

    /// <summary>Of each product in their order.</summary>
    public static async Task<ILookup<Guid, ProductPicture>> PicturesAsync(ICatalogDb db, Guid[] ids, CancellationToken cancel) =>
        (await PicturesOf.ToListAsync(db, ids, cancel)).ToLookup(image => image.ProductId, image => image.Picture);
}
